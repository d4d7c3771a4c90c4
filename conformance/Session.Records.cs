using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

// Inputs that a check sends, and values that it finds in answers.
internal sealed partial class Session
{
    /// <summary>A value for a field that no other call of any run gets: texts hold the run's tag.</summary>
    public JsonValue Fresh(Resource resource, Field field) =>
        Tagged(resource, field, run.NextOrdinal());

    /// <summary>
    /// A complete valid input: each writable field by its <see cref="Field.Name"/> with a fresh value; a linked record as
    /// an object by its fields' names; references as a list of existing identities (absent where there are none).
    /// </summary>
    public Task<JsonObject> Input(Resource resource) => Input(resource, run.NextOrdinal());

    /// <summary>Creates a record from <see cref="Input(Resource)"/> with changes: a null value takes a field away.</summary>
    /// <remarks>Changes to a linked record are made to its fields, the others stay.</remarks>
    /// <exception cref="PreconditionException">The target refuses it, or shows no identity.</exception>
    public async Task<Made> Make(Resource resource, JsonObject? changes = null)
    {
        var input = await Input(resource);
        Change(input, changes ?? []);
        var answer = await Create(resource, input);
        if (!answer.Succeeded)
            throw new PreconditionException($"The {resource} that this needs could not be made: {answer.Summary}");
        try
        {
            return new Made(resource, IdentityOf(resource, answer.Record, answer), input, answer);
        }
        catch (ViolationException)
        {
            throw new PreconditionException(
                $"The {resource} that this needs was made, but the answer shows no {resource.Identity}: {answer.Summary}");
        }
    }

    /// <summary>The identity in a record as a path needs it, whether it is written as number or text.</summary>
    /// <exception cref="ViolationException">There is none.</exception>
    public static string IdentityOf(Resource resource, JsonObject record, Answer answer) =>
        record[resource.Identity.Name] is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
            && TextOf(value) is { Length: > 0 } identity
            ? identity
            : throw new ViolationException($"a record with its {resource.Identity}", answer.Summary, answer.Exchange);

    /// <summary>
    /// The value of a field in a record, under its own name or an alias; a linked record without its wrapper.
    /// False where the record does not show the field (a shown null is true).
    /// </summary>
    public bool TryGet(JsonObject record, Field field, out JsonNode? value)
    {
        foreach (var name in field.Aliases.Prepend(field.Name))
        {
            if (record.TryGetPropertyValue(name, out value))
            {
                value = field.Link is null ? value : run.Dialect.Unwrap(value);
                return true;
            }
        }
        value = null;
        return false;
    }

    /// <summary>A value as text, whether it is written as text, number or flag; null for anything else.</summary>
    internal static string? TextOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };

    private async Task<JsonObject> Input(Resource resource, long ordinal)
    {
        var input = new JsonObject();
        foreach (var field in resource.Fields.Where(field => field.OnCreate))
        {
            if (await Value(resource, field, ordinal) is { } value)
                input[field.Name] = value;
        }
        return input;
    }

    private async Task<JsonNode?> Value(Resource resource, Field field, long ordinal)
    {
        if (field.Link is { } link)
            return await Input(Contract.Resource(link.Resource), ordinal);
        if (field.References is { } references)
        {
            var identities = await run.References.To(Contract.Resource(references.Resource));
            return identities.IsEmpty ? null : new JsonArray([.. identities.Select(Identity)]);
        }
        if (field.Name == resource.SoftDelete?.Field)
            return true;
        return field is { Type: FieldType.Boolean, Default: { } usual }
            ? usual.DeepClone()
            : Tagged(resource, field, ordinal);
    }

    // The first day of a span lies decades before every last day, so that any two values fit together.
    private JsonValue Tagged(Resource resource, Field field, long ordinal)
    {
        var value = Fixture.Tagged(resource, field, run.Tag, ordinal);
        var span = Contract.Rule(Behaviors.DateSpan, Place.Of(resource));
        return span?.Arguments["from"]?.GetValue<string>() == field.Name
            ? JsonValue.Create(DateOnly.ParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture)
                .AddYears(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : value;
    }

    private static JsonNode? Identity(string identity) =>
        long.TryParse(identity, out var number) ? JsonValue.Create(number) : JsonValue.Create(identity);

    private static void Change(JsonObject input, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
                input.Remove(name);
            else if (value is JsonObject inner && input[name] is JsonObject linked)
                Change(linked, inner);
            else
                input[name] = value.DeepClone();
        }
    }
}

/// <summary>A record that a check made.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Identity">As a path needs it.</param>
/// <param name="Sent">The input, by field names.</param>
/// <param name="Answer">The answer to the create.</param>
internal sealed record Made(Resource Resource, string Identity, JsonObject Sent, Answer Answer);
