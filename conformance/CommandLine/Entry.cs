using System.CommandLine;
using System.CommandLine.Invocation;
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
            return Refuse($"Something went wrong that should not ({wrong.GetType().Name}): {wrong.Message}");
        }
    }

    private int List(Given given)
    {
        foreach (var contract in Reading.Listed(given))
            RuleList.Write(contract, output);
        return RunResult.Conforms;
    }

    private async Task<int> Judge(Settings settings)
    {
        var run = Conformance.Run.Create(settings.Contract, settings.Target, TimeProvider.System);
        var started = run.Clock.GetUtcNow();
        if (await Preflight.Check(run) is { } problem)
            return Refuse(problem);
        var result = (await Progress.Show(run, settings.Rules, output)) with { Started = started };
        if (settings.Walks > 0)
            result = await WalkProgress.Show(result, settings.Walks, settings.Seed, output);
        // H1: result = result with { Cleanup = ... } at the end of every run that writes
        // H2: result = result with { Coverage = ..., Drift = ... }
        if (settings.Report is { } directory)
            ReportFiles.Write(result, directory);
        ConsoleReport.Write(result, settings.Report, output);
        return result.ExitCode;
    }

    private int Refuse(string message)
    {
        error.WriteLine(message);
        return RunResult.CouldNotJudge;
    }
}
