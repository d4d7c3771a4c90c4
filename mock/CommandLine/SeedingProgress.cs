using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>Seeds the first silo at the start when that takes a while; the first request would wait for it otherwise.</summary>
/// <remarks>Other silos are seeded when they are first used: most of them never are.</remarks>
internal static class SeedingProgress
{
    /// <summary>Fewer records than these are made faster than anyone notices.</summary>
    private const int Large = 5_000;

    public static async Task RunAsync(MockServices mock, bool terminal, CancellationToken stop)
    {
        if (mock.Silos.Default.Settings.Records.Greatest < Large)
            return;
        var started = Stopwatch.StartNew();
        System.Console.WriteLine($"Seeding {mock.Silos.Default.Settings.Records}.");
        // Abandoned, not awaited, when the user stops the program in the middle.
        await Task.Run(() => Seed(mock, terminal), CancellationToken.None).WaitAsync(stop);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeded in {started.Elapsed.TotalSeconds:N1} s."));
    }

    private static void Seed(MockServices mock, bool terminal)
    {
        if (!terminal)
        {
            foreach (var contract in mock.Options.Contracts)
                mock.Silos.Default.Seed(contract);
            return;
        }
        AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            var bars = mock.Options.Contracts.Select(contract => (contract, bar: progress.AddTask(Markup.Escape(contract.Title), maxValue: 1))).ToList();
            foreach (var (contract, bar) in bars)
            {
                mock.Silos.Default.Seed(contract, new Bar(bar));
                bar.Value = 1;
            }
        });
    }

    /// <summary>Tells a bar at once; <see cref="Progress{T}"/> would tell it late, from another thread.</summary>
    private sealed class Bar(ProgressTask bar) : IProgress<double>
    {
        public void Report(double value) => bar.Value = value;
    }
}
