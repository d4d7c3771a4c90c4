namespace PlanisoContract.Spec;

/// <summary>One thing that is wrong with a document.</summary>
/// <param name="File">The document's file name.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to the place.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Actual">What is there.</param>
/// <param name="Hint">The nearest known word or another way out, or null.</param>
public sealed record Problem(string File, string Pointer, string Expected, string Actual, string? Hint = null)
{
    /// <summary>From 1; 0 where it is not known.</summary>
    public int Line { get; init; }

    /// <summary>From 1; 0 where it is not known.</summary>
    public int Column { get; init; }

    public override string ToString() =>
        $"{File}#{Pointer}{(Line == 0 ? "" : $" (line {Line}, column {Column})")}\n    expected: {Expected}\n    actual:   {Actual}" + (Hint is null ? "" : $"\n    hint:     {Hint}");
}

/// <summary>A document was refused; <see cref="Problems"/> holds every reason.</summary>
public sealed class InvalidContractException(IReadOnlyList<Problem> problems) : Exception(
    $"The contract has {problems.Count} {(problems.Count == 1 ? "error" : "errors")}:\n{string.Join('\n', problems)}")
{
    public IReadOnlyList<Problem> Problems => problems;
}
