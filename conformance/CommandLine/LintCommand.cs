using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>lint FILE...</c>: reads contracts, and says what they declare or everything that is wrong with them.</summary>
/// <param name="output">What they declare.</param>
/// <param name="error">What is wrong.</param>
internal sealed class LintCommand(TextWriter output, TextWriter error)
{
    public const string Name = "lint";

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Contracts, YAML or JSON.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <returns>0: each file is a contract, 2: one is not.</returns>
    /// <exception cref="UsageException">Something about the arguments is wrong.</exception>
    public async Task<int> Run(string[] args)
    {
        var command = new RootCommand("Reads contracts, and says what they declare or everything that is wrong with them. Exit code 0: right, 2: wrong.") { _files };
        var parsed = command.Parse(args);
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        if (parsed.Errors is [var wrong, ..])
            throw new UsageException($"{wrong.Message} {Name} --help shows how.");
        return parsed.GetValue(_files)!.Select(Lint).ToList().TrueForAll(isRight => isRight) ? RunResult.Conforms : RunResult.CouldNotJudge;
    }

    private bool Lint(string file)
    {
        try
        {
            Explain(file, ContractFile.Read(file));
            return true;
        }
        catch (InvalidContractException wrong)
        {
            error.WriteLine($"{file}: {wrong.Message}");
            return false;
        }
    }

    private void Explain(string file, Contract contract)
    {
        output.WriteLine($"{file}: {contract.Title}, dialect {contract.Dialect}, {RunResult.Counted(contract.Rules.Length, "rule", "rules")} ("
            + $"{string.Join(", ", Enum.GetValues<Standing>().Select(standing => $"{contract.Rules.Count(rule => rule.Standing == standing)} {Wording.Of(standing)}"))})");
        foreach (var resource in contract.Resources)
        {
            var operations = contract.Operations.Where(operation => operation.Resource == resource.Name).Select(operation => $"{operation.Kind.ToString().ToLowerInvariant()} {operation}").ToList();
            output.WriteLine($"  {resource.Name}: {(operations.Count == 0 ? "no operation" : string.Join(", ", operations))}");
        }
        foreach (var rule in contract.Rules.Where(rule => rule.Readings.Length > 1))
            output.WriteLine($"  open: {rule.Id} is {string.Join(" or ", rule.Readings)}");
        foreach (var (operation, reason) in contract.LeftOut)
            output.WriteLine($"  left out: {operation}: {reason}");
        foreach (var (pointer, pattern) in contract.UnreadPatterns)
            output.WriteLine($"  not judged: {pointer} is no regular expression of JavaScript: {pattern}");
        if (!contract.ForeignWords.IsEmpty)
            output.WriteLine($"  words of other tools, kept: {string.Join(", ", contract.ForeignWords)}");
        output.WriteLine($"  Every rule: --list --contract {file}");
    }
}
