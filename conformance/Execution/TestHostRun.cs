using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>
/// The run of <c>dotnet test conformance</c>: configured by the environment variables that the program takes, one test for each rule.
/// It begins with the first test that is judged, and ends with the tests.
/// </summary>
/// <param name="environment">Reads a variable.</param>
internal sealed class TestHostRun(Func<string, string?> environment)
{
    private readonly Given _given = GivenBy(environment);
    private readonly ConcurrentDictionary<string, RuleResult> _results = [];
    private Task<RunResult?>? _end;
    private readonly Lazy<Task<(Run? Run, Settings? Settings, string? Problem)>> _start =
        new(() => Task.Run(() => Start(GivenBy(environment))));

    /// <summary>Why nothing is judged, with the way out; null where there is a target.</summary>
    public string? Skipped => _given.Target is not null ? null
        : "There is no target. Set PLANISO_TARGET, PLANISO_API and PLANISO_KEY, in the environment or in a .runsettings file.";

    /// <summary>The contracts that there are tests for: the named one, or all.</summary>
    public ImmutableArray<Contract> Contracts => _given.Api is { } api && Spec.Contracts.Names.Contains(api)
        ? [Spec.Contracts.Load(api)] : [.. Spec.Contracts.Names.Select(Spec.Contracts.Load)];

    /// <summary>The settled result of a rule; the problem where nothing can be judged. Neither: the rule was not chosen.</summary>
    public async Task<(RuleResult? Result, string? Problem)> Judge(string id)
    {
        var (run, settings, problem) = await _start.Value;
        if (run is null || settings is null)
            return (null, problem);
        if (settings.Rules.FirstOrDefault(rule => rule.Id == id) is not { } rule)
            return (null, null);
        var result = Execution.Judge.Settle(run, await Execution.Judge.JudgeAsync(run, rule));
        _results[rule.Id] = result;
        return (result, null);
    }

    /// <summary>Cleans up, writes the reports that were asked for, and says what the run came to; null where none was begun. Once.</summary>
    public Task<RunResult?> End(TextWriter output)
    {
        lock (_results)
            return _end ??= EndOnce(output);
    }

    private async Task<RunResult?> EndOnce(TextWriter output)
    {
        if (!_start.IsValueCreated || await _start.Value is not ({ } run, { } settings, _))
            return null;
        var result = Settlement.Of(run, _results.Values, TimeSpan.Zero) with { Started = run.Clock.GetUtcNow() };
        var cleanup = await Ending.Of(run, keeps: settings is not { Report: null, Ledger: null });
        result = result with { Cleanup = cleanup, Coverage = CoverageOf.Run(result) };
        if (settings.Baseline is { } file)
            result = result with { Drift = Comparison.Of(Baseline.Read(file, settings.Contract), result) };
        if (settings.Report is { } directory)
            ReportFiles.Write(result, directory);
        ConsoleReport.Write(result, settings.Report, output);
        return result;
    }

    private static Given GivenBy(Func<string, string?> environment)
    {
        var arguments = new Arguments();
        return arguments.Read(arguments.Command.Parse([]), environment);
    }

    private static async Task<(Run? Run, Settings? Settings, string? Problem)> Start(Given given)
    {
        Run? run = null;
        try
        {
            var settings = await Reading.ReadWithKey(given);
            run = Run.Create(settings.Contract, settings.Target, TimeProvider.System);
            if (await Preflight.Check(run) is { } wrong)
                return (null, null, wrong);
            run.Footprint.Ledger = Ledger.Of(run, settings, run.Clock.GetUtcNow());
            if (await settings.Begin(run) is { } problem)
            {
                await Ending.Of(run, keeps: false);
                return (null, null, problem);
            }
            return (run, settings, null);
        }
        catch (Exception wrong) when (wrong is UsageException or InvalidContractException)
        {
            return (null, null, run?.Redaction.Of(wrong.Message) ?? wrong.Message);
        }
    }
}
