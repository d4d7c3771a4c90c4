using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>A text in an expected document that stands for many values: <c>${json-unit.any-string}</c> (github.com/lukas-krecan/JsonUnit).</summary>
internal sealed class JsonPlaceholder
{
    private static readonly ImmutableArray<string> Words = ["ignore", "ignore-element", "any-string", "any-number", "any-boolean"];
    private readonly string _word;
    private readonly BoundedRegex? _regex;

    private JsonPlaceholder(string word, BoundedRegex? regex = null) => (_word, _regex) = (word, regex);

    /// <summary>Whether the member may be missing, too.</summary>
    public bool IsOptional => _word == "ignore-element";

    public bool Takes(JToken actual) => _word switch
    {
        "any-string" => actual.Type == JTokenType.String,
        "any-number" => actual.Type is JTokenType.Integer or JTokenType.Float,
        "any-boolean" => actual.Type == JTokenType.Boolean,
        "regex" => actual is JValue { Value: string text } && _regex!.Matches(text),
        _ => true,
    };

    /// <summary>All placeholders in an expected document, by their text.</summary>
    public static ImmutableDictionary<string, JsonPlaceholder> In(JToken expected, JsonPlace place)
    {
        var found = ImmutableDictionary.CreateBuilder<string, JsonPlaceholder>(StringComparer.Ordinal);
        foreach (var value in expected is JContainer many ? many.DescendantsAndSelf() : [expected])
        {
            if (value is JValue { Value: string text } && !found.ContainsKey(text) && Of(text, place) is { } placeholder)
                found[text] = placeholder;
        }
        return found.ToImmutable();
    }

    private static JsonPlaceholder? Of(string text, JsonPlace place)
    {
        if (!text.StartsWith("${json-unit.", StringComparison.Ordinal) && !text.StartsWith("#{json-unit.", StringComparison.Ordinal))
            return null;
        var (word, rest) = text.IndexOf('}', StringComparison.Ordinal) is >= 0 and var end ? (text[12..end], text[(end + 1)..]) : ("", "");
        if (word == "regex")
        {
            if (BoundedRegex.TryParse(rest, out var regex, out var wrong, dotAll: false))
                return new JsonPlaceholder(word, regex);
            place.Problems.Add(place.Pointer, wrong);
        }
        else if (word.StartsWith("matches:", StringComparison.Ordinal))
        {
            place.Problems.Add(place.Pointer, $"{text} names a matcher of your own, and there are none; known are {string.Join(", ", Words)} and regex.");
        }
        return rest.Length == 0 && Words.Contains(word) ? new JsonPlaceholder(word) : null;
    }
}
