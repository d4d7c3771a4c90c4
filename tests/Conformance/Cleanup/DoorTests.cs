using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>Where requests go, and where they must not: no other host, no proxy, no server that nobody vouches for, and for a plan nowhere.</summary>
public sealed class DoorTests
{
    private const string Key = "s3cret-key-of-a-team";

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = new Counting(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        foreach (var status in (string[])["302 Found", "307 Temporary Redirect", "301 Moved Permanently"])
        {
            await using var target = new Counting(_ => $"HTTP/1.1 {status}\r\nLocation: {other.Url}/v1/user\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            var run = Run.Create(Contracts.Load("planiso"), new TargetOptions(new Uri(target.Url), new Keys(Key)), TimeProvider.System);
            var problem = await Preflight.Check(run);
            problem.ShouldNotBeNull();
            problem.ShouldContain("never followed");
            problem.ShouldNotContain(Key);
            target.Connections.ShouldBeGreaterThan(0);
        }
        other.Connections.ShouldBe(0);
    }

    [Test]
    public async Task A_location_at_another_host_is_not_looked_at()
    {
        await using var other = new Counting(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var contract = Contracts.Load("planio");
        await using var mock = await TestMock.StartAsync([contract]);
        var moving = new Recorder(contract, mock.Url)
        {
            After = (_, response) =>
            {
                if (response.StatusCode == HttpStatusCode.Created)
                    response.Headers.Location = new Uri($"{other.Url}/companies/1.json");
            },
        };
        var run = Run.Create(contract, mock.Demo, TimeProvider.System, moving.Client());
        await WholeRun.RunAsync(run, contract.Rules.Where(rule => rule.Behavior == Behaviors.Location));
        moving.Count.ShouldBeGreaterThan(2);
        await PlanisoContract.Conformance.Cleanup.Cleaner.Clean(run);
        other.Connections.ShouldBe(0);
    }

    [Test]
    public async Task A_proxy_of_the_environment_is_not_used_and_a_plan_opens_no_connection()
    {
        await using var proxy = new Counting(_ => "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        await using var target = new Counting(_ => "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Dictionary<string, string> environment = new() { ["http_proxy"] = proxy.Url, ["HTTP_PROXY"] = proxy.Url, ["all_proxy"] = proxy.Url, ["ALL_PROXY"] = proxy.Url };
        string[] arguments = ["--target", target.Url, "--api", "lightening", "--key", Key];
        var plan = await Program.RunAsync(Program.Conformance, environment, [.. arguments, "--plan", "--max-requests", "100", "--rate", "0.5", "--walks", "2"]);
        plan.Code.ShouldBe(0, plan.All);
        plan.Output.ShouldContain("Nothing was sent");
        plan.Output.ShouldContain("POST /contact");
        plan.Output.ShouldContain("--max-requests 100 does not suffice");
        plan.All.ShouldNotContain(Key);
        (target.Connections, proxy.Connections).ShouldBe((0, 0));

        (await Program.RunAsync(Program.Conformance, environment, arguments)).Code.ShouldBe(2);
        target.Connections.ShouldBeGreaterThan(0);
        proxy.Connections.ShouldBe(0);
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_an_error()
    {
        using var key = RSA.Create(2048);
        using var signed = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
        await using var target = new Counting(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", certificate);
        var run = Run.Create(Contracts.Load("planio"), new TargetOptions(new Uri(target.Url), new Keys(Key)) { Timeout = TimeSpan.FromMinutes(5) }, TimeProvider.System);
        var problem = await Preflight.Check(run);
        problem.ShouldNotBeNull();
        problem.ShouldContain("no trusted TLS connection");
        problem.ShouldContain("never goes on without");
        target.Connections.ShouldBeGreaterThan(0);
        target.Requests.ShouldBe(0);
    }

    /// <summary>A server that answers every request with the same words, and counts who comes.</summary>
    private sealed class Counting : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, string> _answer;
        private readonly X509Certificate2? _certificate;
        private readonly Task _serving;

        public Counting(Func<string, string> answer, X509Certificate2? certificate = null)
        {
            (_answer, _certificate) = (answer, certificate);
            _listener.Start();
            _serving = ServeAsync();
        }

        public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public int Connections { get; private set; }

        public int Requests { get; private set; }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Connections++;
                    await AnswerAsync(client.GetStream());
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        }

        private async Task AnswerAsync(Stream stream)
        {
            try
            {
                if (_certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate);
                    stream = secure;
                }
                var buffer = new byte[8192];
                if (await stream.ReadAsync(buffer) is > 0 and var read)
                {
                    Requests++;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer(Encoding.ASCII.GetString(buffer, 0, read))));
                }
            }
            catch (Exception wrong) when (wrong is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The other side left.
            }
        }
    }
}
