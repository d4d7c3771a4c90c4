using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The operations of a document. Each must say with <c>x-operation</c> what it does to which resource.</summary>
internal sealed class OperationReader(DocumentNode document, ImmutableArray<Resource> resources)
{
    /// <summary>The members of a path item that are operations (OpenAPI 3.0, Path Item Object).</summary>
    public static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>Every operation object with the pointer to it, in the order of the document.</summary>
    public static IEnumerable<(string At, JsonObject Operation)> All(DocumentNode document) =>
        from path in document.Root["paths"] as JsonObject ?? []
        from member in path.Value as JsonObject ?? []
        where Methods.Contains(member.Key) && member.Value is JsonObject
        select ($"{Pointer.Down("/paths", path.Key)}/{member.Key}", (JsonObject)member.Value!);

    public ImmutableArray<Operation> Read()
    {
        ImmutableArray<Operation> operations =
            [.. All(document).Select(operation => Read(operation.At, operation.Operation)).OfType<Operation>()];
        foreach (var twice in operations.GroupBy(operation => operation.Id).Where(group => group.Count() > 1))
            document.Report(twice.Last().Pointer, "an operationId of its own", twice.Last().OperationId);
        return operations;
    }

    private Operation? Read(string at, JsonObject node)
    {
        if (node["x-left-out"] is not null && node["x-operation"] is null)
            return null;
        var id = document.RequiredText(node, at, "operationId");
        if (node["x-operation"] is not JsonObject word)
        {
            document.Report(at, "the word x-operation", "none", "x-left-out, with a reason, if it is to be neither served nor judged");
            return null;
        }
        var name = DocumentNode.Text(word, "resource")!;
        var resource = resources.FirstOrDefault(other => other.Name == name);
        if (resource is null)
        {
            document.Report($"{at}/x-operation/resource", $"one of {string.Join(", ", resources)}", name,
                Nearest.Hint(name, resources.Select(other => other.Name)));
            return null;
        }
        var kind = Enum.Parse<OperationKind>(DocumentNode.Text(word, "does")!, ignoreCase: true);
        CheckRequest(node, at, resource);
        var answers = Answers(node, at);
        var path = new PathTemplate(at.Split('/')[2].Replace("~1", "/", StringComparison.Ordinal));
        var parameters = new ParameterReader(document, node, at, resource, path);
        var filter = parameters.Filter();
        var success = answers.FirstOrDefault(answer => answer.IsSuccess);
        var member = DocumentNode.Text(word, "member");
        var record = Example.Record(success?.Example, resource.Identity.Name);
        if (!answers.Any(answer => answer.IsSuccess))
            document.Report($"{at}/responses", "a 2xx response", string.Join(", ", answers.Select(answer => answer.Status)));
        return new Operation
        {
            OperationId = id,
            Id = DocumentNode.Kebab(id),
            Kind = kind,
            Resource = name,
            Method = HttpMethod.Parse(at.Split('/')[3]),
            Path = path,
            Parameters = parameters.OfPath(filter),
            Formats = parameters.Formats(),
            Paging = parameters.Paging(),
            Filter = filter,
            Query = new QueryReader(document, node, at, resource).Read(),
            Replaces = kind == OperationKind.Update && DocumentNode.Flag(word, "replaces"),
            Member = member ?? Member(success?.Schema, at),
            // What a delete answers beside the identity says that it is gone.
            Holds = kind == OperationKind.Delete && record?.Any(shown => resource.Fields.All(field => field.Name != shown.Key)) == true
                ? AnswerHolds.Nothing : Example.Holds(record, resource),
            ExampleRecord = record,
            Summary = DocumentNode.Text(node, "summary") ?? "",
            Source = document.RequiredText(node, at, "x-source"),
            Pointer = at,
            Answers = answers,
            Bodies = Bodies(node, at),
        };
    }

    private ImmutableArray<DocumentedAnswer> Answers(JsonObject node, string at)
    {
        var answers = new List<DocumentedAnswer>();
        foreach (var (status, response) in node["responses"] as JsonObject ?? [])
        {
            var (answer, where) = document.Follow(response, $"{at}/responses/{status}");
            var (media, content) = MediaTypes.Preferred(answer["content"] as JsonObject);
            if (int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                answers.Add(new DocumentedAnswer(code, content?["schema"], new SchemaExample(document).Of(content, where), where)
                {
                    MediaType = media,
                    Headers = [.. (answer["headers"] as JsonObject ?? []).Select(header => header.Key)],
                });
            // What holds for all other statuses, or a range of them, says nothing of one.
            else if (status != "default" && !(status is [>= '1' and <= '5', ..] && status.EndsWith("XX", StringComparison.OrdinalIgnoreCase)) && !status.StartsWith("x-", StringComparison.Ordinal))
                document.Report($"{at}/responses/{status}", "an HTTP status", status);
        }
        answers.Sort((one, other) => one.Status.CompareTo(other.Status));
        return [.. answers];
    }

    // The body itself, or the one member of it that is a list of records or one.
    private string? Member(JsonNode? schema, string at)
    {
        if (schema is null || IsRecord(schema))
            return null;
        var properties = document.Flatten(schema, at)["properties"] as JsonObject;
        return properties?.FirstOrDefault(property => IsRecord(property.Value)
            || (DocumentNode.Text(property.Value, "type") == "array" && IsRecord(property.Value?["items"]))).Key;
    }

    private bool IsRecord(JsonNode? schema) => DocumentNode.Text(schema, "$ref") is { } reference
        && resources.Any(resource => reference == $"#{resource.Pointer}");

    private ImmutableArray<RequestBody> Bodies(JsonObject node, string at)
    {
        if (node["requestBody"] is null)
            return [];
        var (body, _) = document.Follow(node["requestBody"], $"{at}/requestBody");
        return [.. (body["content"] as JsonObject ?? []).Select(media => new RequestBody(media.Key, media.Value?["example"]))];
    }

    private void CheckRequest(JsonObject node, string at, Resource resource)
    {
        if (node["requestBody"] is null)
            return;
        var (body, where) = document.Follow(node["requestBody"], $"{at}/requestBody");
        var known = resource.Fields.SelectMany(Inputs).ToHashSet();
        foreach (var (media, content) in body["content"] as JsonObject ?? [])
        {
            var schema = Requests.Inside(document,
                document.Flatten(content?["schema"], $"{where}/content/{media.Replace("/", "~1", StringComparison.Ordinal)}/schema"), resource.One, where);
            foreach (var (property, _) in schema["properties"] as JsonObject ?? [])
            {
                if (!known.Contains(property))
                {
                    document.Report($"{where}/content/{media.Replace("/", "~1", StringComparison.Ordinal)}/schema", $"properties that {resource} has",
                        property, Nearest.Hint(property, known));
                }
            }
        }
    }

    private IEnumerable<string> Inputs(Field field)
    {
        IEnumerable<string> own = [field.Name, .. field.Aliases];
        if (field.References is { } references)
            return [.. own, references.Input];
        var target = resources.FirstOrDefault(other => other.Name == field.Link?.Resource);
        return target is null
            ? own
            : [.. own, .. target.Fields.SelectMany(inner => (string[])[inner.Name, .. inner.Aliases]).Select(name => field.Link!.Prefix + name)];
    }
}
