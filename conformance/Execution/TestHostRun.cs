using System.Collections.Concurrent;
using System.Collections.Immutable;
using NUnit.Framework;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>
/// The run of <c>dotnet test conformance</c>: configured by the environment variables that the program takes, one test for each rule.
/// It begins with the first test that is judged, and ends with the tests.
/// </summary>
internal sealed class TestHostRun : IRuleSource
{
    private readonly ParsedArguments _given;
    private readonly ConcurrentDictionary<string, RuleResult> _results = [];
    private readonly Lazy<Task<(RunPipeline? Pipeline, Settings? Settings, string? Problem)>> _start;
    private Task<RunResult?>? _end;

    /// <param name="environment">Reads a variable.</param>
    public TestHostRun(Func<string, string?> environment)
    {
        var arguments = new Arguments();
        _given = arguments.Read(arguments.Command.Parse([]), environment);
        _start = new(() => Task.Run(() => Start(_given)));
    }

    // The contracts that there are tests for: the named one, or all.
    private ImmutableArray<Contract> Contracts
    {
        get
        {
            try
            {
                return SettingsReader.Listed(_given);
            }
            catch (Exception wrong) when (wrong is UsageException or InvalidContractException)
            {
                // Each test then says what is wrong, in place of none at all.
                return [.. Spec.Contracts.Names.Select(Spec.Contracts.Load)];
            }
        }
    }

    // Universal rules come last: exchanges of the others may violate them.
    public IEnumerable<RuleCase> Cases => Contracts.SelectMany(contract => contract.Rules.Select(rule =>
        new RuleCase(contract.Api, rule, Judge, IsLast: CheckCatalog.Default.IsExclusive(rule.Behavior) || rule.Place == Place.Api)));

    public string? Skipped => _given.Target is not null ? null
        : "There is no target. Set PLANISO_TARGET, PLANISO_API (or PLANISO_CONTRACT) and PLANISO_KEY, in the environment or in a .runsettings file.";

    Func<Task> IRuleSource.End => FailUnlessJudged;

    private async Task Judge(Rule rule)
    {
        var (pipeline, settings, problem) = await _start.Value;
        if (pipeline is null || settings is null)
        {
            Assert.Fail($"Could not judge: {problem}");
            return;
        }
        if (settings.Rules.FirstOrDefault(chosen => chosen.Id == rule.Id) is not { } chosen)
        {
            Assert.Ignore("The rule was not chosen: PLANISO_RULE, PLANISO_RESOURCE and PLANISO_EXCLUDE choose.");
            return;
        }
        var result = Execution.Judge.Settle(pipeline.Run, await Execution.Judge.JudgeAsync(pipeline.Run, chosen));
        _results[chosen.Id] = result;
        NUnitVerdict.Report(result);
    }

    // Where too much could not be judged, or where the target has drifted.
    private async Task FailUnlessJudged()
    {
        if (await End(TestContext.Progress) is { Failed.IsEmpty: true } result && result.ExitCode != RunResult.Conforms)
            Assert.Fail(result.Headline);
    }

    /// <summary>Cleans up, writes the reports that were asked for, and says what the run came to; null where none was begun. Once.</summary>
    public Task<RunResult?> End(TextWriter output)
    {
        lock (_results)
            return _end ??= EndOnce(output);
    }

    private async Task<RunResult?> EndOnce(TextWriter output)
    {
        if (!_start.IsValueCreated || await _start.Value is not ({ } pipeline, { } settings, _))
            return null;
        Report.WhenEnded(pipeline.Run, report =>
        {
            if (settings.Report is { } directory)
                ReportFiles.Write(report, directory);
            ConsoleReport.Write(report, settings.Report, output);
        });
        var elapsed = TimeProvider.System.GetUtcNow() - pipeline.Started;
        return await pipeline.Judge(() => Task.FromResult(Settlement.Of(pipeline.Run, _results.Values, elapsed)));
    }

    private static async Task<(RunPipeline? Pipeline, Settings? Settings, string? Problem)> Start(ParsedArguments given)
    {
        RunPipeline? pipeline = null;
        try
        {
            var settings = await SettingsReader.ReadWithKey(given);
            pipeline = new RunPipeline(settings, TimeProvider.System);
            return await pipeline.Prepare() is { } problem ? (null, null, problem) : (pipeline, settings, null);
        }
        catch (Exception wrong) when (wrong is UsageException or InvalidContractException)
        {
            return (null, null, pipeline?.Run.Redaction.Of(wrong.Message) ?? wrong.Message);
        }
    }
}
