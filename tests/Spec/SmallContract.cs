using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

/// <summary>A contract that is just large enough for the reader, and changes to it.</summary>
internal static class SmallContract
{
    public static readonly string Yaml = Repository.Read("tests", "Spec", "small.openapi.yaml");

    /// <summary>The contract after texts in it were replaced.</summary>
    public static Contract Read(params ReadOnlySpan<(string Old, string New)> changes) => ContractReader.Read("small", "small.openapi.yaml", Changed(changes));

    /// <summary>The problems of the contract after a text in it was replaced.</summary>
    public static IReadOnlyList<Problem> ProblemsWith(params ReadOnlySpan<(string Old, string New)> changes)
    {
        var yaml = Changed(changes);
        return Should.Throw<InvalidContractException>(() => ContractReader.Read("small", "small.openapi.yaml", yaml)).Problems;
    }

    private static string Changed(ReadOnlySpan<(string Old, string New)> changes)
    {
        var yaml = Yaml;
        foreach (var (old, replacement) in changes)
        {
            yaml.ShouldContain(old);
            yaml = yaml.Replace(old, replacement, StringComparison.Ordinal);
        }
        return yaml;
    }
}
