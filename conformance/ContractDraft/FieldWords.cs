using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>Writes what can be told of the fields of one resource.</summary>
/// <param name="document">The document.</param>
/// <param name="text">Takes the words.</param>
/// <param name="resource">The resource.</param>
/// <param name="all">All resources.</param>
/// <param name="untold">Takes what cannot be told.</param>
internal sealed class FieldWords(PlainDocument document, DraftText text, ResourceGuess resource, ImmutableArray<ResourceGuess> all, ICollection<string> untold)
{
    private readonly string _at = $"/components/schemas/{resource.Name}";
    private readonly List<(string Name, JsonNode Node, string At)> _fields =
        [.. SchemaProperties.Of(document.Node, (JsonObject)document.Root["components"]!["schemas"]![resource.Name]!, $"/components/schemas/{resource.Name}")];

    public void Write()
    {
        foreach (var (name, node, at) in _fields)
        {
            var schema = document.Node.Flatten(node, at);
            if (name == resource.Identity && resource.IsIdentityOfServer)
                text.Add(at, "readOnly", "true", "the server gives it");
            if (ServerTime(name, schema) is { } on)
                text.Add(at, "x-set-on", on, "told from its name; no request sends it");
            if (ReferenceGuess.Of(document, resource, name, schema, all) is { } other)
                text.Add(at, "x-refers", $"{{resource: {BlockYaml.Scalar(other.Name)}}}", "told from its name");
            else if (ReferenceGuess.Shown(node, all) is { } shown)
                untold.Add($"{resource.Name}.{name} shows a record of {shown.Name}: taken for a value of its own, since nothing says how a request names one");
            Rules(name, schema, at);
        }
        foreach (var (name, schema) in resource.Sent.Where(sent => _fields.TrueForAll(field => field.Name != sent.Name)))
            Sent(name, schema);
    }

    private string? ServerTime(string name, JsonObject schema) =>
        DocumentNode.Text(schema, "type") != "string" || DocumentNode.Text(schema, "format") != "date-time" || resource.Sent.Any(sent => sent.Name == name && !DocumentNode.Flag(schema, "readOnly")) ? null
        : ConventionalNames.CreationTimes.Contains(ConventionalNames.Plain(name)) ? "create"
        : ConventionalNames.UpdateTimes.Contains(ConventionalNames.Plain(name)) ? "update"
        : null;

    // Words of other tools that mean rules of ours.
    private void Rules(string name, JsonObject schema, string at)
    {
        var (isUnique, isImmutable) = (DocumentNode.Flag(schema, "x-unique"), DocumentNode.Flag(schema, "x-immutable") && !DocumentNode.Flag(schema, "readOnly"));
        if (isUnique)
            text.Add(at, "x-rules", "{unique: {}}", "x-unique says so");
        else if (isImmutable)
            text.Add(at, "x-rules", "{round-trip-on-update: {standing: inferred, readings: [ignored]}}", "x-immutable says so");
        if (isUnique && isImmutable)
            untold.Add($"{resource.Name}.{name}: x-immutable says that no update changes it; take it out of the request of the update, or say in its x-rules what one is answered");
        if (schema["x-tenant"] is not null)
            untold.Add($"{resource.Name}.{name}: x-tenant keeps the records of keys apart, which is judged where --other-key is given; nothing is declared for it");
    }

    // A request may send what no answer shows, or a field under another name.
    private void Sent(string name, JsonObject schema)
    {
        if (_fields.Find(field => ConventionalNames.Plain(field.Name) == ConventionalNames.Plain(name) && resource.Sent.All(sent => sent.Name != field.Name)) is { At: not null } same)
        {
            text.Add(same.At, "x-aliases", $"[{BlockYaml.Scalar(name)}]", "requests have it under this name");
            return;
        }
        var type = DocumentNode.Text(schema, "type") ?? "object";
        var format = DocumentNode.Text(schema, "format") is { } said ? $", format: {BlockYaml.Scalar(said)}" : "";
        var values = schema["enum"] is JsonArray list ? $", enum: {list.ToJsonString()}" : "";
        var look = values.Length == 0 && (type == "integer" || (type == "string" && format.Length == 0)) ? $", x-like: {Looks.Of(name)}" : "";
        text.Add(Properties(), name, $"{{type: {type}{format}{values}{look}{(type == "array" ? ", items: {}" : "")}, writeOnly: true}}", "requests send it, no answer shows it");
    }

    private string Properties() => _fields.FindLast(field => field.At.StartsWith($"{_at}/", StringComparison.Ordinal)).At is { } last
        ? last[..last.LastIndexOf('/')] : _fields[^1].At[.._fields[^1].At.LastIndexOf('/')];
}
