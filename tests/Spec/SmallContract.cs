using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

/// <summary>A contract that is just large enough for the reader, and changes to it.</summary>
internal static class SmallContract
{
    public static readonly string Yaml = Repository.Read("tests", "Spec", "small.openapi.yaml");

    public static Contract Read() => ContractReader.Read("small", "small.openapi.yaml", Yaml);

    /// <summary>The problems of the contract after a text in it was replaced.</summary>
    public static IReadOnlyList<Problem> ProblemsWith(params ReadOnlySpan<(string Old, string New)> changes)
    {
        var yaml = Yaml;
        foreach (var (old, replacement) in changes)
        {
            yaml.ShouldContain(old);
            yaml = yaml.Replace(old, replacement, StringComparison.Ordinal);
        }
        return Should.Throw<InvalidContractException>(() => ContractReader.Read("small", "small.openapi.yaml", yaml)).Problems;
    }
}
