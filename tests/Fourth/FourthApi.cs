using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Fourth;

/// <summary>An API that no program comes with: the contract that spec/adding-an-api.md leads to.</summary>
internal static class FourthApi
{
    public static Contract Contract { get; } =
        ContractReader.Read("library", "library.openapi.yaml", Repository.Read("tests", "Fourth", "library.openapi.yaml"));
}
