using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>Compares two JSON documents as WireMock does, and counts what differs.</summary>
/// <param name="ignoreOrder">Whether the items of lists may stand in any order.</param>
/// <param name="ignoreExtra">Whether members and items more than expected may be there.</param>
/// <param name="placeholders">The placeholders in the expected document, by their text.</param>
internal sealed class JsonComparison(bool ignoreOrder, bool ignoreExtra, ImmutableDictionary<string, JsonPlaceholder> placeholders)
{
    // Items in any order are compared each with each: what a large body could make of that has an end.
    private const int MostSteps = 5_000_000;
    private int _steps;

    /// <summary>Whether it went on for too long; then its answer says nothing.</summary>
    public bool IsTooLong => _steps > MostSteps;

    public bool AreEqual(JToken expected, JToken actual) => Count(expected, actual, stop: true) == 0;

    /// <summary>How many values differ, a missing or added one counted with all it holds.</summary>
    /// <param name="expected">From the stub.</param>
    /// <param name="actual">From the request.</param>
    /// <param name="stop">Whether one difference is enough.</param>
    public int Count(JToken expected, JToken actual, bool stop = false)
    {
        if (++_steps > MostSteps)
            return 1;
        if (expected is JValue { Value: string text } && placeholders.TryGetValue(text, out var placeholder))
            return placeholder.Takes(actual) ? 0 : Weight(expected, actual);
        return (expected, actual) switch
        {
            (JObject wanted, JObject found) => CountMembers(wanted, found, stop),
            (JArray wanted, JArray found) => ignoreOrder ? CountUnordered(wanted, found, stop) : CountOrdered(wanted, found, stop),
            (JValue wanted, JValue found) when JsonNumbers.Is(wanted) && JsonNumbers.Is(found) =>
                JsonNumbers.Compare(wanted, found) == 0 ? 0 : 1,
            (JValue wanted, JValue found) when wanted.Type == found.Type && Equals(wanted.Value, found.Value) => 0,
            _ => Weight(expected, actual),
        };
    }

    /// <summary>The number of values in a document, itself included; lists and objects inside count twice.</summary>
    public static int SizeOf(JToken? value) => value switch
    {
        null => 0,
        JObject members => 1 + members.PropertyValues().Sum(SizeInside),
        JArray items => 1 + items.Sum(SizeInside),
        _ => 1,
    };

    private static int SizeInside(JToken value) => value is JContainer ? 1 + SizeOf(value) : 1;

    private static int Weight(JToken? one, JToken? other) => Math.Max(1, Math.Max(SizeOf(one), SizeOf(other)));

    private int CountMembers(JObject wanted, JObject found, bool stop)
    {
        var count = 0;
        foreach (var (name, value) in wanted)
        {
            if (found.TryGetValue(name, out var actual))
                count += Count(value!, actual, stop);
            else if (!IsOptional(value!))
                count += Weight(value, null);
            if (stop && count > 0)
                return count;
        }
        if (!ignoreExtra)
            count += found.Properties().Where(member => !wanted.ContainsKey(member.Name)).Sum(member => Weight(null, member.Value));
        return count;
    }

    private bool IsOptional(JToken value) =>
        value is JValue { Value: string text } && placeholders.TryGetValue(text, out var placeholder) && placeholder.IsOptional;

    private int CountOrdered(JArray wanted, JArray found, bool stop)
    {
        if (stop && (ignoreExtra ? found.Count < wanted.Count : found.Count != wanted.Count))
            return 1;
        var count = Rest(wanted, found.Count) + (ignoreExtra ? 0 : Rest(found, wanted.Count));
        for (var index = 0; index < Math.Min(wanted.Count, found.Count); index++)
        {
            count += Count(wanted[index], found[index], stop);
            if (stop && count > 0)
                return count;
        }
        return count;
    }

    private static int Rest(JArray items, int from) => items.Skip(from).Sum(item => Weight(item, null));

    private int CountUnordered(JArray wanted, JArray found, bool stop)
    {
        if (stop && (ignoreExtra ? found.Count < wanted.Count : found.Count != wanted.Count))
            return 1;
        var (missing, extra) = new ItemPairing(wanted, found, AreEqual).Unpaired();
        if (IsTooLong)
            return 1;
        if (missing is [var one] && extra is [var other])
            return Count(one, other, stop);
        return missing.Sum(item => Weight(item, null)) + (ignoreExtra ? 0 : extra.Sum(item => Weight(null, item)));
    }
}
