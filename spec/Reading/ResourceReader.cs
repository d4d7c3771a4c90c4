using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The resources of a document: schemas with the word <c>x-resource</c>.</summary>
internal sealed class ResourceReader(DocumentNode document)
{
    public ImmutableArray<Resource> Read()
    {
        var schemas = document.Root["components"]?["schemas"] as JsonObject ?? [];
        var operations = new Requests(document);
        ImmutableArray<Resource> resources =
        [
            .. schemas.Where(schema => schema.Value?["x-resource"] is JsonObject)
                .Select(schema => Resource(schema.Key, (JsonObject)schema.Value!, operations)),
        ];
        if (resources.IsEmpty)
            document.Report("/components/schemas", "a schema with the word x-resource", "none");
        foreach (var resource in resources)
            CheckTargets(resource, resources);
        return resources;
    }

    private Resource Resource(string name, JsonObject schema, Requests requests)
    {
        var at = $"/components/schemas/{name}";
        var word = (JsonObject)schema["x-resource"]!;
        var source = document.RequiredText(schema, at, "x-source");
        var onCreate = requests.Of(name, OperationKind.Create);
        var onUpdate = requests.Of(name, OperationKind.Update);
        var reader = new FieldReader(document, name, source, onCreate, onUpdate);
        ImmutableArray<Field> fields =
        [
            .. (schema["properties"] as JsonObject ?? [])
                .Select(property => reader.Read(property.Key, property.Value!, $"{at}/properties/{property.Key}")),
        ];
        var identity = Named(fields, DocumentNode.Text(word, "identity"), $"{at}/x-resource/identity");
        var number = word["number"] as JsonObject;
        if (number is not null)
            Named(fields, DocumentNode.Text(number, "field"), $"{at}/x-resource/number/field");
        var softDelete = word["soft-delete"] as JsonObject;
        if (softDelete is not null)
            Named(fields, DocumentNode.Text(softDelete, "field"), $"{at}/x-resource/soft-delete/field");
        return new Resource
        {
            Name = name,
            Id = DocumentNode.Kebab(name),
            Source = source,
            Pointer = at,
            Fields = fields,
            Identity = identity,
            Number = number is null ? null : new NumberWord(
                DocumentNode.Text(number, "field")!, DocumentNode.Text(number, "prefix")!, (int)DocumentNode.Integer(number, "digits")!),
            SoftDelete = softDelete is null ? null : new SoftDeleteWord(
                DocumentNode.Text(softDelete, "field")!, DocumentNode.Flag(softDelete, "irreversible")),
        };
    }

    private Field Named(ImmutableArray<Field> fields, string? name, string at)
    {
        if (fields.FirstOrDefault(field => field.Name == name) is { } found)
            return found;
        document.Report(at, $"one of {string.Join(", ", fields)}", name ?? "nothing",
            Nearest.Hint(name, fields.Select(field => field.Name)));
        return fields.IsEmpty ? FieldReader.Missing : fields[0];
    }

    private void CheckTargets(Resource resource, ImmutableArray<Resource> resources)
    {
        foreach (var field in resource.Fields)
        {
            var target = field.Link?.Resource ?? field.References?.Resource;
            if (target is not null && resources.All(other => other.Name != target))
            {
                document.Report(field.Pointer, $"one of {string.Join(", ", resources)}", target,
                    Nearest.Hint(target, resources.Select(other => other.Name)));
            }
        }
    }
}

/// <summary>The request schemas of a document, by resource and kind of operation.</summary>
internal sealed class Requests(DocumentNode document)
{
    /// <summary>The flattened schema of the first request body, or null where the document offers no such operation or no body.</summary>
    public JsonObject? Of(string resource, OperationKind kind)
    {
        foreach (var (at, operation) in OperationReader.All(document))
        {
            var word = operation["x-operation"];
            if (DocumentNode.Text(word, "resource") != resource
                || !string.Equals(DocumentNode.Text(word, "does"), kind.ToString(), StringComparison.OrdinalIgnoreCase) || operation["requestBody"] is null)
                continue;
            var (body, where) = document.Follow(operation["requestBody"], $"{at}/requestBody");
            return body["content"] is JsonObject { Count: > 0 } content
                ? document.Flatten(content.First().Value?["schema"], $"{where}/content")
                : null;
        }
        return null;
    }
}
