using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs.Matching.Values;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>What the values of one name must be: one of them a pattern, or several with <c>includes</c> and <c>hasExactly</c>.</summary>
internal sealed class ValuesPattern
{
    private readonly string? _word;
    private readonly ImmutableArray<ValuePattern> _patterns;

    private ValuesPattern(string? word, ImmutableArray<ValuePattern> patterns) => (_word, _patterns) = (word, patterns);

    /// <summary>For people.</summary>
    public string Expected => _word is null ? _patterns[0].Expected : $"{_word} {string.Join(" and ", _patterns.Select(pattern => pattern.Expected))}";

    /// <summary>The text that one of the values must be, or null where others match, too.</summary>
    public string? Exact => _word is null ? (_patterns[0] as EqualToPattern)?.Exact : null;

    /// <summary>One of the values must match; without values, null must.</summary>
    public static ValuesPattern Of(ValuePattern pattern) => new(null, [pattern]);

    public static ValuesPattern? Read(JsonPlace place)
    {
        foreach (var word in (ReadOnlySpan<string>)["includes", "hasExactly"])
        {
            if (place.Object?.ContainsKey(word) != true)
                continue;
            var patterns = place.Member(word)!.Items().Select(ValuePattern.Read).ToArray();
            place.NoOthers();
            return patterns.All(pattern => pattern is not null) ? new ValuesPattern(word, [.. patterns!]) : null;
        }
        return ValuePattern.Read(place) is { } only ? Of(only) : null;
    }

    public bool Matches(StringValues values)
    {
        if (_word is null)
            return values.Count <= 1 ? _patterns[0].Matches(values.Count == 0 ? null : values[0] ?? "") : BestMatches(_patterns[0], values);
        if (values.Count == 0 || (_word == "hasExactly" && values.Count != _patterns.Length))
            return false;
        foreach (var pattern in _patterns)
        {
            if (!BestMatches(pattern, values))
                return false;
        }
        return true;
    }

    public double DistanceTo(StringValues values)
    {
        if (_word is null)
            return BestDistance(_patterns[0], values);
        if (values.Count == 0)
            return 1;
        var each = _patterns.IsEmpty ? 0 : _patterns.Average(pattern => BestDistance(pattern, values));
        return _word == "includes" ? each : ((values.Count == _patterns.Length ? 0 : 1) + each) / 2;
    }

    public JsonObject ToJson() =>
        _word is null ? _patterns[0].ToJson() : new JsonObject { [_word] = new JsonArray([.. _patterns.Select(pattern => pattern.ToJson())]) };

    // WireMock takes the nearest value and asks whether it matches, not whether any does: with "before" this is not the same.
    private static bool BestMatches(ValuePattern pattern, StringValues values)
    {
        var (nearest, best) = (double.PositiveInfinity, (string?)null);
        foreach (var value in values)
        {
            var distance = pattern.DistanceTo(value ?? "");
            if (distance < nearest)
                (nearest, best) = (distance, value ?? "");
        }
        return pattern.Matches(best);
    }

    private static double BestDistance(ValuePattern pattern, StringValues values)
    {
        var nearest = values.Count == 0 ? pattern.DistanceTo(null) : double.PositiveInfinity;
        foreach (var value in values)
            nearest = Math.Min(nearest, pattern.DistanceTo(value ?? ""));
        return nearest;
    }
}
