using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

// Inputs that a check sends, and the records that it makes with them.
internal sealed partial class Session
{
    /// <summary>Finds out, once in a run, what values for a rule's place are made of.</summary>
    public Task Prepare(Rule rule) => run.Prepare(rule);

    /// <summary>The form-encoded body that an operation takes, where JSON is what the target takes by default; JSON where it takes none. Null: the default is a form.</summary>
    public BodyForm? Encoded(OperationKind kind, Resource resource) =>
        run.Dialect.Forms[0] is not BodyForm.Json ? null : TakesForms(kind, resource) ? BodyForm.Flat : BodyForm.Json;

    /// <summary>Whether an operation takes form-encoded bodies.</summary>
    public bool TakesForms(OperationKind kind, Resource resource) => run.Dialect.Forms.Any(form => form is not (BodyForm.Json or BodyForm.Xml))
        && (Contract.Operation(kind, resource) is not { Bodies.IsEmpty: false } operation || operation.Bodies.Any(body => body.MediaType == BodyWriter.FormType));

    /// <summary>Whether a create was found to refuse the field, so that inputs leave it out.</summary>
    public bool IsRefused(Resource resource, Field field) => run.AcceptedInputs.Refuses(resource, field);

    /// <summary>The samples of a field that the target is known to take.</summary>
    public System.Collections.Immutable.ImmutableArray<string> Taken(Field field) => run.AcceptedInputs.Taken(field);

    /// <summary>
    /// A value for a field that no other call of any run gets: texts hold the run's tag. Of several values two; of
    /// references those that the target shows; of a choice one in the notation that the target takes.
    /// </summary>
    /// <exception cref="PreconditionException">The target shows nothing to refer to.</exception>
    public JsonNode Fresh(Resource resource, Field field) => Fresh(resource, field, run.NextOrdinal());

    /// <summary>
    /// A complete valid input: each writable field by its <see cref="Field.Name"/> with a fresh value; a linked record as
    /// an object by its fields' names; references as existing identities (absent where there are none). Left out are
    /// values by key, and what the target was found to refuse.
    /// </summary>
    public async Task<JsonObject> Input(Resource resource)
    {
        await run.AcceptedInputs.Learn(resource);
        return await Build(resource, run.NextOrdinal());
    }

    /// <summary>Creates a record from <see cref="Input(Resource)"/> with changes: a null value takes a field away.</summary>
    /// <remarks>Changes to a linked record are made to its fields, the others stay.</remarks>
    /// <exception cref="PreconditionException">The target refuses it, or shows no identity.</exception>
    public Task<Made> Make(Resource resource, JsonObject? changes = null) => Make(resource, changes, Sending.Default);

    /// <summary>As <see cref="Make(Resource, JsonObject?)"/>, under this parent.</summary>
    public Task<Made> MakeUnder(Resource resource, string parent, JsonObject? changes = null) =>
        Make(resource, changes, new Sending { Parent = parent });

    /// <summary>Identities of a few records in the silo of the other key.</summary>
    public Task<ImmutableArray<string>> IdentitiesElsewhere(Resource resource) => run.References.To(resource, Credential.Other);

    /// <summary>An input that has learned nothing yet, and which <see cref="AcceptedInputs"/> learns from.</summary>
    internal Task<JsonObject> Untried(Resource resource) => Build(resource, run.NextOrdinal());

    private async Task<Made> Make(Resource resource, JsonObject? changes, Sending how)
    {
        var input = await Input(resource);
        Change(input, changes ?? []);
        var answer = await Create(resource, input, how);
        if (!answer.Succeeded)
            throw new PreconditionException($"The {resource} that this needs could not be made: {answer.Summary}") { Refusal = answer };
        try
        {
            var identity = IdentityOf(resource, answer.Record, answer);
            return new Made(resource, identity, input, answer) { Parent = run.Made.ParentOf(resource, identity) };
        }
        catch (ViolationException)
        {
            throw new PreconditionException(
                $"The {resource} that this needs was made, but the answer shows no {resource.Identity}: {answer.Summary}")
            { Refusal = answer };
        }
    }

    private async Task<JsonObject> Build(Resource resource, long ordinal)
    {
        var input = new JsonObject();
        foreach (var field in resource.Fields.Where(field => field is { OnCreate: true, Forbidden: false, Keyed: null } && !IsRefused(resource, field)))
        {
            if (await Value(resource, field, ordinal) is { } value)
                input[field.Name] = value;
        }
        return input;
    }

    private async Task<JsonNode?> Value(Resource resource, Field field, long ordinal)
    {
        if (field.Link is { } link)
            return await Build(Contract.Resource(link.Resource), ordinal);
        // The first one always, since it is what a list may be narrowed by.
        if ((field.References?.Resource ?? field.Refers?.Resource) is { } target)
        {
            var identities = await run.References.To(Contract.Resource(target));
            return identities.IsEmpty ? null
                : field.Type is FieldType.Integer or FieldType.Text ? Identity(Contract.Resource(target), identities[0])
                : new JsonArray([.. identities.Take(2).Select(identity => Identity(Contract.Resource(target), identity))]);
        }
        if (field.Name == resource.SoftDelete?.Field)
            return field.Type == FieldType.Boolean ? true : null;
        return field is { Type: FieldType.Boolean, Default: { } usual }
            ? Native(resource, field, usual)
            : Fresh(resource, field, ordinal);
    }

    private JsonNode Fresh(Resource resource, Field field, long ordinal) => field switch
    {
        { Refers: { } refers } => Referring(field, run.References.Known(Contract.Resource(refers.Resource)), Contract.Resource(refers.Resource), ordinal),
        { Keyed: { } keyed } => new JsonArray(new JsonObject { [keyed.Key] = 1, [keyed.Value] = $"{Tag}-{ordinal} Aa" }),
        // Elements are numbered, too, and must not be taken for the texts of another input.
        { Type: FieldType.Texts or FieldType.Entries } => Fixture.Several(resource, field, ordinal, $"{Tag}-n"),
        { Type: FieldType.Json } => Fixtures.Fixture.Structured(field, $"{Tag}-n", ordinal),
        { Type: FieldType.Boolean } => Native(resource, field, Fixture.Tagged(resource, field, Tag, ordinal)),
        { Samples: not null } => Taken(field) is var taken ? taken[(int)(ordinal % taken.Length)] : null!,
        { Choice: { } choice } => choice.Values[0][(int)(ordinal % choice.Values[0].Length)],
        _ => Tagged(resource, field, ordinal),
    };

    // Where a body in JSON may refuse true and false, 1 and 0 will do in any body.
    private JsonNode Native(Resource resource, Field field, JsonNode flag) =>
        Contract.Rule(Behaviors.FlagJson, Place.Of(resource, field)) is null ? flag.DeepClone() : flag.GetValue<bool>() ? 1 : 0;

    private static JsonNode Referring(Field field, IReadOnlyList<string> known, Resource target, long ordinal)
    {
        if (known.Count == 0)
            throw new PreconditionException($"The target shows no {target} that {field} could refer to.");
        var first = known[(int)(ordinal % known.Count)];
        var second = known[(int)((ordinal + 1) % known.Count)];
        return field.Type is FieldType.Integer or FieldType.Text ? Identity(target, first)!
            : first == second ? new JsonArray(Identity(target, first))
            : new JsonArray(Identity(target, first), Identity(target, second));
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

    // A text may look like a number, too.
    private static JsonValue? Identity(Resource target, string identity) =>
        target.Identity.Type == FieldType.Integer && long.TryParse(identity, out var number) ? JsonValue.Create(number) : JsonValue.Create(identity);

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
internal sealed record Made(Resource Resource, string Identity, JsonObject Sent, Answer Answer)
{
    /// <summary>The identity of the record that it was made under, or null where it has no parent.</summary>
    public string? Parent { get; init; }

    /// <summary>As messages name it.</summary>
    public override string ToString() => $"{Resource} {Identity}";
}
