using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs.Matching.Urls;
using PlanisoContract.Mock.Stubs.Matching.Values;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>All patterns by the word that names them; each reads the whole object, its own options too.</summary>
internal static class ValuePatterns
{
    public static ImmutableArray<KeyValuePair<string, Func<JsonPlace, ValuePattern?>>> ByWord { get; } =
    [
        .. Plain(), .. DocumentPatterns.All(),
    ];

    private static readonly FrozenDictionary<string, Func<JsonPlace, ValuePattern?>> Readers = ByWord.ToFrozenDictionary();

    /// <summary>All words, for messages.</summary>
    public static string Words { get; } = string.Join(", ", ByWord.Select(known => known.Key));

    public static Func<JsonPlace, ValuePattern?>? ReaderOf(string word) => Readers.GetValueOrDefault(word);

    /// <summary>The text that a word asks for. As WireMock does, what is wrong with it is told of the pattern, not of the member.</summary>
    public static string? Operand(JsonPlace place, string word)
    {
        if (place.Member(word)?.Node is System.Text.Json.Nodes.JsonValue value && value.TryGetValue(out string? text))
            return text;
        place.Problems.Add(place.Pointer, $"{word} operand must be a non-null string, found {place.Object?[word]?.ToJsonString() ?? "null"}.");
        return null;
    }

    private static IEnumerable<KeyValuePair<string, Func<JsonPlace, ValuePattern?>>> Plain() =>
    [
        Word("equalTo", EqualToPattern.Of),
        Word("contains", place => ContainsPattern.Of(place, "contains", not: false)),
        Word("doesNotContain", place => ContainsPattern.Of(place, "doesNotContain", not: true)),
        Word("matches", place => RegexPattern.Of(place, "matches", not: false)),
        Word("doesNotMatch", place => RegexPattern.Of(place, "doesNotMatch", not: true)),
        Word("absent", AbsentPattern.Of),
        Word("anything", AnythingPattern.Of),
        Word("before", place => DateTimePattern.Of(place, "before", difference => difference < 0)),
        Word("after", place => DateTimePattern.Of(place, "after", difference => difference > 0)),
        Word("equalToDateTime", place => DateTimePattern.Of(place, "equalToDateTime", difference => difference == 0)),
        Word("and", place => LogicPattern.Of(place, "and")),
        Word("or", place => LogicPattern.Of(place, "or")),
        Word("not", NotPattern.Of),
        Word("matchesPathTemplate", PathTemplatePattern.Of),
    ];

    private static KeyValuePair<string, Func<JsonPlace, ValuePattern?>> Word(string word, Func<JsonPlace, ValuePattern?> read) => new(word, read);
}
