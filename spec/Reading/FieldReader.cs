using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The fields of one resource: properties of its schema, with what the request schemas say of them.</summary>
internal sealed class FieldReader(
    DocumentNode document, string resource, string source, JsonObject? create, JsonObject? update)
{
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
        ShownIn = [],
        Source = "",
        Pointer = "",
    };

    public Field Read(string name, JsonNode node, string at)
    {
        var schema = document.Flatten(node, at);
        var aliases = DocumentNode.Texts(schema["x-aliases"]).ToImmutableArray();
        var references = schema["x-references"] is JsonObject refs
            ? new ReferencesWord(DocumentNode.Text(refs, "resource")!, DocumentNode.Text(refs, "input")!) : null;
        var link = schema["x-link"] is JsonObject linked
            ? new LinkWord(DocumentNode.Text(linked, "resource")!, DocumentNode.Text(linked, "prefix")!,
                [.. (create?["properties"] as JsonObject ?? []).Select(property => property.Key)]) : null;
        var type = TypeOf(schema, link, references, at);
        var readOnly = DocumentNode.Flag(schema, "readOnly");
        var inputs = references is null ? [name, .. aliases] : ImmutableArray.Create(references.Input);
        var onCreate = !readOnly && Takes(create, inputs, link);
        var onUpdate = !readOnly && Takes(update, inputs, null);
        var like = DocumentNode.Text(schema, "x-like");
        if (like is null && (onCreate || onUpdate) && type is FieldType.Text or FieldType.Integer or FieldType.Date && !readOnly)
            document.Report(at, "the word x-like, since the field can be written", "none");
        return new Field
        {
            Name = name,
            Id = DocumentNode.Kebab(name),
            Type = type,
            Nullable = DocumentNode.Flag(schema, "nullable"),
            ReadOnly = readOnly,
            Required = DocumentNode.Texts(create?["required"]).Any(inputs.Contains),
            Unique = schema["x-rules"]?["unique"] is not null,
            OnCreate = onCreate,
            OnUpdate = onUpdate,
            Default = schema["default"]?.DeepClone(),
            Minimum = DocumentNode.Integer(schema, "minimum"),
            Maximum = DocumentNode.Integer(schema, "maximum"),
            MaximumIsThisYear = DocumentNode.Text(schema, "x-maximum") is not null,
            MaxLength = (int?)DocumentNode.Integer(schema, "maxLength"),
            Format = DocumentNode.Text(schema, "format"),
            Like = like ?? (type == FieldType.Boolean ? "flag" : "word"),
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

    private FieldType TypeOf(JsonObject schema, LinkWord? link, ReferencesWord? references, string at)
    {
        switch (DocumentNode.Text(schema, "type"), DocumentNode.Text(schema, "format"))
        {
            case ("object", _) when link is not null:
                return FieldType.Link;
            case ("array", _) when references is not null:
                return FieldType.References;
            case ("integer", _):
                return FieldType.Integer;
            case ("boolean", _):
                return FieldType.Boolean;
            case ("string", _) when schema["x-set-on"] is not null:
                return FieldType.Timestamp;
            case ("string", "date"):
                return FieldType.Date;
            case ("string", _):
                return FieldType.Text;
            case var (type, _):
                document.Report(at, $"type string, integer or boolean; object with x-link; array with x-references (in {resource})",
                    type is null ? "no type" : $"type {type}");
                return FieldType.Text;
        }
    }
}
