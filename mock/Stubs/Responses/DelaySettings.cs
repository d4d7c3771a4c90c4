using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Delays of all answers that say none of their own (wiremock.org, "Simulating Faults", "Global stub delays").</summary>
/// <param name="Fixed">Milliseconds, or null.</param>
/// <param name="Distribution">Random ones, or null.</param>
internal sealed record DelaySettings(int? Fixed, DelayDistribution? Distribution)
{
    public static DelaySettings None { get; } = new(null, null);

    /// <summary>Whether nothing is delayed; asked for each request.</summary>
    public bool IsNone => Fixed is null && Distribution is null;

    /// <summary>Reads the members <c>fixedDelay</c> and <c>delayDistribution</c>; the others are the caller's.</summary>
    public static DelaySettings Read(JsonPlace place) => new(
        place.Member("fixedDelay")?.LooseInteger(),
        place.Member("delayDistribution") is { IsNull: false } distribution ? DelayDistribution.Read(distribution) : null);

    public void WriteTo(JsonObject settings)
    {
        if (Fixed is { } milliseconds)
            settings["fixedDelay"] = milliseconds;
        if (Distribution is not null)
            settings["delayDistribution"] = Distribution.ToJson();
    }
}
