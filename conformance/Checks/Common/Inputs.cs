using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Inputs that try something, made from the ordinary ones of <see cref="Session"/>.</summary>
internal static class Inputs
{
    /// <summary>Whether it shows other records in whole.</summary>
    public static bool ShowsRecords(this Field field) => field.Type is FieldType.Link or FieldType.References;

    /// <summary>A complete input with one field as given; null takes it away.</summary>
    public static async Task<JsonObject> InputWith(this Session session, Resource resource, Field field, JsonNode? value)
    {
        var input = await session.Input(resource);
        if (value is null)
            input.Remove(field.Name);
        else
            input[field.Name] = value.Copy();
        return input;
    }

    /// <summary>The sent value of a field.</summary>
    /// <exception cref="PreconditionException">It was not sent.</exception>
    public static JsonNode SentValue(this Made made, Field field) => made.Sent[field.Name]
        ?? throw new PreconditionException($"a create of {made.Resource} does not send {field}");

    /// <summary>A valid value that differs from what the field holds.</summary>
    public static JsonNode Other(this Session session, Resource resource, Field field, JsonNode? held)
    {
        if (field.Type == FieldType.Boolean)
            return !(Same.Flag(held) ?? Same.Flag(field.Default) ?? false);
        for (var tries = 0; tries < 20; tries++)
        {
            var fresh = session.Fresh(resource, field);
            if (!Same.Value(session, field, fresh, held))
                return fresh;
        }
        throw new PreconditionException($"no second valid value for {field} of {resource} is known");
    }

    /// <summary>A flag as JSON sends it: 1 or 0 where true and false may be refused.</summary>
    public static JsonNode Native(this Session session, Resource resource, Field field, bool flag) =>
        session.Contract.Rule(Behaviors.FlagJson, Place.Of(resource, field)) is null ? flag : flag ? 1 : 0;

    /// <summary>The fields that an update is sure to store and answers show, soft delete aside: what a check can change without doubt.</summary>
    public static IEnumerable<Field> Changeable(this Session session, Resource resource) =>
        resource.Fields.Where(field => field is { OnUpdate: true, IsPlain: true, Refers: null, Forbidden: false, WriteOnly: false }
            && field.Name != session.Contract.ActiveFlag(resource) && !session.IsRefused(resource, field)
            && !session.Contract.Tolerates(Behaviors.RoundTripOnUpdate, Place.Of(resource, field), "ignored"));

    /// <summary>A field that an update can change, none of those given.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static Field ChangeableBut(this Session session, Resource resource, params IReadOnlyCollection<Field> taken) =>
        session.Changeable(resource).Except(taken).OrderBy(field => field.Unique).FirstOrDefault()
        ?? throw new PreconditionException($"{resource} has no other field that an update can change");

    /// <summary>A record none of whose flags has its default, so that a fall back to defaults shows; it is active.</summary>
    public static Task<Made> MakeFarFromDefaults(this Session session, Resource resource)
    {
        var changes = new JsonObject();
        foreach (var field in resource.Fields)
        {
            if (field is { Type: FieldType.Boolean, OnCreate: true } && field.Name != session.Contract.ActiveFlag(resource))
                changes[field.Name] = session.Other(resource, field, field.Default);
        }
        return session.Make(resource, changes);
    }

    /// <summary>The tagged texts of an input, also those of a linked record: where one of them turns up, the input was stored.</summary>
    public static ImmutableHashSet<string> Tags(this Session session, Resource resource, JsonObject input)
    {
        var tags = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var field in resource.Fields)
        {
            if (field.Link is { } link && input[field.Name] is JsonObject inner)
                tags.UnionWith(session.Tags(session.Contract.Resource(link.Resource), inner));
            else if (field is { IsClosed: false, Type: FieldType.Text or FieldType.Texts or FieldType.Entries })
                tags.UnionWith(TextsIn(field, input[field.Name]).Where(text => text.Length > 5));
        }
        return tags.ToImmutable();
    }

    /// <summary>Whether a record, or one that it links, shows one of the texts.</summary>
    public static bool Holds(this Session session, Resource resource, JsonObject record, IReadOnlySet<string> tags) =>
        resource.Fields.Any(field => session.TryGet(record, field, out var value) && (field.Link is { } link
            ? value is JsonObject inner && session.Holds(session.Contract.Resource(link.Resource), inner, tags)
            : TextsIn(field, value).Any(tags.Contains)));

    /// <summary>What shows that a refused create has stored something after all, or null.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="input">The refused input.</param>
    /// <param name="taken">A value in it that other records rightly have.</param>
    public static async Task<Verdict?> Trace(this Session session, Resource resource, JsonObject input, JsonNode? taken = null)
    {
        var tags = session.Tags(resource, input).Remove(Same.Text(taken) ?? "");
        if (tags.Count == 0 || !session.Offers(OperationKind.List, resource))
            return null;
        var list = await session.LookAtAll(resource);
        if (Glance.Excludes(list, tags))
            return null;
        return list.Records.FirstOrDefault(record => session.Holds(resource, record, tags)) is { } stored
            ? Verdict.Broken($"nothing created by the refused create of {resource}", $"the list shows {Say.Value(stored)}")
            : null;
    }

    // What nobody else would store: closed members, such as a kind of number, stand in many records, and a telephone number may.
    private static IEnumerable<string> TextsIn(Field field, JsonNode? value) => value switch
    {
        JsonArray list => list.SelectMany(element => TextsIn(field, element)),
        JsonObject entry => field.Members.Where(member => !member.IsClosed).SelectMany(member => TextsIn(member, entry[member.Name])),
        _ => value.IsText() && !Fixture.IsOfDigits(field) ? [value!.GetValue<string>()] : [],
    };
}
