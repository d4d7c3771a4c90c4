using System.Collections.Immutable;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What parameters and members are usually called, whoever makes the API. Compared without case, underscores and other signs.</summary>
internal static class ConventionalNames
{
    /// <summary>What names a record, the surest first.</summary>
    public static readonly ImmutableArray<string> Identities = ["id", "uuid", "guid", "sid", "key", "code", "slug", "number", "no", "name"];

    /// <summary>The name as it is compared.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
