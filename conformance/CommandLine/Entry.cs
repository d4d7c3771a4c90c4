using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.Covering;
using PlanisoContract.Conformance.Drifting;
using PlanisoContract.Conformance.Judging;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>The program: arguments in, exit code out. Never an exception.</summary>
/// <param name="output">Verdicts and lists.</param>
/// <param name="error">What keeps the program from judging.</param>
/// <param name="environment">Reads a variable.</param>
internal sealed class Entry(TextWriter output, TextWriter error, Func<string, string?> environment)
{
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
            using var started = given is { Target: null, Start: { } command } ? await StartedTarget.StartAsync(command) : null;
            return await Judge(Reading.Read(started is null ? given : given.Judging(started)));
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

    private async Task<int> Judge(Settings settings)
    {
        // Early: nobody should wait for a run and then learn that there is nothing to compare it with.
        var baseline = settings.Baseline is { } file ? Baseline.Read(file, settings.Contract) : null;
        var run = Conformance.Run.Create(settings.Contract, settings.Target, TimeProvider.System);
        var started = run.Clock.GetUtcNow();
        if (await Preflight.Check(run) is { } problem)
            return Refuse(Plain.Of(problem));
        var result = (await Progress.Show(run, settings.Rules, output)) with { Started = started };
        // H4: result = result with { Walks = ... } where settings.Walks > 0
        // H1: result = result with { Cleanup = ... } at the end of every run that writes
        result = result with { Coverage = CoverageOf.Run(result) };
        if (baseline is not null)
            result = result with { Drift = Comparison.Of(baseline, result) };
        if (settings.Report is { } directory)
            ReportFiles.Write(result, directory);
        ConsoleReport.Write(result, settings.Report, output);
        GitHub.Write(result);
        return result.ExitCode;
    }

    private int Refuse(string message)
    {
        error.WriteLine(message);
        GitHub.Refuse(message);
        return RunResult.CouldNotJudge;
    }
}
