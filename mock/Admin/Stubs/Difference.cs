using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Matching;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>What a developer would have to change so that a stub takes a request.</summary>
internal static class Difference
{
    private const int Longest = 300;

    public static JsonObject Of(NearMiss miss)
    {
        var json = new JsonObject { ["id"] = miss.Stub!.Id.ToString() };
        if (miss.Stub.Name is { } name)
            json["name"] = name;
        var parts = miss.Pattern.Explain(miss.Request).ToList();
        json["differs"] = new JsonArray([.. parts.Where(part => !part.Matches).Select(Show)]);
        json["matches"] = new JsonArray([.. parts.Where(part => part.Matches).Select(part => JsonValue.Create(part.Name))]);
        // All is right, and still it did not answer.
        if (miss.Stub.Scenario is { Required: { } required, Name: { } scenario } && parts.TrueForAll(part => part.Matches))
            json["scenario"] = $"It takes requests while the scenario {scenario} is in the state {required}.";
        return json;
    }

    private static JsonObject Show(PatternPart part) => new()
    {
        ["part"] = part.Name,
        ["expected"] = Short(part.Expected),
        ["actual"] = part.Actual is null ? "absent" : Short(part.Actual),
    };

    // A body of a megabyte helps nobody here.
    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
