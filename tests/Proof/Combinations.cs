using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Proof;

/// <summary>Readings that one server can have at once.</summary>
internal static class Combinations
{
    /// <summary>For each rule the last reading that was not seen yet, or its default; none that contradict each other.</summary>
    public static Dictionary<string, string> Next(Contract contract, IEnumerable<Rule> rules, HashSet<(string, string)> seen)
    {
        var chosen = new Dictionary<string, string>();
        foreach (var rule in rules)
        {
            var next = rule.Readings.LastOrDefault(reading => !seen.Contains((rule.Id, reading.Name)));
            chosen[rule.Id] = next is not null && !Excluding(rule, next.Name).Any(other => contract.Rule(other.Behavior, other.Place) is { } there
                && other.Readings.Contains(chosen.GetValueOrDefault(there.Id, there.Default.Name))) ? next.Name : rule.Default.Name;
        }
        return chosen;
    }

    // Both ways round, since either rule may come first.
    private static IEnumerable<(Behavior Behavior, Place Place, string[] Readings)> Excluding(Rule rule, string reading)
    {
        // What a create refuses it cannot demand.
        if (rule.Behavior == Behaviors.Optional && reading == "required")
            yield return (Behaviors.RoundTrip, rule.Place, ["refused"]);
        if (rule.Behavior == Behaviors.RoundTrip && reading == "refused")
            yield return (Behaviors.Optional, rule.Place, ["required"]);
        // A reference that must be there cannot be ignored.
        if (rule.Behavior == Behaviors.Optional && reading == "required")
            yield return (Behaviors.RefersUnknown, rule.Place, ["ignored"]);
        if (rule.Behavior == Behaviors.RefersUnknown && reading == "ignored")
            yield return (Behaviors.Optional, rule.Place, ["required"]);
        // Whether a reference was ignored cannot be seen where no answer shows it.
        if (rule.Behavior == Behaviors.RefersUnknown && reading != "refused")
            yield return (Behaviors.ReferenceAs, rule.Place, ["left-out"]);
        if (rule.Behavior == Behaviors.ReferenceAs && reading == "left-out")
            yield return (Behaviors.RefersUnknown, rule.Place, ["ignored", "stored"]);
        // Whoever speaks no form speaks JSON, with flags as JSON has them.
        if (rule.Behavior == Behaviors.FormBody && reading == "refused")
            yield return (Behaviors.JsonBody, Place.Api, ["refused"]);
        if (rule.Behavior == Behaviors.JsonBody && reading == "refused")
            yield return (Behaviors.FormBody, Place.Api, ["refused"]);
        if (rule.Behavior == Behaviors.FlagJson && reading == "refused")
            yield return (Behaviors.FormBody, Place.Api, ["refused"]);
        // A server that takes linked records in JSON alone cannot refuse JSON.
        if (rule.Behavior == Behaviors.LinkedInput && reading == "json-body")
            yield return (Behaviors.JsonBody, Place.Api, ["refused"]);
    }
}
