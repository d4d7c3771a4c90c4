using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What is made of a guess that the reader of contracts does not take: a look is added, an operation or a resource is left out with its reason.</summary>
internal sealed class Repairs(PlainDocument document)
{
    private readonly Dictionary<string, string> _leftOut = [];
    private readonly HashSet<string> _looks = [];

    /// <summary>Schemas that cannot be resources.</summary>
    public Dictionary<string, string> NoResources { get; } = [];

    /// <summary>Remembers what is wrong with a draft.</summary>
    /// <returns>Whether another draft can be better; where not, the document itself is wrong.</returns>
    public bool Take(IReadOnlyList<Problem> problems)
    {
        var known = (_leftOut.Count, _looks.Count, NoResources.Count);
        foreach (var problem in problems)
        {
            var tokens = problem.Pointer.Split('/');
            if (problem.Expected == FieldReader.LikenessWanted && document.Place(problem.Pointer) is { } place && _looks.Add(place))
                continue;
            if (tokens is ["", "paths", var path, var method, ..])
                _leftOut.TryAdd($"/paths/{path}/{method}", $"expected {problem.Expected}, there is {problem.Actual}");
            else if (tokens is ["", "components", "schemas", var name, ..] && tokens.Length > 4)
                NoResources.TryAdd(name, $"{name} is no resource: of {problem.Pointer} it was expected {problem.Expected}, there is {problem.Actual}");
        }
        return known != (_leftOut.Count, _looks.Count, NoResources.Count);
    }

    /// <summary>The guess, or that the operation is left out.</summary>
    public OperationGuess Apply(OperationGuess guess) =>
        _leftOut.TryGetValue(guess.Operation.Pointer, out var reason) ? new OperationGuess(guess.Operation, reason) : guess;

    /// <summary>Writes looks of generated values.</summary>
    public void Write(DraftText text)
    {
        foreach (var at in _looks)
            text.Add(at, "x-like", Looks.Of(at[(at.LastIndexOf('/') + 1)..]), "told from its name");
    }
}
