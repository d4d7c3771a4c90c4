using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>An OpenAPI document that declares no behavior yet.</summary>
/// <param name="Source">The file, and those that it refers to.</param>
/// <param name="Yaml">The text that words are added to: the file's own, or YAML of the whole where that cannot take lines.</param>
/// <param name="Root">The same, 3.1 written as 3.0 has it.</param>
internal sealed record PlainDocument(ContractDocument Source, string Yaml, JsonObject Root)
{
    /// <summary>Its name, for messages.</summary>
    public string File => Source.File;

    /// <summary>Why the text is not the file's own, or null.</summary>
    public string? Rewritten { get; private init; }

    /// <summary>Its tree, references followed where they are asked for.</summary>
    public DocumentNode Node { get; } = new(Source.File, Root, []);

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
    public InvalidContractException Wrong(IEnumerable<Problem> problems) => new([.. problems.Select(Source.Locate)]);

    /// <summary>Reads a file, and those of its directory that it refers to.</summary>
    /// <exception cref="InvalidContractException">It cannot be read, is no OpenAPI 3.0 or 3.1, or a contract already.</exception>
    public static PlainDocument Read(string path)
    {
        var problems = new List<Problem>();
        var source = new DocumentBundle(Path.GetFullPath(path), problems, null).Read() ?? throw new InvalidContractException(problems);
        var root = source.Root;
        if (root["openapi"] is not JsonValue version || !(version.ToString().StartsWith("3.0", StringComparison.Ordinal) || version.ToString().StartsWith("3.1", StringComparison.Ordinal)))
            throw Wrong(source, "/openapi", "3.0.x or 3.1.x", root["openapi"]?.ToString() ?? (root["swagger"] is { } old ? $"swagger {old}" : "nothing"),
                root.ContainsKey("swagger") ? "Convert it first, for instance by: npx swagger2openapi --yaml FILE" : null);
        if (root.ContainsKey("x-dialect"))
            throw Wrong(source, "/x-dialect", "a document without behavior", "a contract; lint checks it");
        if (problems.Count > 0)
            throw new InvalidContractException(problems);
        var isWhole = !PathItems.Inline(root) && source.Included.Count == 0;
        var document = isWhole && YamlText.Json(source.Text, out _) is null && DraftText.TakesLines(source.Text) ? new PlainDocument(source, source.Text, root)
            : new PlainDocument(source, BlockYaml.Of(root), root)
            {
                Rewritten = isWhole ? null : "The draft is one file: what the document refers to in other files or path items stands in it. Comments are not kept",
            };
        OpenApi31.Normalize(root);
        ContractReader.CheckOpenApi(source.File, root, problems);
        return problems.Count == 0 ? document : throw document.Wrong(problems);
    }

    private static InvalidContractException Wrong(ContractDocument source, string at, string expected, string actual, string? hint = null) =>
        new([source.Locate(new Problem(source.File, at, expected, actual, hint))]);
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
