using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>profile.json</c>: the readings of the target by rule, as <c>mock --profile</c> takes them.</summary>
internal static class ProfileFile
{
    public static string Of(RunResult result) => JsonReport.Written(Readings(result));

    /// <summary>What was observed, rule by rule. A rule with one reading says nothing about a server that passed it.</summary>
    public static JsonObject Readings(RunResult result)
    {
        var profile = new JsonObject();
        foreach (var passed in result.Results.Where(result => result.Reading is not null && result.Rule.Readings.Length > 1))
            profile[passed.Rule.Id] = passed.Reading;
        return profile;
    }
}
