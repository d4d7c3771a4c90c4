using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Spec;

/// <summary>The fields of one resource: properties of its schema, with what the request schemas say of them.</summary>
internal sealed class FieldReader(
    DocumentNode document, string resource, string source, JsonObject? create, JsonObject? update)
{
    public const string LikenessWanted = "the word x-like, since the field can be written";

    /// <summary>Stands in for a field that is not there, in a document that is refused anyway.</summary>
    public static readonly Field Missing = new()
    {
        Name = "",
        Id = "",
        Type = FieldType.Text,
        Nullable = false,
        ReadOnly = true,
        Required = false,
        Unique = false,
        OnCreate = false,
        OnUpdate = false,
        Like = "word",
        InputName = "",
        Element = "",
        ShownIn = [],
        Source = "",
        Pointer = "",
    };

    public Field Read(string name, JsonNode node, string at)
    {
        var types = new FieldTypeReader(document, resource);
        var schema = types.Single(document.Flatten(node, at), at);
        var aliases = DocumentNode.Texts(schema["x-aliases"]).ToImmutableArray();
        var references = schema["x-references"] is JsonObject refs
            ? new ReferencesWord(DocumentNode.Text(refs, "resource")!, DocumentNode.Text(refs, "input")!) : null;
        var link = schema["x-link"] is JsonObject linked
            ? new LinkWord(DocumentNode.Text(linked, "resource")!, DocumentNode.Text(linked, "prefix")!,
                [.. (create?["properties"] as JsonObject ?? []).Select(property => property.Key)]) : null;
        var type = types.Of(schema, link, references, at);
        var readOnly = DocumentNode.Flag(schema, "readOnly");
        var inputs = references is null ? [name, .. aliases] : ImmutableArray.Create(references.Input);
        var onCreate = !readOnly && Takes(create, inputs, link);
        var onUpdate = !readOnly && Takes(update, inputs, null);
        var like = DocumentNode.Text(schema, "x-like");
        var closed = new ClosedReader(document).Choice(schema, at);
        var values = DocumentNode.Texts(schema["enum"]).ToImmutableArray();
        if (like is null && (onCreate || onUpdate) && NeedsLikeness(type, schema) && closed is null && values.IsEmpty)
            document.Report(at, LikenessWanted, "none");
        return new Field
        {
            Name = name,
            Id = DocumentNode.Kebab(name),
            Type = type,
            Nullable = DocumentNode.Flag(schema, "nullable"),
            MinimumNumber = type == FieldType.Number ? Limit(schema, "minimum", "exclusiveMinimum", Step) : null,
            MaximumNumber = type == FieldType.Number ? Limit(schema, "maximum", "exclusiveMaximum", -Step) : null,
            Schema = type == FieldType.Json ? new SchemaResolver(document).Resolve(schema, at) : null,
            ReadOnly = readOnly,
            // Of what is read-only this speaks of answers (OpenAPI, Schema Object).
            Required = !readOnly && DocumentNode.Texts(create?["required"]).Any(inputs.Contains),
            Unique = schema["x-rules"]?["unique"] is not null,
            OnCreate = onCreate,
            OnUpdate = onUpdate,
            Default = schema["default"]?.DeepClone(),
            Minimum = type == FieldType.Number ? null : (long?)Limit(schema, "minimum", "exclusiveMinimum", 1),
            Maximum = type == FieldType.Number ? null : (long?)Limit(schema, "maximum", "exclusiveMaximum", -1),
            MaximumIsThisYear = DocumentNode.Text(schema, "x-maximum") is not null,
            MinLength = (int?)DocumentNode.Integer(schema, "minLength"),
            MaxLength = (int?)DocumentNode.Integer(schema, "maxLength"),
            Pattern = DocumentNode.Text(schema, "pattern") is { } pattern && TextPattern.Read(pattern, Regex.InfiniteMatchTimeout) is not null ? pattern : null,
            Values = values,
            Format = DocumentNode.Text(schema, "format"),
            Like = like ?? LikenessOf(type, schema),
            Aliases = aliases,
            InputName = InputName(inputs),
            SetOn = DocumentNode.Text(schema, "x-set-on") is { } on ? Enum.Parse<SetOn>(on, ignoreCase: true) : null,
            ShownIn = schema["x-shown-in"] is JsonArray shown
                ? [.. DocumentNode.Texts(shown).Select(kind => Enum.Parse<OperationKind>(kind, ignoreCase: true))]
                : DocumentNode.Flag(schema, "writeOnly")
                    ? []
                    : [OperationKind.List, OperationKind.Find, OperationKind.Create, OperationKind.Update],
            Link = link,
            References = references,
            Refers = schema["x-refers"] is JsonObject refers
                ? new RefersWord(DocumentNode.Text(refers, "resource")!, DocumentNode.Text(refers, "record")) : null,
            Choice = closed,
            Samples = schema["x-samples"] is JsonObject samples
                ? new SamplesWord([.. DocumentNode.Texts(samples["taken"])], [.. DocumentNode.Texts(samples["open"])], [.. DocumentNode.Texts(samples["refused"])]) : null,
            Keyed = schema["x-keyed"] is JsonObject keyed
                ? new KeyedWord(DocumentNode.Text(keyed, "resource")!, DocumentNode.Text(keyed, "key")!, DocumentNode.Text(keyed, "value")!,
                    [.. DocumentNode.Texts(keyed["likes"])]) : null,
            After = DocumentNode.Text(schema, "x-after"),
            Usual = DocumentNode.Flag(schema, "x-usual"),
            From = schema["x-from"] is JsonObject from ? new FromWord(DocumentNode.Text(from, "field")!, DocumentNode.Text(from, "show")!) : null,
            Members = type == FieldType.Entries ? Members(schema, at) : [],
            Forbidden = DocumentNode.Flag(schema, "x-forbidden"),
            WriteOnly = DocumentNode.Flag(schema, "writeOnly"),
            Element = DocumentNode.Text(schema["items"]?["xml"], "name") ?? name,
            IsAttribute = DocumentNode.Flag(schema["xml"], "attribute"),
            Source = DocumentNode.Text(schema, "x-source") ?? source,
            Pointer = at,
        };
    }

    private string InputName(ImmutableArray<string> inputs) =>
        ((create ?? update)?["properties"] as JsonObject)?.Select(property => property.Key).FirstOrDefault(inputs.Contains)
        ?? inputs[0];

    private static bool Takes(JsonObject? request, ImmutableArray<string> inputs, LinkWord? link) =>
        request?["properties"] is JsonObject properties && properties.Any(property =>
            inputs.Contains(property.Key)
            || (link is not null && property.Key.StartsWith(link.Prefix, StringComparison.Ordinal)));

    // A member is read as a field that every request may carry; rules of its own it has none.
    private ImmutableArray<Field> Members(JsonObject schema, string at)
    {
        var items = document.Flatten(schema["items"], $"{at}/items");
        var reader = new FieldReader(document, resource, source, items, items);
        return
        [
            .. (items["properties"] as JsonObject ?? [])
                .Select(member => reader.Read(member.Key, member.Value!, $"{at}/items/properties/{member.Key}")),
        ];
    }

    // Cents, where a bound does not belong to what it bounds.
    private const decimal Step = 0.01m;

    private static decimal? Limit(JsonObject schema, string name, string exclusive, decimal step) =>
        schema[name] is JsonValue value && value.TryGetValue<decimal>(out var bound) ? DocumentNode.Flag(schema, exclusive) ? bound + step : bound : null;

    private static string LikenessOf(FieldType type, JsonObject schema) => (type, DocumentNode.Text(schema, "format")) switch
    {
        (FieldType.Boolean, _) => "flag",
        (FieldType.Date, _) => "date",
        (FieldType.Text, "email") => "email",
        (FieldType.Text, "uri") => "website",
        _ => "word",
    };

    private static bool NeedsLikeness(FieldType type, JsonObject schema) => type switch
    {
        FieldType.Text => DocumentNode.Text(schema, "format") is not ("email" or "uri" or "uuid") && schema["x-refers"] is null,
        FieldType.Texts => true,
        FieldType.Integer => schema["x-refers"] is null,
        _ => false,
    } && !DocumentNode.Flag(schema, "readOnly") && !DocumentNode.Flag(schema, "x-forbidden");
}
