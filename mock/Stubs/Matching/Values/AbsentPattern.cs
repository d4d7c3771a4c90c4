using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>absent</c>: there is no such value. WireMock does not look at what its author writes there.</summary>
internal sealed class AbsentPattern : ValuePattern
{
    private static readonly AbsentPattern Only = new();

    private AbsentPattern()
    {
    }

    public override string Expected => "(absent)";

    public static ValuePattern Of(JsonPlace place)
    {
        place.Member("absent");
        return Only;
    }

    public override bool Matches(string? value) => value is null;

    public override JsonObject ToJson() => new() { ["absent"] = true };
}
