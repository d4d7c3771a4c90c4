using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>What a value must be: of a header, a parameter, a body (wiremock.org, "Request Matching").</summary>
internal abstract class ValuePattern
{
    /// <summary>Whether the value is right; null where it is absent.</summary>
    public abstract bool Matches(string? value);

    /// <summary>From 0, nothing to change, to 1. A value that matches may have a distance: another case, another time.</summary>
    public virtual double DistanceTo(string? value) => Matches(value) ? 0 : 1;

    /// <summary>As its author wrote it, and as WireMock shows it.</summary>
    public abstract JsonObject ToJson();

    /// <summary>For people: <c>equalTo abc</c>.</summary>
    public virtual string Expected => ToJson().FirstOrDefault() is { Key: not null } first
        ? $"{first.Key} {(first.Value is JsonValue value && value.TryGetValue(out string? text) ? text : first.Value?.ToJsonString())}" : "";

    /// <summary>Reads <c>{ "equalTo": … }</c> and its like; null where there is none that it knows, which is a problem.</summary>
    public static ValuePattern? Read(JsonPlace place)
    {
        // The first word counts, as WireMock has it; a second one is refused below.
        foreach (var (name, _) in place.Object ?? [])
        {
            if (ValuePatterns.ReaderOf(name) is not { } read)
                continue;
            var pattern = read(place);
            place.NoOthers();
            return pattern;
        }
        place.Expect($"one of {ValuePatterns.Words}");
        return null;
    }
}
