using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>The program: arguments in, exit code out. Never an exception.</summary>
/// <param name="output">Verdicts and lists.</param>
/// <param name="error">What keeps the program from judging.</param>
/// <param name="environment">Reads a variable.</param>
internal sealed class ConformanceCommand(TextWriter output, TextWriter error, Func<string, string?> environment)
{
    public async Task<int> Run(string[] args)
    {
        var arguments = new Arguments();
        // A key may begin with @, which must not make it the name of a file with arguments.
        var parsed = arguments.Command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (args is [LintCommand.Name, .. var files])
                return await new LintCommand(output, error).Run(files);
            if (args is [DiffCommand.Name, .. var compared])
                return await new DiffCommand(output, error).Run(compared);
            if (args is [InitCommand.Name, .. var plain])
                return await new InitCommand(output, error).Run(plain);
            if (args is [ObserveCommand.Name, .. var observed])
                return await new ObserveCommand(output, environment).Run(observed);
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
            return await Judge(await SettingsReader.ReadWithKey(started is null ? given : given.Judging(started)), started);
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
            return Refuse($"Something went wrong that should not ({wrong.GetType().Name}): {PlainText.Of(wrong.Message)}");
        }
    }

    private GitHubReport GitHub => new(output, error, environment);

    private int List(ParsedArguments given)
    {
        foreach (var contract in SettingsReader.Listed(given))
            RuleList.Write(contract, output);
        return RunResult.Conforms;
    }

    private async Task<int> Judge(Settings settings, StartedTarget? target)
    {
        var pipeline = new RunPipeline(settings, TimeProvider.System);
        var run = pipeline.Run;
        using var interruption = new Interruption(run, output, () => target?.Dispose());
        using var progress = ConsoleProgress.Listen(run, output);
        Report.WhenEnded(run, report =>
        {
            if (settings.Report is { } directory)
                ReportFiles.Write(report, directory);
            ConsoleReport.Write(report, settings.Report, output);
            GitHub.Write(report);
        });
        if (await pipeline.Prepare(ledger => output.WriteLine($"What it writes is noted in {ledger}.")) is { } problem)
        {
            if (run.Stopped is not { } stopped)
                return Refuse(PlainText.Of(problem));
            output.WriteLine($"Could not judge {run.Options.Base}: {stopped}");
            return RunResult.CouldNotJudge;
        }
        var result = await pipeline.Judge(async () => await pipeline.Walk(await new NUnitRun(run, settings.Rules).Judge()));
        return result.ExitCode;
    }

    private int Refuse(string message)
    {
        error.WriteLine(message);
        GitHub.Refuse(message);
        return RunResult.CouldNotJudge;
    }
}
