using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A field that two looks at a record show with different values.</summary>
internal sealed record Difference(Field Field, JsonNode? Was, JsonNode? Is)
{
    public override string ToString() => $"{Field} {Say.Value(Was)} became {Say.Value(Is)}";
}

/// <summary>What differs between two looks at one record.</summary>
internal static class Differences
{
    /// <summary>The fields that both show, with different values; one that is left out where it has none counts as shown.</summary>
    public static IEnumerable<Difference> Between(Session session, Resource resource, JsonObject was, JsonObject now)
    {
        foreach (var field in resource.Fields)
        {
            var (shownBefore, shownNow) = (session.TryGet(was, field, out var before), session.TryGet(now, field, out var after));
            var areComparable = shownBefore && shownNow || ((shownBefore || shownNow) && session.Contract.MayBeAbsent(resource, field));
            if (areComparable && !Same.Value(session, field, before, after))
                yield return new Difference(field, before, after);
        }
    }

    /// <summary>As <see cref="Between"/>, without the fields that the server moves at every update, and others that may differ.</summary>
    public static IEnumerable<Difference> Unwanted(
        Session session, Resource resource, JsonObject was, JsonObject now, params IReadOnlyCollection<string> changed) =>
        Between(session, resource, was, now)
            .Where(difference => difference.Field.SetOn != SetOn.Update && !changed.Contains(difference.Field.Name));
}
