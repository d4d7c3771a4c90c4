using System.Text.RegularExpressions;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Tests.Fourth;

/// <summary>The way of spec/adding-an-api.md, with its own contract and its own commands; and with the same API in the other dialects.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed partial class WalkTests
{
    private const string File = "notes.openapi.yaml";
    private const string Address = "http://127.0.0.1:5080";

    private static readonly string Page = Repository.Read("spec", "adding-an-api.md");

    [TestCase("rest")]
    [TestCase("envelope")]
    [TestCase("redmine")]
    [TestCase("result")]
    public async Task A_contract_is_read_acted_out_and_judged_and_a_breakage_is_noticed(string dialect)
    {
        var directory = Directory.CreateTempSubdirectory("walk");
        var contract = Path.Combine(directory.FullName, File);
        await System.IO.File.WriteAllTextAsync(contract, dialect == "rest" ? string.Concat(Blocks("yaml")) : Repository.Read("tests", "Fourth", $"notes.{dialect}.openapi.yaml"));
        string[][] commands = [.. Blocks("").SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("planiso-", StringComparison.Ordinal)).Select(line => line.Split(' '))];
        commands.Length.ShouldBe(6);

        (await JudgeAsync(commands[0], contract, null)).ShouldBe(0);
        (await JudgeAsync(commands[1], contract, null)).ShouldBe(0);
        await using (var mock = await WalkMock.StartAsync(Of(commands[2], contract, "http://127.0.0.1:0")))
            (await JudgeAsync(commands[3], contract, mock.Url)).ShouldBe(0);
        await using (var broken = await WalkMock.StartAsync(Of(commands[4], contract, "http://127.0.0.1:0")))
            (await JudgeAsync(commands[5], contract, broken.Url)).ShouldBe(1);
        directory.Delete(recursive: true);
    }

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(Page).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    private static string[] Of(string[] command, string contract, string url) =>
        [.. command.Skip(1).Select(argument => argument == File ? contract : argument == Address ? url : argument)];

    private static async Task<int> JudgeAsync(string[] command, string contract, string? url)
    {
        await using var output = new StringWriter();
        var code = await new ConformanceCommand(output, output, _ => null).Run(Of(command, contract, url ?? ""));
        TestContext.Out.WriteLine(output);
        return code;
    }

    [GeneratedRegex("^```(\\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}

/// <summary>The mock as a process of its own, started as the page says.</summary>
internal sealed class WalkMock(System.Diagnostics.Process process, string url) : IAsyncDisposable
{
    private const string Ready = "Listening on ";

    public string Url => url;

    public static async Task<WalkMock> StartAsync(string[] arguments)
    {
        var process = Program.Start(Program.Mock, arguments);
        for (; ; )
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // What it logs has to go somewhere.
                _ = process.StandardOutput.ReadToEndAsync();
                return new WalkMock(process, line[Ready.Length..].Trim());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
