using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Tests.Conformance.CommandLine;

/// <summary>How the target is reached: headers, certificates, keys that expire.</summary>
public sealed class ConnectionTests
{
    private const string Rule = "user-email-unique";

    private string _files = null!;

    [OneTimeSetUp]
    public void MakeDirectory() => _files = Directory.CreateTempSubdirectory("connection").FullName;

    [OneTimeTearDown]
    public void DeleteDirectory() => Directory.Delete(_files, recursive: true);

    [Test]
    public async Task Every_request_has_the_headers_that_were_given_and_no_output_their_values()
    {
        await using var mock = await TestMock.StartAsync(records: 3);
        // Lets in whoever has the header, and breaks the rule, so that there is something to report.
        var broken = await mock.SiloAsync(broken: [Rule]);
        await using var gateway = await TestProxy.StartAsync(broken.Target, context =>
            context.Request.Headers["X-Gateway"] == "s3cret-gateway-value" ? Task.FromResult(false) : TestProxy.AnswerAsync(context, 403));
        string[] judge = ["--target", gateway.Url.ToString(), "--api", "planiso", "--key", broken.Keys.ByVariable["KEY"], "--rule", Rule, "--report", _files];
        (await Program.RunAsync(Program.Conformance, judge)).Code.ShouldBe(2);
        var run = await Program.RunAsync(Program.Conformance, [.. judge, "--header", "X-Gateway: s3cret-gateway-value"]);
        run.Code.ShouldBe(1, run.All);
        run.Output.ShouldContain("-H \"X-Gateway: $HEADER_1\"");
        foreach (var text in Directory.GetFiles(_files).Select(File.ReadAllText).Append(run.All))
            text.ShouldNotContain("s3cret-gateway-value");
    }

    [TestCase("no colon")]
    [TestCase("Na me: value")]
    [TestCase("Empty:")]
    [TestCase("Host: elsewhere")]
    public void A_header_that_is_none_is_refused(string header) => Should.Throw<UsageException>(() => Connection.Header(header));

    [Test]
    public async Task A_key_that_expires_in_the_middle_of_a_run_is_renewed()
    {
        await using var mock = await TestMock.StartAsync(records: 3);
        var (taken, current) = (0, "first-key-1");
        // Each key is good for ten requests; the file has the one that is good now.
        var file = Path.Combine(_files, "key");
        await File.WriteAllTextAsync(file, current);
        await using var gateway = await TestProxy.StartAsync(mock.Url, async context =>
        {
            var key = context.Request.Headers.Authorization.ToString();
            if (key != $"Bearer {current}")
                return key.Length > 0 && await TestProxy.AnswerAsync(context, 401);
            if (++taken % 10 == 0)
            {
                // The command may read it at any moment: it finds the one key or the other, whole.
                var later = $"later-key-{taken}";
                await File.WriteAllTextAsync($"{file}.{later}", later);
                File.Move($"{file}.{later}", file, overwrite: true);
                current = later;
            }
            context.Request.Headers.Authorization = "Bearer demo";
            return false;
        });
        var run = await Program.RunAsync(Program.Conformance, "--target", gateway.Url.ToString(), "--api", "planiso",
            "--auth-command", $"cat \"{file}\"", "--rule", "user-*-unique");
        run.Code.ShouldBe(0, run.All);
        taken.ShouldBeGreaterThan(20);
        run.All.ShouldNotContain("later-key");
        var failing = await Program.RunAsync(Program.Conformance, "--target", gateway.Url.ToString(), "--api", "planiso", "--auth-command", "no-such-program");
        failing.Code.ShouldBe(2, failing.All);
        failing.Error.ShouldContain("no-such-program");
    }

    [Test]
    public async Task A_certificate_is_vouched_for_by_a_file_or_not_looked_at()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await ServeAsync(certificate);
        var file = Path.Combine(_files, "ca.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        string[] judge = ["--target", server.Urls.Single(), "--api", "planiso", "--key", "demo", "--mode", "read-only", "--rule", "list-users-empty", "--empty-key", "empty"];

        var refused = await Program.RunAsync(Program.Conformance, judge);
        refused.Code.ShouldBe(2, refused.All);
        refused.Error.ShouldContain("certificate");
        var vouched = await Program.RunAsync(Program.Conformance, [.. judge, "--cacert", file]);
        vouched.Code.ShouldBe(0, vouched.All);
        var insecure = await Program.RunAsync(Program.Conformance, [.. judge, "--insecure"]);
        insecure.Code.ShouldBe(0, insecure.All);
        insecure.Output.ShouldContain("--insecure");
        var missing = await Program.RunAsync(Program.Conformance, [.. judge, "--cacert", file + ".none"]);
        missing.Code.ShouldBe(2, missing.All);
        missing.Error.ShouldContain("ca.pem.none");
    }

    private static async Task<WebApplication> ServeAsync(X509Certificate2 certificate)
    {
        // A key that is only in memory is none for the TLS of some systems.
        var held = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(held)));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"code":200,"message":"","data":[]}""");
        });
        await app.StartAsync();
        return app;
    }
}
