using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>An OpenAPI document that declares no behavior yet.</summary>
/// <param name="File">Its name, for messages.</param>
/// <param name="Yaml">Its text; of JSON the same as YAML.</param>
/// <param name="Root">The same, 3.1 written as 3.0 has it.</param>
internal sealed record PlainDocument(string File, string Yaml, JsonObject Root)
{
    /// <summary>Its tree, references followed where they are asked for.</summary>
    public DocumentNode Node { get; } = new(File, Root, []);

    /// <summary>Every operation, in the order of the document.</summary>
    public IEnumerable<PlainOperation> Operations =>
        from path in Root["paths"] as JsonObject ?? []
        from member in path.Value as JsonObject ?? []
        where OperationReader.Methods.Contains(member.Key) && member.Value is JsonObject
        select new PlainOperation(path.Key, member.Key, $"{Pointer.Down("/paths", path.Key)}/{member.Key}", (JsonObject)member.Value!);

    /// <summary>The query parameters of an operation, those of its path among them.</summary>
    public IReadOnlyDictionary<string, JsonObject> QueryParameters(PlainOperation operation) =>
        new[] { operation.Node["parameters"], Root["paths"]![operation.Path]!["parameters"] }.SelectMany(list => list as JsonArray ?? [])
            .Select(parameter => Pointer.Follow(Root, parameter, "").Node).OfType<JsonObject>()
            .Where(parameter => DocumentNode.Text(parameter, "in") == "query" && DocumentNode.Text(parameter, "name") is not null)
            .DistinctBy(parameter => DocumentNode.Text(parameter, "name")).ToDictionary(parameter => DocumentNode.Text(parameter, "name")!);

    /// <summary>Where the text has what a pointer through references means; null where that cannot be said.</summary>
    public string? Place(string pointer)
    {
        var (node, at) = ((JsonNode?)Root, "");
        var tokens = pointer.Split('/')[1..];
        for (var i = 0; i < tokens.Length; i++)
        {
            (node, at) = Pointer.Follow(Root, node, at);
            var name = tokens[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (name == "properties" && i + 1 < tokens.Length && node is JsonObject schema && !schema.ContainsKey(name))
            {
                // It stands in one of the parts of the schema.
                name = tokens[++i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
                (_, node, at) = SchemaProperties.Of(Node, schema, at).FirstOrDefault(property => property.Name == name);
            }
            else
                (node, at) = (Pointer.Find(node ?? new JsonObject(), $"/{tokens[i]}"), $"{at}/{tokens[i]}");
            if (node is null)
                return null;
        }
        return at;
    }

    /// <summary>What is wrong, with the lines of the document.</summary>
    public InvalidContractException Wrong(IEnumerable<Problem> problems)
    {
        var lines = new DocumentLines(Yaml);
        return new InvalidContractException([.. problems.Select(problem => (problem, at: lines.PositionOf(problem.Pointer)))
            .Select(problem => problem.problem with { Line = problem.at.Line, Column = problem.at.Column })]);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidContractException">It cannot be read, is no OpenAPI 3.0 or 3.1, or a contract already.</exception>
    public static PlainDocument Read(string path)
    {
        var file = Path.GetFileName(path);
        string text;
        try
        {
            text = System.IO.File.ReadAllText(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, "", "a file that can be read", wrong.Message);
        }
        var yaml = text.TrimStart().StartsWith('{') ? BlockYaml.Of(Json(file, text)) : text;
        var root = ContractReader.Parse(file, yaml);
        if (root["openapi"] is not JsonValue version || !(version.ToString().StartsWith("3.0", StringComparison.Ordinal) || version.ToString().StartsWith("3.1", StringComparison.Ordinal)))
            throw Wrong(file, "/openapi", "3.0.x or 3.1.x", root["openapi"]?.ToString() ?? (root["swagger"] is { } old ? $"swagger {old}" : "nothing"));
        if (root.ContainsKey("x-dialect"))
            throw Wrong(file, "/x-dialect", "a document without behavior", "a contract; lint checks it");
        OpenApi31.Normalize(root);
        return new PlainDocument(file, yaml, root);
    }

    private static JsonNode? Json(string file, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw new InvalidContractException([new Problem(file, "", "well-formed JSON", wrong.Message)
            {
                Line = (int)(wrong.LineNumber ?? -1) + 1,
                Column = (int)(wrong.BytePositionInLine ?? -1) + 1,
            }]);
        }
    }

    private static InvalidContractException Wrong(string file, string at, string expected, string actual) => new([new Problem(file, at, expected, actual)]);
}

/// <summary>One method of one path.</summary>
/// <param name="Path">The path template.</param>
/// <param name="Method">In small letters, as the document has it.</param>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Node">Its Operation Object.</param>
internal sealed record PlainOperation(string Path, string Method, string Pointer, JsonObject Node)
{
    public override string ToString() => $"{Method.ToUpperInvariant()} {Path}";
}
