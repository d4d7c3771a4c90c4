using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>equalTo</c>.</summary>
/// <param name="expected">The text.</param>
/// <param name="caseInsensitive">Null where its author does not say.</param>
internal sealed class EqualToPattern(string expected, bool? caseInsensitive) : ValuePattern
{
    private readonly StringComparison _comparison = caseInsensitive == true ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The only text that matches; null where its case does not matter.</summary>
    public string? Exact => caseInsensitive == true ? null : expected;

    public static ValuePattern? Of(JsonPlace place)
    {
        var ignore = place.Member("caseInsensitive") is not { } member ? null : member.IsNull ? false : member.Flag();
        return ValuePatterns.Operand(place, "equalTo") is { } text ? new EqualToPattern(text, ignore) : null;
    }

    public override bool Matches(string? value) => expected.Equals(value, _comparison);

    public override double DistanceTo(string? value) => Levenshtein.Share(expected, value);

    public override JsonObject ToJson()
    {
        var json = new JsonObject { ["equalTo"] = expected };
        if (caseInsensitive is { } ignore)
            json["caseInsensitive"] = ignore;
        return json;
    }
}
