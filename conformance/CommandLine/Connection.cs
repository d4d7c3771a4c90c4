using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>Options on how the target is reached.</summary>
internal static class Connection
{
    /// <summary>A header, from <c>NAME: VALUE</c>.</summary>
    /// <exception cref="UsageException">It is none, or one that the suite itself must set.</exception>
    public static KeyValuePair<string, string> Header(string text)
    {
        var cut = text.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = cut < 0 ? (text, "") : (text[..cut].Trim(), text[(cut + 1)..].Trim());
        // RFC 9110, Field Names: a token.
        if (cut <= 0 || value.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
            || value.Any(char.IsControl))
        {
            // Its value may be a secret, and so may be what stands in place of the name.
            throw new UsageException("A --header is none. Expected \"NAME: VALUE\", such as --header \"X-Gateway-Token: $TOKEN\".");
        }
        return name.ToLowerInvariant() is "host" or "content-length" or "content-type" or "transfer-encoding" or "connection" or "accept-encoding"
            ? throw new UsageException($"The header {name} is the suite's own. Leave out this --header.")
            : KeyValuePair.Create(name, value);
    }

    /// <summary>The certificates of a PEM file.</summary>
    /// <exception cref="UsageException">There is no such file, or none in it.</exception>
    public static X509Certificate2Collection Authorities(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new UsageException($"The file {file} of --cacert cannot be read: {wrong.Message}");
        }
        return certificates.Count > 0 ? certificates
            : throw new UsageException($"The file {file} of --cacert holds no certificate. Expected PEM: lines from -----BEGIN CERTIFICATE----- on.");
    }
}
