using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>All patterns by the word that names them; each reads the whole object, its own options too.</summary>
internal static class ValuePatterns
{
    public static ImmutableArray<KeyValuePair<string, Func<JsonPlace, ValuePattern?>>> ByWord { get; } =
    [
        .. Plain(), .. DocumentPatterns.All(),
    ];

    // match: equalTo, contains, matches, absent, dates, and, or, not …
    private static IEnumerable<KeyValuePair<string, Func<JsonPlace, ValuePattern?>>> Plain() => [];
}
