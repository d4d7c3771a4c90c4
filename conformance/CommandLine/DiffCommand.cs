using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.ContractDiff;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>diff OLD NEW</c>: what changed between two contracts, and whom it breaks.</summary>
/// <param name="output">The changes.</param>
/// <param name="error">What is wrong.</param>
internal sealed class DiffCommand(TextWriter output, TextWriter error)
{
    public const string Name = "diff";

    private static readonly string[] Formats = ["text", "markdown", "json"];

    private readonly Argument<string> _old = new("OLD") { Description = "The contract before: a file, or the name of one that the program comes with." };
    private readonly Argument<string> _new = new("NEW") { Description = "The contract after." };
    private readonly Option<string> _format = new("--format") { HelpName = "FORMAT", Description = "text, markdown or json. [default: text]" };

    /// <returns>0: no client breaks, 1: clients break, 2: a file is no contract.</returns>
    /// <exception cref="UsageException">Something about the arguments is wrong.</exception>
    /// <exception cref="InvalidContractException">A file is wrong.</exception>
    public async Task<int> Run(string[] args)
    {
        var command = new RootCommand("""
            What changed between two contracts, in the terms of their rules, and whom it breaks: clients (written by the old contract,
            they may fail on a server of the new one), servers (no client fails, but a server of the old contract does not conform to
            the new one), or neither. Exit code 0: no client breaks, 1: clients break, 2: a file is no contract.
            """) { _old, _new, _format };
        var parsed = command.Parse(args);
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        if (parsed.Errors is [var wrong, ..])
            throw new UsageException($"{wrong.Message} {Name} --help shows how.");
        var format = parsed.GetValue(_format) ?? Formats[0];
        if (!Formats.Contains(format))
            throw new UsageException($"There is no format {format}; {Nearest.HintOrAll(format, Formats)}");
        var (old, now) = (parsed.GetValue(_old)!, parsed.GetValue(_new)!);
        var contracts = Read(old, now);
        var changes = ContractComparison.Of(contracts[0], contracts[1]);
        var report = new DiffReport(old, now, changes);
        output.WriteLine((format switch { "json" => report.Json(), "markdown" => report.Markdown(), _ => report.Text() }).TrimEnd());
        return changes.Any(change => change.Category.Breaks == Breaks.Clients) ? RunResult.Violates : RunResult.Conforms;
    }

    // Both are read before anything is told, so that the errors of both are told at once.
    private static List<Contract> Read(params ReadOnlySpan<string> names)
    {
        var contracts = new List<Contract>();
        var problems = new List<Problem>();
        foreach (var name in names)
        {
            try
            {
                contracts.Add(!File.Exists(name) && Contracts.Names.Contains(name) ? Contracts.Load(name) : ContractFile.Read(name));
            }
            catch (InvalidContractException wrong)
            {
                problems.AddRange(wrong.Problems);
            }
        }
        return problems.Count == 0 ? contracts : throw new InvalidContractException(problems);
    }
}
