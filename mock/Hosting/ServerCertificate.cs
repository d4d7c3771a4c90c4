using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlanisoContract.Mock.Hosting;

/// <summary>The file that <c>--certificate</c> names.</summary>
internal static class ServerCertificate
{
    /// <param name="file">PFX without a password, or PEM with certificate and private key.</param>
    /// <exception cref="StartException">It is neither.</exception>
    public static X509Certificate2 Load(string file)
    {
        try
        {
            if (X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12)
                return X509CertificateLoader.LoadPkcs12FromFile(file, null);
            using var pem = X509Certificate2.CreateFromPemFile(file);
            // On Windows only a certificate with a stored key serves TLS.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file}: expected a PFX file without a password, or a PEM file with certificate and private key: {wrong.Message}");
        }
    }
}
