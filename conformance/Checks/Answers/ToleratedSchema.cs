using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// The documented schema of an operation's answer as plain JSON Schema: references written out, <c>nullable</c> as a
/// type of its own, and each field open to every reading that its rules tolerate.
/// </summary>
internal sealed class ToleratedSchema(Contract contract, Operation operation, DocumentedAnswer answer)
{
    // What says something about a value. A format is left to rules of its own, but a day is a day.
    private static readonly ImmutableHashSet<string> Copied =
    [
        "type", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    private readonly HashSet<string> _open = [];

    public JsonObject Write() => Expand(answer.Schema, new Scope(contract.Resource(operation.Resource), null));

    private JsonObject Expand(JsonNode? schema, Scope scope)
    {
        // A schema inside of itself is looked at once.
        var reference = (schema as JsonObject)?["$ref"]?.ToString();
        if (reference is not null && !_open.Add(reference))
            return [];
        var expanded = ExpandOnce(schema, scope);
        if (reference is not null)
            _open.Remove(reference);
        return expanded;
    }

    private JsonObject ExpandOnce(JsonNode? schema, Scope scope)
    {
        if (Pointer.Follow(contract.Json, schema, "").Node is not JsonObject node)
            return [];
        var written = new JsonObject();
        foreach (var (name, value) in node)
        {
            if (Copied.Contains(name) || (name == "format" && value?.ToString() == "date"))
                written[name] = value.Copy();
            else if (name is "anyOf" or "oneOf" && value is JsonArray parts)
                written[name] = new JsonArray([.. parts.Select(part => (JsonNode)Expand(part, scope))]);
            else if (name is "items" or "not")
                written[name] = Expand(value, scope);
            else if (name == "properties" && value is JsonObject properties)
                written[name] = Properties(properties, scope);
            else if (name == "required" && value is JsonArray required)
                written[name] = Required(required, scope);
        }
        foreach (var part in node["allOf"] as JsonArray ?? [])
            Merge(written, Expand(part, scope));
        // Beside a reference it is meant, whatever OpenAPI 3.0 says of it.
        return (node["nullable"] ?? schema?["nullable"])?.GetValue<bool>() == true ? AnyOf(written, Nothing) : written;
    }

    // Merged, not kept side by side: an error inside of allOf would only say that some part of it did not match.
    private static void Merge(JsonObject into, JsonObject part)
    {
        foreach (var (name, value) in part)
        {
            if (into[name] is JsonObject known && value is JsonObject more)
                Merge(known, more);
            else if (into[name] is JsonArray list && value is JsonArray others && name == "required")
            {
                foreach (var other in others)
                    list.Add(other.Copy());
            }
            else
                into.TryAdd(name, value.Copy());
        }
    }

    private JsonObject Properties(JsonObject properties, Scope scope)
    {
        var written = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            if (scope.Entries is { } entries)
            {
                written[name] = Member(entries, Expand(schema, scope), scope);
                continue;
            }
            var field = FieldOf(scope, name);
            if (field is null)
            {
                written[name] = Expand(schema, scope);
                continue;
            }
            var inside = (field.Link?.Resource ?? field.References?.Resource) is { } target
                ? new Scope(contract.Resource(target), (scope.Resource, field))
                : field.Type == FieldType.Entries ? scope with { Entries = field } : scope;
            var open = Open(field, Expand(schema, inside), scope);
            written[name] = open;
            if (Tolerated(Behaviors.AnswerName, Place.Of(scope.Resource, field)).Any(reading => reading != "own") && !field.Aliases.IsEmpty)
                written[field.Aliases[0]] = open.Copy();
        }
        return written;
    }

    private JsonArray Required(JsonArray required, Scope scope) =>
        [.. required.Where(name => FieldOf(scope, name?.ToString()) is not { } field || MustBeThere(field, scope))
            .Select(name => name.Copy())];

    // A refusal may have members of the same names.
    private Field? FieldOf(Scope scope, string? name) => answer.IsSuccess ? scope.Resource.Fields.FirstOrDefault(field => field.Name == name) : null;

    private bool MustBeThere(Field field, Scope scope) =>
        (operation.Kind == OperationKind.Create || !contract.MayBeLeftOut(scope.Resource, field))
        && !contract.MayBeShownNowhere(scope.Resource, field)
        && !contract.MayBeAbsent(scope.Resource, field)
        && !contract.Tolerates(Behaviors.ReferenceAs, Place.Of(scope.Resource, field), "left-out")
        && !contract.Tolerates(Behaviors.ReferenceAs, Place.Of(scope.Resource, field), "record")
        && !contract.Tolerates(Behaviors.AnswerName, Place.Of(scope.Resource, field), "alias");

    // A member of an entry has no rules of its own; those of the field say what it may hold.
    private JsonObject Member(Field entries, JsonObject schema, Scope scope)
    {
        var place = Place.Of(scope.Resource, entries);
        if (contract.Tolerates(Behaviors.EntryChoice, place, "stored"))
            schema.Remove("enum");
        return contract.Tolerates(Behaviors.EntryIncomplete, place, "stored") ? AnyOf(schema, Nothing) : schema;
    }

    private JsonObject Open(Field field, JsonObject schema, Scope scope)
    {
        // A text that the document has only a name for is what it is; what a request may send is a rule of its own.
        if (field.Type == FieldType.Timestamp || field.Samples is not null)
            schema.Remove("pattern");
        var own = Place.Of(scope.Resource, field);
        var place = scope.Through is { } through
            ? Place.InAnswer(operation, through.Owner, through.Field, field)
            : Place.InAnswer(operation, scope.Resource, field);
        var alternatives = new List<JsonObject>();
        foreach (var reading in Written(field).SelectMany(behavior => Tolerated(behavior, place).Select(reading => (behavior, reading))))
            alternatives.AddRange(Alternative(reading.behavior, reading.reading));
        if (MayBeLinkedWithout(scope.Resource, field) || contract.Rule(Behaviors.Clear, own) is not null || contract.Tolerates(Behaviors.FlagEmpty, own, "unset"))
            alternatives.AddRange([Nothing(), EmptyText()]);
        foreach (var reading in Tolerated(Behaviors.Unset, Place.Of(scope.Resource, field)))
            alternatives.AddRange(Unset(reading));
        // A text that was stored though it is no day is shown as it was stored.
        if (MayHoldNoDay(scope.Resource, field))
            alternatives.Add(new JsonObject { ["type"] = "string" });
        if (Tolerated(Behaviors.LinkedShape, Place.Of(scope.Resource, field)).Contains("wrapped"))
        {
            alternatives.Add(new JsonObject
            {
                ["type"] = "object",
                ["minProperties"] = 1,
                ["maxProperties"] = 1,
                ["additionalProperties"] = schema.Copy(),
            });
        }
        return AnyOf(schema, [.. alternatives.Select(alternative => (Func<JsonObject>)(() => alternative))]);
    }

    // A record that was created along with another one may lack what a create of its own demands.
    private bool MayBeLinkedWithout(Resource resource, Field field) => contract.Rules.Any(rule => rule.Behavior == Behaviors.LinkedRequired
        && rule.Place.Inner?.Name == field.Name && rule.Place.Field!.Link?.Resource == resource.Name && rule.Tolerates("accepted"));

    private bool MayHoldNoDay(Resource resource, Field field) =>
        contract.Tolerates(Behaviors.DateFormat, Place.Of(resource, field), "stored") || contract.Tolerates(Behaviors.DateExists, Place.Of(resource, field), "stored");

    private static IEnumerable<Behavior> Written(Field field) => field.Type switch
    {
        FieldType.Integer => [Behaviors.IntegerAs],
        FieldType.Boolean => [Behaviors.FlagAs],
        FieldType.Text => [Behaviors.TextAs],
        _ => [],
    };

    private static IEnumerable<JsonObject> Alternative(Behavior behavior, string reading) => (behavior.Name, reading) switch
    {
        ("integer-as", "text") => [new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]+$" }],
        ("flag-as", "text") => [new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("0", "1") }],
        ("flag-as", "words") => [new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("true", "false") }],
        ("flag-as" or "text-as", "number") => [new JsonObject { ["type"] = "integer" }],
        _ => [],
    };

    // An answer may show more than the example, which decides where rules stand; there the other operations' readings count.
    private IEnumerable<string> Tolerated(Behavior behavior, Place place)
    {
        var rules = contract.Rule(behavior, place) is { } own
            ? [own]
            : contract.Rules.Where(rule => rule.Behavior == behavior && rule.Place with { Operation = null } == place with { Operation = null });
        return rules.SelectMany(rule => rule.Readings).Select(mode => mode.Name).Distinct();
    }

    private static IEnumerable<JsonObject> Unset(string reading) => reading switch
    {
        "null" => [Nothing()],
        "filled" => [new JsonObject { ["type"] = "string" }],
        "empty-text" => [EmptyText()],
        _ => [],
    };

    private static JsonObject EmptyText() => new() { ["type"] = "string", ["maxLength"] = 0 };

    private static JsonObject Nothing() => new() { ["type"] = "null" };

    private static JsonObject AnyOf(JsonObject schema, params Func<JsonObject>[] others) =>
        others.Length == 0 ? schema : new JsonObject { ["anyOf"] = new JsonArray([schema, .. others.Select(other => (JsonNode)other())]) };

    /// <param name="Resource">Whose fields the properties are.</param>
    /// <param name="Through">The field that shows it in a record of another resource.</param>
    private sealed record Scope(Resource Resource, (Resource Owner, Field Field)? Through)
    {
        /// <summary>The field whose entries the properties are members of, or null.</summary>
        public Field? Entries { get; init; }
    }
}
