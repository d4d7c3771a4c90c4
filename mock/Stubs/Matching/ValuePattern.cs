using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>What a value must be: of a header, a parameter, a body (wiremock.org, "Request Matching").</summary>
internal abstract class ValuePattern
{
    /// <summary>Whether the value is right; null where it is absent.</summary>
    public abstract bool Matches(string? value);

    /// <summary>From 0, a match, to 1.</summary>
    public virtual double DistanceTo(string? value) => Matches(value) ? 0 : 1;

    /// <summary>As its author wrote it, and as WireMock shows it.</summary>
    public abstract JsonObject ToJson();

    /// <summary>Reads <c>{ "equalTo": … }</c> and its like; null where there is none that it knows, which is a problem.</summary>
    public static ValuePattern? Read(JsonPlace place)
    {
        foreach (var (word, read) in ValuePatterns.ByWord)
        {
            if (place.Object?.ContainsKey(word) == true)
            {
                var pattern = read(place);
                place.NoOthers();
                return pattern;
            }
        }
        place.Expect($"one of {string.Join(", ", ValuePatterns.ByWord.Select(known => known.Key))}");
        return null;
    }
}
