namespace PlanisoContract.Mock.Overrides;

/// <summary>One thing that is wrong with a description of overrides.</summary>
/// <param name="Pointer">Where (RFC 6901); empty for the whole.</param>
/// <param name="Detail">What was expected, what was found, and the way out.</param>
internal sealed record OverrideProblem(string Pointer, string Detail)
{
    public override string ToString() => Pointer.Length == 0 ? Detail : $"{Pointer}: {Detail}";
}
