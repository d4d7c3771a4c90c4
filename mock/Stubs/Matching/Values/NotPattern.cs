using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>not</c>.</summary>
internal sealed class NotPattern(ValuePattern inner) : ValuePattern
{
    public override string Expected => $"not {inner.Expected}";

    public static ValuePattern? Of(JsonPlace place) =>
        Read(new JsonPlace(place.Member("not")!.Node, place.Pointer, place.Problems)) is { } inner ? new NotPattern(inner) : null;

    public override bool Matches(string? value) => !inner.Matches(value);

    public override JsonObject ToJson() => new() { ["not"] = inner.ToJson() };
}
