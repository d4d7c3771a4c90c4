using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What the model takes a field to hold: one of some values, or anything.</summary>
/// <param name="Values">The values; empty for anything.</param>
internal sealed record PossibleValues(ImmutableArray<JsonNode?> Values)
{
    /// <summary>Nothing is known yet: the next answer shows it.</summary>
    public static readonly PossibleValues Open = new([]);

    public static PossibleValues Of(params ImmutableArray<JsonNode?> values) => new(values);

    public bool IsOpen => Values.IsEmpty;

    /// <summary>Whether it is known what the field holds.</summary>
    public bool IsSure => Values.Length == 1;

    /// <summary>Whether a value is among them.</summary>
    public bool Allows(Session session, Field field, JsonNode? value) => IsOpen || Values.Any(one => ModelEquality.Value(session, field, one, value));

    /// <summary>The one or the other.</summary>
    public PossibleValues Or(PossibleValues other) => IsOpen || other.IsOpen ? Open : new([.. Values, .. other.Values]);

    /// <summary>What is known once an answer has shown a value that fits; as it was sent, where it was, for answers may write it otherwise.</summary>
    public PossibleValues Seen(Session session, Field field, JsonNode? shown) =>
        Of(IsOpen ? shown.Copy() : Values.First(one => ModelEquality.Value(session, field, one, shown)));

    public string Describe() => string.Join(" or ", Values.Select(Checks.Describe.Value).Distinct());
}

/// <summary>Equality of values for the model. Of records that others may change only the identities count.</summary>
internal static class ModelEquality
{
    public static bool Value(Session session, Field field, JsonNode? one, JsonNode? other) =>
        // Whatever a server stores where nothing was sent must stay the same.
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
