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
        var parent = word["parent"] as JsonObject;
        var reader = new FieldReader(document, name, source, onCreate, onUpdate);
        ImmutableArray<Field> fields =
        [
            .. SchemaProperties.Of(document, schema, at).Select(property => reader.Read(property.Name, property.Node, property.At)),
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
            One = DocumentNode.Text(word, "one"),
            Many = DocumentNode.Text(word, "many"),
            Parent = parent is null ? null : new ParentWord(DocumentNode.Text(parent, "resource")!, DocumentNode.Text(parent, "parameter")!),
            Declared = [.. (schema["x-records"] as JsonArray ?? []).OfType<JsonObject>().Select(record => (JsonObject)record.DeepClone())],
            Fields = fields,
            Identity = identity,
            Number = number is null ? null : new NumberWord(
                DocumentNode.Text(number, "field")!, DocumentNode.Text(number, "prefix")!, (int)DocumentNode.Integer(number, "digits")!),
            SoftDelete = softDelete is null ? null : new SoftDeleteWord(
                DocumentNode.Text(softDelete, "field")!, DocumentNode.Flag(softDelete, "irreversible"), DocumentNode.Flag(softDelete, "hidden")),
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
        CheckTarget(resource.Parent?.Resource, $"{resource.Pointer}/x-resource/parent/resource", resources);
        foreach (var record in resource.Declared)
        {
            foreach (var (name, _) in record)
                Named(resource.Fields, name, $"{resource.Pointer}/x-records");
        }
        foreach (var field in resource.Fields)
        {
            if (field.After is { } earlier)
                CheckAfter(resource, field, Named(resource.Fields, earlier, $"{field.Pointer}/x-after"));
            CheckTarget(field.Link?.Resource ?? field.References?.Resource ?? field.Refers?.Resource ?? field.Keyed?.Resource, field.Pointer, resources);
            if (field.From is { } from && Named(resource.Fields, from.Field, $"{field.Pointer}/x-from/field").Refers is { } refers
                && resources.FirstOrDefault(other => other.Name == refers.Resource) is { } target)
                Named(target.Fields, from.Show, $"{field.Pointer}/x-from/show");
        }
    }

    private void CheckAfter(Resource resource, Field field, Field earlier)
    {
        if (field.Type != FieldType.Date && field.SetOn is null)
            document.Report($"{field.Pointer}/x-after", "a date, or a time that the server sets", $"{field.Type}");
        else if (earlier.Type is not (FieldType.Date or FieldType.Integer))
            document.Report($"{field.Pointer}/x-after", "a field that holds a date or a year", $"{earlier} is {earlier.Type}");
        else if (earlier.After is not null && resource.Fields.FirstOrDefault(other => other.Name == earlier.After) is { After: not null })
            document.Report($"{field.Pointer}/x-after", "a chain of two fields at most", $"{field}, {earlier}, {earlier.After}, …");
    }

    private void CheckTarget(string? target, string at, ImmutableArray<Resource> resources)
    {
        if (target is not null && resources.All(other => other.Name != target))
        {
            document.Report(at, $"one of {string.Join(", ", resources)}", target,
                Nearest.Hint(target, resources.Select(other => other.Name)));
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
            if (body["content"] is not JsonObject { Count: > 0 } content)
                return null;
            var one = DocumentNode.Text(document.Root["components"]?["schemas"]?[resource]?["x-resource"], "one");
            return Inside(document, document.Flatten(MediaTypes.Preferred(content).Content?["schema"], $"{where}/content"), one, where);
        }
        return null;
    }

    /// <summary>The schema below the root element, where a request has one.</summary>
    public static JsonObject Inside(DocumentNode document, JsonObject schema, string? one, string at) =>
        one is not null && schema["properties"]?[one] is { } inside ? document.Flatten(inside, $"{at}/properties/{one}") : schema;
}
