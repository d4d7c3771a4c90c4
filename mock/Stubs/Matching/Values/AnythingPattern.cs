using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>anything</c>: each value, and none.</summary>
internal sealed class AnythingPattern : ValuePattern
{
    private static readonly AnythingPattern s_only = new();

    private AnythingPattern()
    {
    }

    public static ValuePattern? Of(JsonPlace place) => ValuePatterns.Operand(place, "anything") is null ? null : s_only;

    public override bool Matches(string? value) => true;

    public override JsonObject ToJson() => new() { ["anything"] = "anything" };
}
