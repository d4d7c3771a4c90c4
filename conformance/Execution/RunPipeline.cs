using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.StatefulTesting;

namespace PlanisoContract.Conformance.Execution;

/// <summary>The steps around the rules of a run, in the order in which they must be taken: the same for the program and for a test host.</summary>
internal sealed class RunPipeline
{
    private readonly Settings _settings;
    private readonly Baseline? _baseline;
    private readonly Exercised _exercised;
    private Ledger? _ledger;

    /// <exception cref="CommandLine.UsageException">The baseline cannot be read.</exception>
    public RunPipeline(Settings settings, TimeProvider clock)
    {
        _settings = settings;
        // First: nobody should wait for a run and then learn that there is nothing to compare it with, or have it overwritten.
        _baseline = settings.Baseline is { } file ? Baseline.Read(file, settings.Contract) : null;
        Run = Run.Create(settings.Contract, settings.Target, clock, asked: settings.Options);
        _exercised = Exercised.Listen(Run);
        Started = clock.GetUtcNow();
    }

    public Run Run { get; }

    public DateTimeOffset Started { get; }

    /// <summary>Looks whether there is something to judge, starts the ledger, and finds out what is served.</summary>
    /// <param name="noted">Told where the ledger is, before anything is written.</param>
    /// <returns>Why there is nothing to judge, for people; null where there is.</returns>
    /// <exception cref="CommandLine.UsageException">The ledger cannot be written.</exception>
    public async Task<string?> Prepare(Action<string>? noted = null)
    {
        if (await Preflight.Check(Run) is { } problem)
            return problem;
        _ledger = Ledger.Of(Run, _settings, Started);
        _ledger?.Listen(Run.WriteHistory);
        if (_ledger is not null)
            noted?.Invoke(_ledger.Path);
        var isReady = false;
        try
        {
            if (await TargetDiscovery.Discover(Run, _settings.Rules, _settings.Options.Resources) is { } nothing)
                return Run.Redaction.Of(nothing);
            isReady = true;
            return null;
        }
        // What the discovery has made must go, whatever goes wrong.
        finally
        {
            if (!isReady)
                await CleanUp();
        }
    }

    /// <summary>Judges, cleans up, and holds the result against what it is to be compared with.</summary>
    public async Task<RunResult> Judge(Func<Task<RunResult>> judge)
    {
        RunResult judged;
        CleanupResult? cleanup = null;
        try
        {
            judged = await judge();
        }
        finally
        {
            cleanup = await CleanUp();
        }
        var result = judged with { Started = Started, Exercised = _exercised, Cleanup = cleanup };
        result = result with { Coverage = CoverageOf.Run(result) };
        if (_baseline is not null)
            result = result with { Drift = Comparison.Of(_baseline, result) };
        Run.Raise(new RunEvent.RunEnded(result));
        return result;
    }

    /// <summary>The random walks that were asked for, after the rules: they predict by the readings that the rules observed.</summary>
    public async Task<RunResult> Walk(RunResult result)
    {
        if (_settings.Walks == 0)
            return result;
        var started = Run.Clock.GetTimestamp();
        Run.Raise(new RunEvent.WalksStarted(_settings.Walks, _settings.Seed));
        var walks = await StatefulTestRunner.Run(Run, result.Results, _settings.Walks, _settings.Seed, new WalkEvents(Run));
        return result with
        {
            Walks = walks,
            // Universal rules hold in walks, too.
            Results = [.. result.Results.Select(rule => Execution.Judge.Settle(Run, rule))],
            Elapsed = result.Elapsed + Run.Clock.GetElapsedTime(started),
        };
    }

    private Task<CleanupResult?> CleanUp() => RunCleanup.Run(Run, _ledger, _settings.KeepsLedger);

    private sealed class WalkEvents(Run run) : IProgress<SequenceRun>
    {
        public void Report(SequenceRun value) => run.Raise(new RunEvent.WalkMade(value));
    }
}
