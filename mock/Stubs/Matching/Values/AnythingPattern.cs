using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>anything</c>: each value, and none.</summary>
internal sealed class AnythingPattern : ValuePattern
{
    private static readonly AnythingPattern Only = new();

    private AnythingPattern()
    {
    }

    public static ValuePattern? Of(JsonPlace place) => ValuePatterns.Operand(place, "anything") is null ? null : Only;

    public override bool Matches(string? value) => true;

    public override JsonObject ToJson() => new() { ["anything"] = "anything" };
}
