using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Conformance.ContractDraft;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary><c>init FILE</c>: drafts a contract from a plain OpenAPI document.</summary>
/// <param name="output">What was made, and what could not be told.</param>
/// <param name="error">What is wrong.</param>
internal sealed class InitCommand(TextWriter output, TextWriter error)
{
    public const string Name = "init";

    private const string Ending = ".contract.yaml";

    private readonly Argument<string> _file = new("FILE") { Description = "An OpenAPI document, 3.0 or 3.1, YAML or JSON." };

    /// <returns>0: the draft is written, 2: it is not.</returns>
    /// <exception cref="UsageException">Something about the arguments is wrong, or the draft is there already.</exception>
    /// <exception cref="InvalidContractException">The document is wrong.</exception>
    public async Task<int> Run(string[] args)
    {
        var command = new RootCommand($"""
            Drafts a contract from a plain OpenAPI document: FILE with {Ending} in place of its ending. Nothing but lines is added, each guess
            with the remark "guess", and nothing is ever overwritten. Prints what could not be told. Exit code 0: drafted, 2: not.
            """) { _file };
        var parsed = command.Parse(args);
        if (parsed.Action is not (null or ParseErrorAction))
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        if (parsed.Errors is [var wrong, ..])
            throw new UsageException($"{wrong.Message} {Name} --help shows how.");
        var file = parsed.GetValue(_file)!;
        if (file.Contains("://", StringComparison.Ordinal))
            throw new UsageException($"{file} is an address, and only files are read. Save it first: curl -o openapi.yaml {file}");
        var target = Path.ChangeExtension(file, null) + Ending;
        if (File.Exists(target))
            throw new UsageException($"{target} is there already, and is not overwritten: remove or rename it first.");
        var draft = Draft.Of(PlainDocument.Read(file));
        Write(target, draft.Text);
        Explain(target, draft);
        return RunResult.Conforms;
    }

    private static void Write(string target, string text)
    {
        try
        {
            using var stream = new FileStream(target, FileMode.CreateNew);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{target} cannot be written: {wrong.Message}");
        }
    }

    private void Explain(string target, Draft draft)
    {
        output.WriteLine($"{target}: {RunResult.Counted(draft.Contract.Resources.Length, "resource", "resources")}, "
            + $"{RunResult.Counted(draft.Contract.Operations.Length, "operation", "operations")}, {RunResult.Counted(draft.Guesses, "guess", "guesses")} to confirm.");
        foreach (var resource in draft.Contract.Resources)
            output.WriteLine($"  {resource.Name}: {string.Join(", ", draft.Contract.Operations.Where(operation => operation.Resource == resource.Name).Select(operation => $"{operation.Kind.ToString().ToLowerInvariant()} {operation}"))}");
        if (!draft.Untold.IsEmpty)
            output.WriteLine("What could not be told:");
        foreach (var sentence in draft.Untold)
            output.WriteLine($"  {sentence}");
        output.WriteLine($"Next: confirm each line with \"guess\", then lint {target}");
    }
}
