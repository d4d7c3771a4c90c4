using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PlanisoContract.Mock;
using PlanisoContract.Mock.CommandLine;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.CommandLine;

public sealed class MockCommandTests
{
    [TestCase("--colour red", "colour")]
    [TestCase("--records many", "many")]
    [TestCase("--records -1", "-1")]
    [TestCase("--records 5 --records uzer=3", "Did you mean User?")]
    [TestCase("--records user=", "user=")]
    [TestCase("--api planisso", "planiso")]
    [TestCase("--break user-email-uniqe", "user-email-unique")]
    [TestCase("--profile no-such-file.json", "no-such-file.json")]
    [TestCase("--keys no-such-file.json", "no-such-file.json")]
    [TestCase("--overrides no-such-file.json", "no-such-file.json")]
    [TestCase("--data no-such-file.yaml", "no-such-file.yaml")]
    [TestCase("--data no-such-file.yaml@dmo", "did you mean demo?")]
    [TestCase("--watch-data", "--data")]
    [TestCase("--watch", "--contract")]
    [TestCase("--watch --contract library.yaml --store postgres://me@127.0.0.1/mock", "Use a file")]
    [TestCase("--urls nonsense", "nonsense")]
    [TestCase("--log xml", "json")]
    [TestCase("--urls http://0.0.0.0:0", "--admin-key")]
    [TestCase("--urls https://127.0.0.1:0 --certificate no-such-file.pem", "no-such-file.pem")]
    public async Task What_it_cannot_start_with_is_said_in_a_line_and_exit_code_2(string arguments, string says)
    {
        var run = await Program.RunAsync(Program.Mock, arguments.Split(' '));
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain(says);
        run.All.ShouldNotContain("   at ");
    }

    [Test]
    public async Task Version_tells_those_of_the_contracts_too()
    {
        foreach (var (program, name) in new[] { (Program.Mock, "planiso-mock"), (Program.Conformance, "planiso-conformance") })
        {
            var run = await Program.RunAsync(program, "--version");
            run.Code.ShouldBe(0, run.All);
            var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines[0].ShouldStartWith($"{name} 1.");
            lines[1..].Select(line => line.Split('(')[0].Trim()).ShouldBe(Contracts.Names.Select(api => $"contract {api} {Contracts.Load(api).Version}"));
        }
    }

    [Test]
    public async Task A_taken_port_is_said_in_a_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var run = await Program.RunAsync(Program.Mock, "--urls", $"http://127.0.0.1:{port}");
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain(port);
        run.All.ShouldNotContain("   at ");
    }

    [Test]
    public async Task It_says_where_it_listens_and_logs_no_key()
    {
        var keys = Path.GetTempFileName();
        await File.WriteAllTextAsync(keys, """[{ "keys": [{ "key": "secret-writer" }, { "key": "secret-reader", "canWrite": false }] }]""");
        using var process = Program.Start(Program.Mock, "--urls", "http://127.0.0.1:0", "--records", "3", "--keys", keys);
        try
        {
            using var client = await ClientAsync(process);
            string? line;
            client.DefaultRequestHeaders.Add("Authorization", "Bearer secret-reader");
            (await client.GetAsync("/v1/user?key=another-secret")).StatusCode.ShouldBe(HttpStatusCode.OK);
            do
                line = await process.StandardOutput.ReadLineAsync();
            while (line is not null && !line.Contains("/v1/user", StringComparison.Ordinal));
            line.ShouldNotBeNull();
            line.ShouldContain("GET");
            line.ShouldContain("200");
            line.ShouldNotContain("reader");
            line.ShouldNotContain("another-secret");
        }
        finally
        {
            process.Kill();
            File.Delete(keys);
        }
    }

    [Test]
    public async Task All_that_is_wrong_with_a_file_of_overrides_is_said_with_its_place_and_exit_code_2()
    {
        using var file = new TemporaryFile("""[{ "operation": "createUser", "status": 409 }, { "operation": "createUsr", "stats": 409, "key": "demmo" }]"""u8);
        var run = await Program.RunAsync(Program.Mock, "--urls", "http://127.0.0.1:0", "--overrides", file.Path);
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain($"{file.Path}:");
        run.Error.ShouldContain("/1/stats: unknown member; did you mean status?");
        run.Error.ShouldContain("/1/operation: no API that is served has the operation createUsr; did you mean createUser?");
        run.Error.ShouldContain("/1/key: no silo has such a key; did you mean demo?");
        run.All.ShouldNotContain("   at ");
    }

    [Test]
    public void An_override_of_an_api_that_is_not_served_is_no_override()
    {
        using var file = new TemporaryFile("""{ "operation": "createUser", "status": 409 }"""u8);
        var command = new MockCommand();
        Should.Throw<StartException>(() => command.Read(command.Parse(["--api", "planio", "--overrides", file.Path]))).Message
            .ShouldContain("/operation: planio has no operation createUser; known are listCompanies");
    }

    [TestCase("utf-8", true)]
    [TestCase("utf-8", false)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16", false)]
    [TestCase("utf-16BE", true)]
    [TestCase("utf-16BE", false)]
    public void A_file_may_have_a_byte_order_mark_or_be_in_utf_16(string encoding, bool marked)
    {
        var form = Encoding.GetEncoding(encoding);
        byte[] Bytes(string text) => [.. marked ? form.GetPreamble() : [], .. form.GetBytes(text)];
        using var overrides = new TemporaryFile(Bytes("""[{ "operation": "*", "status": 503, "set": { "$.message": "Zoë" } }]"""));
        using var keys = new TemporaryFile(Bytes("""[{ "key": "blue" }]"""));
        var command = new MockCommand();
        var options = command.Read(command.Parse(["--keys", keys.Path, "--overrides", overrides.Path]));
        options.Overrides.Single().Source.GetProperty("set").GetProperty("$.message").GetString().ShouldBe("Zoë");
        options.Silos.Single().Keys.Single().Key.ShouldBe("blue");
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(ReadOnlySpan<byte> bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }

    private static async Task<HttpClient> ClientAsync(Process process)
    {
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.StartsWith("Listening on ", StringComparison.Ordinal));
        line.ShouldNotBeNull();
        return new HttpClient { BaseAddress = new Uri(line["Listening on ".Length..]) };
    }
}
