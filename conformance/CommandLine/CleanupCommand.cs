using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>--cleanup LEDGER</c>: finishes the cleanup of an interrupted run.</summary>
internal static class CleanupCommand
{
    /// <returns>0: nothing is left that could be removed, 1: something is, 2: it could not be tried.</returns>
    /// <exception cref="UsageException">The ledger is none, or belongs to another target or API.</exception>
    public static async Task<int> Run(ParsedArguments given, TextWriter output, TimeProvider clock)
    {
        var file = new FileInfo(given.Cleanup!);
        if (!file.Exists)
            throw new UsageException($"There is no file {file.FullName}, which --cleanup names.");
        var ledger = LedgerReader.Read(file);
        var head = ledger.Head;
        if (given.Api is { } api && api != head.Api)
            throw new UsageException($"The ledger {file.Name} is of a run of the API {head.Api}, not {api}. Leave --api out.");
        if (given.Contract is { } own && ContractFile.NameOf(own) != head.Api)
            throw new UsageException($"The ledger {file.Name} is of a run of the API {head.Api}, not {ContractFile.NameOf(own)}. Give --contract the file that it was judged by.");
        if (given.Contract is null && !Contracts.Names.Contains(head.Api))
            throw new UsageException($"The ledger {file.Name} is of a run of the API {head.Api}, which the program does not come with. Give its file: --contract FILE.");
        var settings = SettingsReader.Read(given with { Target = given.Target ?? head.Target, Api = given.Contract is null ? head.Api : null, Mode = null, Report = null, Baseline = null, Ledger = null, Rules = [], Resources = [], Exclude = [] });
        if (settings.Target.Base != head.Target)
            throw new UsageException($"The ledger {file.Name} is of a run on {head.Target}, not {settings.Target.Base}: its records are not there. Leave --target out.");
        if (ledger.WriteHistory.Writes == 0)
        {
            output.WriteLine($"The run {head.Tag} wrote nothing to {head.Target}.");
            return RunResult.Conforms;
        }
        var result = await Clean(settings.Contract, settings.Target, file, ledger, clock);
        output.WriteLine($"Cleaned up after the run {head.Tag} on {head.Target}.");
        foreach (var line in CleanupLines.Of(result))
            output.WriteLine(line);
        return result.IsFinished ? RunResult.Conforms : RunResult.Violates;
    }

    /// <exception cref="UsageException">The target is not there, or does not take the key.</exception>
    internal static async Task<CleanupResult> Clean(Contract contract, TargetOptions target, FileInfo file, LedgerReader ledger, TimeProvider clock)
    {
        var run = Execution.Run.Continue(contract, target, clock, ledger.Head.Tag, ledger.WriteHistory);
        if (await Preflight.Check(run) is { } problem)
            throw new UsageException(problem);
        var continued = Ledger.Continue(file);
        continued.Listen(run.WriteHistory);
        return (await RunCleanup.Run(run, continued, keeps: true))!;
    }
}
