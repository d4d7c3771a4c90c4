using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>What the model takes a field to hold: one of some values, or anything.</summary>
/// <param name="Values">The values; empty for anything.</param>
internal sealed record Belief(ImmutableArray<JsonNode?> Values)
{
    /// <summary>Nothing is known yet: the first look tells.</summary>
    public static readonly Belief Open = new([]);

    public static Belief Of(params ImmutableArray<JsonNode?> values) => new(values);

    public bool IsOpen => Values.IsEmpty;

    /// <summary>Whether it is known what the field holds.</summary>
    public bool IsSure => Values.Length == 1;

    /// <summary>Whether a value is among them.</summary>
    public bool Allows(Session session, Field field, JsonNode? value) => IsOpen || Values.Any(one => Alike.Value(session, field, one, value));

    /// <summary>The one or the other.</summary>
    public Belief Or(Belief other) => IsOpen || other.IsOpen ? Open : new([.. Values, .. other.Values]);

    /// <summary>What is known once a look has shown a value that fits; as it was sent, where it was, for answers may write it otherwise.</summary>
    public Belief Seen(Session session, Field field, JsonNode? shown) =>
        Of(IsOpen ? shown.Copy() : Values.First(one => Alike.Value(session, field, one, shown)));

    public string Say() => string.Join(" or ", Values.Select(Describe.Value).Distinct());
}

/// <summary>Equality of values in a walk: of other people's records only which they are counts, since they may change at any time.</summary>
internal static class Alike
{
    public static bool Value(Session session, Field field, JsonNode? one, JsonNode? other) =>
        // Whatever a server puts where nothing was sent, it is the same as long as it stays.
        JsonNode.DeepEquals(one, other) || (field.References is { } references
            ? Identities(session, references, one).SetEquals(Identities(session, references, other))
            : session.IsSame(field, one, other));

    private static HashSet<string> Identities(Session session, ReferencesWord word, JsonNode? value)
    {
        var identity = session.Contract.Resource(word.Resource).Identity;
        return value is not JsonArray list ? [] :
        [
            .. list.Select(element => FieldValue.Text(element is JsonObject record ? session.Value(record, identity) : element)).OfType<string>(),
        ];
    }
}
