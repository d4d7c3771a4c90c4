using System.CommandLine;

namespace PlanisoContract.Bench.Stubs;

/// <summary>The program: measures what it is asked for, and writes it where it belongs.</summary>
/// <param name="output">Progress and results.</param>
internal sealed class Bench(TextWriter output)
{
    public Task<int> RunAsync(string[] args)
    {
        var rounds = new Option<int>("--rounds") { Description = "How often all is measured in turn.", HelpName = "N", DefaultValueFactory = _ => 15 };
        var write = new Option<bool>("--write") { Description = "Writes the results to tests/bench/results." };
        var stubs = new Command("stubs", "What ten thousand stubs and a full journal cost the contract's answers.") { rounds, write };
        stubs.SetAction(async (given, stop) =>
        {
            var report = await new StubsBench(output, given.GetValue(rounds)).RunAsync(stop);
            await output.WriteAsync(report);
            if (given.GetValue(write))
                await File.WriteAllTextAsync(Results.PathOf("stubs.md"), report, stop);
        });
        return new RootCommand("Measures the mock.") { stubs }.Parse(args).InvokeAsync();
    }
}
