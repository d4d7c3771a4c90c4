using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>and</c> and <c>or</c>, of one value.</summary>
internal sealed class LogicPattern(string word, ImmutableArray<ValuePattern> parts) : ValuePattern
{
    private readonly bool _all = word == "and";

    public override string Expected => string.Join($" {word} ", parts.Select(part => part.Expected));

    public static ValuePattern? Of(JsonPlace place, string word)
    {
        if (place.Member(word)!.Node is not JsonArray items)
        {
            place.Problems.Add(place.Pointer, $"{word} field must be an array of matchers");
            return null;
        }
        if (items.Count < 2)
        {
            place.Problems.Add(place.Pointer, $"{word} must be constructed with at least two matchers, found {items.Count}.");
            return null;
        }
        // WireMock leaves the word out of the pointer.
        var parts = items.Select((item, index) => Read(new JsonPlace(item, $"{place.Pointer}/{index}", place.Problems))).ToArray();
        return parts.All(part => part is not null) ? new LogicPattern(word, [.. parts!]) : null;
    }

    public override bool Matches(string? value)
    {
        foreach (var part in parts)
        {
            if (part.Matches(value) != _all)
                return !_all;
        }
        return _all;
    }

    public override double DistanceTo(string? value) =>
        _all ? parts.Average(part => part.DistanceTo(value)) : parts.Min(part => part.DistanceTo(value));

    public override JsonObject ToJson() => new() { [word] = new JsonArray([.. parts.Select(part => part.ToJson())]) };
}
