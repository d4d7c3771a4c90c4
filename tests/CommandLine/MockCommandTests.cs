using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PlanisoContract.Tests.CommandLine;

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
    [TestCase("--urls nonsense", "nonsense")]
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
