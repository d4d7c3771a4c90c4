using System.CommandLine;

namespace PlanisoContract.Bench.Stubs;

/// <summary>The program: measures what it is asked for, and writes it where it belongs.</summary>
/// <param name="output">Progress and results.</param>
internal sealed class Bench(TextWriter output)
{
    private const int Rounds = 15;
    private const int Entries = 100_000;

    public Task<int> RunAsync(string[] args)
    {
        var rounds = new Option<int>("--rounds") { Description = "How often all is measured in turn.", HelpName = "N", DefaultValueFactory = _ => Rounds };
        var quick = new Option<bool>("--quick") { Description = "Short and coarse: one round, a journal of 10,000; nothing is written." };
        var write = new Option<bool>("--write") { Description = "Writes the results to tests/bench/results." };
        var stubs = new Command("stubs", "What ten thousand stubs and a full journal cost the contract's answers.") { rounds, write, quick };
        stubs.SetAction(async (given, stop) =>
        {
            var isQuick = given.GetValue(quick);
            var report = await new StubsBench(output, isQuick ? 1 : given.GetValue(rounds), isQuick ? Entries / 10 : Entries).RunAsync(stop);
            await output.WriteAsync(report);
            if (given.GetValue(write) && !isQuick)
                await File.WriteAllTextAsync(Path.Combine(Places.Results, "stubs.md"), report, stop);
        });
        return new RootCommand("Measures the mock.") { stubs }.Parse(args).InvokeAsync();
    }
}
