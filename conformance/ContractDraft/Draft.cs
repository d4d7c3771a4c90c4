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
        var repairs = new Repairs(document);
        while (true)
        {
            var (resources, operations) = Guess(document, groups, repairs);
            if (resources.IsEmpty)
            {
                throw document.Wrong([.. operations.IsEmpty ? [new Problem(document.File, "/paths", "operations on records", "none")] : (Problem[])[],
                    .. repairs.NoResources.Select(none => new Problem(document.File, $"/components/schemas/{none.Key}", "a resource", none.Value)),
                    .. operations.Select(guess => new Problem(document.File, guess.Operation.Pointer, "an operation on records", guess.Why))]);
            }
            var (text, untold) = Write(document, resources, operations, repairs);
            try
            {
                var contract = ContractReader.Read(ContractFile.NameOf(document.File), document.File, text);
                return new Draft(text, contract, [.. document.Rewritten is { } why ? [why] : (string[])[], .. contract.LeftOut.Select(left => $"{left.Operation} is left out: {left.Reason}"), .. repairs.NoResources.Values, .. untold]);
            }
            catch (InvalidContractException wrong)
            {
                if (!repairs.Take(wrong.Problems))
                    throw document.Wrong(wrong.Problems);
            }
        }
    }

    // A resource that nothing is done with is none; what is left may be told otherwise without it.
    private static (ImmutableArray<ResourceGuess>, ImmutableArray<OperationGuess>) Guess(PlainDocument document, ImmutableArray<PathGroup> groups, Repairs repairs)
    {
        var idle = new HashSet<string>(repairs.NoResources.Keys);
        var reasons = new Dictionary<string, OperationGuess>();
        while (true)
        {
            var resources = ResourceGuess.Of(document, groups, idle);
            var operations = OperationGuess.Of(document, groups, resources).Select(repairs.Apply)
                .Select(guess => guess.Resource is null && !reasons.TryAdd(guess.Operation.Pointer, guess) ? reasons[guess.Operation.Pointer] : guess).ToImmutableArray();
            var used = operations.Select(guess => guess.Resource?.Name).ToHashSet();
            if (resources.All(resource => used.Contains(resource.Name)))
                return (resources, operations);
            idle.UnionWith(resources.Select(resource => resource.Name).Where(name => !used.Contains(name)));
        }
    }

    private static (string Text, IReadOnlyList<string> Untold) Write(
        PlainDocument document, ImmutableArray<ResourceGuess> resources, ImmutableArray<OperationGuess> operations, Repairs repairs)
    {
        var text = new DraftText(document.Yaml);
        var words = new DraftWords(document, text);
        words.Root();
        foreach (var resource in resources)
        {
            words.Resource(resource);
            new FieldWords(document, text, resource, resources, words.Untold).Write();
        }
        var ids = operations.Select(guess => DocumentNode.Text(guess.Operation.Node, "operationId")).OfType<string>().ToHashSet();
        foreach (var guess in operations)
            words.Operation(guess, ids);
        repairs.Write(text);
        return (text.ToString(), words.Untold);
    }
}
