using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>The program: arguments in, exit code out. Never an exception.</summary>
/// <param name="output">Verdicts and lists.</param>
/// <param name="error">What keeps the program from judging.</param>
/// <param name="environment">Reads a variable.</param>
internal sealed class Entry(TextWriter output, TextWriter error, Func<string, string?> environment)
{
    private string _problem = "";

    public async Task<int> Run(string[] args)
    {
        var arguments = new Arguments();
        // A key may begin with @, which must not make it the name of a file with arguments.
        var parsed = arguments.Command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Action is not (null or ParseErrorAction))
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
            if (arguments.Problem(parsed) is { } problem)
                throw new UsageException(problem);
            var given = arguments.Read(parsed, environment);
            if (given.List)
                return List(given);
            if (given.Plan)
                return PlanCommand.Run(given, output);
            if (given.Cleanup is not null)
                return await CleanupCommand.Run(given, output, TimeProvider.System);
            using var started = given is { Target: null, Start: { } command } ? await StartedTarget.StartAsync(command) : null;
            return await Judge(await Reading.ReadWithKey(started is null ? given : given.Judging(started)), started);
        }
        catch (UsageException wrong)
        {
            return Refuse(wrong.Message);
        }
        catch (InvalidContractException wrong)
        {
            return Refuse(wrong.Message);
        }
        catch (Exception wrong)
        {
            return Refuse($"Something went wrong that should not ({wrong.GetType().Name}): {Plain.Of(wrong.Message)}");
        }
    }

    private GitHubReport GitHub => new(output, error, environment);

    private int List(Given given)
    {
        foreach (var contract in Reading.Listed(given))
            RuleList.Write(contract, output);
        return RunResult.Conforms;
    }

    private async Task<int> Judge(Settings settings, StartedTarget? target)
    {
        // Early: nobody should wait for a run and then learn that there is nothing to compare it with.
        var baseline = settings.Baseline is { } file ? Baseline.Read(file, settings.Contract) : null;
        var run = Execution.Run.Create(settings.Contract, settings.Target, TimeProvider.System);
        using var interruption = new Interruption(run, output, () => target?.Dispose());
        var started = run.Clock.GetUtcNow();
        if (await Preflight.Check(run) is { } problem)
            return Refuse(Plain.Of(problem));
        StartLedger(run, settings, started);
        if (await Judged(run, settings) is not { } judged)
        {
            if (run.Stopped is not { } stopped)
                return Refuse(Plain.Of(_problem));
            output.WriteLine($"Could not judge {run.Options.Base}: {stopped}");
            return RunResult.CouldNotJudge;
        }
        var result = judged with { Started = started };
        if (baseline is not null)
            result = result with { Drift = Comparison.Of(baseline, result) };
        if (settings.Report is { } directory)
            ReportFiles.Write(result, directory);
        ConsoleReport.Write(result, settings.Report, output);
        GitHub.Write(result);
        return result.ExitCode;
    }

    // Null where there is nothing to judge.
    private async Task<RunResult?> Judged(Run run, Settings settings)
    {
        RunResult? result = null;
        CleanupResult? cleanup;
        try
        {
            if (await settings.Begin(run) is { } problem)
            {
                _problem = problem;
                return null;
            }
            result = await Progress.Show(run, settings.Rules, output);
            if (settings.Walks > 0)
                result = await WalkProgress.Show(result, settings.Walks, settings.Seed, output);
        }
        // Whatever goes wrong, what was made must go.
        finally
        {
            cleanup = await Ending.Of(run, keeps: settings is not { Report: null, Ledger: null });
        }
        return result with { Cleanup = cleanup, Coverage = CoverageOf.Run(result) };
    }

    private void StartLedger(Run run, Settings settings, DateTimeOffset started)
    {
        run.Footprint.Ledger = Ledger.Of(run, settings, started);
        if (run.Footprint.Ledger is { } ledger)
            output.WriteLine($"What it writes is noted in {ledger.Path}.");
    }

    private int Refuse(string message)
    {
        error.WriteLine(message);
        GitHub.Refuse(message);
        return RunResult.CouldNotJudge;
    }
}
