using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>A contract that was drafted from a plain document.</summary>
/// <param name="Text">YAML.</param>
/// <param name="Contract">What it declares.</param>
/// <param name="Untold">What could not be told, in sentences.</param>
internal sealed record Draft(string Text, Contract Contract, ImmutableArray<string> Untold)
{
    /// <summary>How many lines were guessed.</summary>
    public int Guesses => Text.Split('\n').Count(line => line.Contains("# guess: ", StringComparison.Ordinal));

    /// <summary>Drafts a contract.</summary>
    /// <exception cref="InvalidContractException">The document is wrong, or nothing in it is a resource.</exception>
    public static Draft Of(PlainDocument document)
    {
        var groups = PathGroup.Of(document);
        var repairs = new Repairs();
        while (true)
        {
            var resources = ResourceGuess.Of(document, groups, repairs.NoResources);
            var operations = OperationGuess.Of(document, groups, resources).Select(repairs.Apply).ToImmutableArray();
            if (resources.IsEmpty)
                throw document.Wrong(operations.Select(guess => new Problem(document.File, guess.Operation.Pointer, "an operation on records", guess.Why)));
            var text = Write(document, resources, operations, repairs);
            try
            {
                var contract = ContractReader.Read(ContractFile.NameOf(document.File), document.File, text);
                return new Draft(text, contract, [.. contract.LeftOut.Select(left => $"{left.Operation}: {left.Reason}")]);
            }
            catch (InvalidContractException wrong)
            {
                if (!repairs.Take(wrong.Problems))
                    throw document.Wrong(wrong.Problems);
            }
        }
    }

    private static string Write(PlainDocument document, ImmutableArray<ResourceGuess> resources, ImmutableArray<OperationGuess> operations, Repairs repairs)
    {
        var text = new DraftText(document.Yaml);
        var words = new DraftWords(document, text);
        words.Root();
        foreach (var resource in resources)
            words.Resource(resource);
        var ids = operations.Select(guess => DocumentNode.Text(guess.Operation.Node, "operationId")).OfType<string>().ToHashSet();
        foreach (var guess in operations)
            words.Operation(guess, ids);
        repairs.Write(text);
        return text.ToString();
    }
}
