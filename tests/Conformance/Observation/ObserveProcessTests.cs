using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using PlanisoContract.Tests.SensibleServers;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>The observer as a process: HTTP/2 over TLS passes, and SIGTERM ends it with the verdict.</summary>
public sealed class ObserveProcessTests
{
    [Test]
    public async Task It_speaks_HTTP_2_over_TLS_and_ends_with_the_verdict()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no such signal.");
        await using var target = await SensibleServer.StartAsync(app => app.MapGet("/v1/user/2",
            () => SensibleServer.Answer(404, new JsonObject { ["code"] = 404, ["message"] = "no", ["data"] = new JsonArray() })));
        var directory = Directory.CreateTempSubdirectory("observe").FullName;
        var certificate = Path.Combine(directory, "localhost.pfx");
        await File.WriteAllBytesAsync(certificate, Certificate());
        using var observer = Program.StartIn(new() { ["Kestrel__Certificates__Default__Path"] = certificate }, Program.Conformance,
            "observe", "--target", target.Url.AbsoluteUri, "--api", "planiso", "--urls", "https://127.0.0.1:0", "--report", directory);
        observer.ErrorDataReceived += (_, _) => { };
        observer.BeginErrorReadLine();
        var line = await observer.StandardOutput.ReadLineAsync();
        line.ShouldStartWith("Listening on https://");

        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "k9-very-secret-key-417");
        using (var answer = await client.GetAsync(new Uri(new Uri(line!["Listening on ".Length..]), "/v1/user/2")))
            (answer.Version, answer.StatusCode).ShouldBe((HttpVersion.Version20, HttpStatusCode.NotFound));

        using (var kill = Process.Start("kill", ["-TERM", observer.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var output = await observer.StandardOutput.ReadToEndAsync();
        await observer.WaitForExitAsync();
        observer.ExitCode.ShouldBe(0, output);
        output.ShouldContain("as far as 1 exchange shows");
        File.Exists(Path.Combine(directory, "report.html")).ShouldBeTrue();
        Directory.Delete(directory, recursive: true);
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.Export(X509ContentType.Pfx);
    }
}
