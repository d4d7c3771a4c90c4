using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>One OpenAPI document with its declared behavior, read and valid.</summary>
/// <remarks>Immutable once read: <see cref="Json"/> is shared, so nobody may change it.</remarks>
public sealed record Contract
{
    /// <summary>The name that <c>--api</c> selects: the file name before <c>.openapi.yaml</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The file that it was read from, as it was named; null where it comes with the program.</summary>
    public string? File { get; init; }

    public required string Title { get; init; }

    /// <summary>The version that the document gives itself (<c>info.version</c>).</summary>
    public string Version { get; init; } = "";

    /// <summary>The dialect (envelope, error shape, request formats, credentials) that the API speaks.</summary>
    public required string Dialect { get; init; }

    /// <summary>The prose document that the contract was written from.</summary>
    public required string Document { get; init; }

    /// <summary>The text of the document as it was written (YAML).</summary>
    public string Source => Text.Value;

    /// <summary>
    /// SHA-256 of <see cref="Source"/>, and of the texts that it refers to, in hexadecimal digits: two contracts that have the same one are
    /// the same.
    /// </summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Parts.Prepend(Source)))));

    /// <summary>The texts of the other files that it refers to.</summary>
    internal ImmutableArray<string> Parts { get; init; } = [];

    /// <summary><see cref="Source"/>, read when it is first asked for.</summary>
    internal Lazy<string> Text
    {
        get;
        init
        {
            field = value;
            _lines = new Lazy<DocumentLines>(() => new DocumentLines(value.Value));
        }
    } = new("");

    private readonly Lazy<DocumentLines> _lines = new(() => new DocumentLines(""));

    /// <summary>The same document as JSON, references unresolved.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>The paths of the document, as templates.</summary>
    public IEnumerable<string> Paths => (Json["paths"] as JsonObject ?? []).Select(path => path.Key);

    /// <summary>Whether the document has this method of a path, one that is left out (<c>x-left-out</c>) included.</summary>
    public bool IsDeclared(string path, string method) => Json["paths"]?[path]?[method.ToLowerInvariant()] is JsonObject;

    /// <summary>The operations that the document leaves out, with its reason: nobody serves or judges them.</summary>
    public IEnumerable<(string Operation, string Reason)> LeftOut =>
        from path in Json["paths"] as JsonObject ?? []
        from member in path.Value as JsonObject ?? []
        where member.Value is JsonObject operation && operation["x-left-out"] is JsonValue && operation["x-operation"] is null
        select ($"{member.Key.ToUpperInvariant()} {path.Key}", $"{member.Value!["x-left-out"]}");

    /// <summary>Regular expressions of another flavor than JavaScript's, with their JSON pointers: nothing is judged by them.</summary>
    public IEnumerable<(string Pointer, string Pattern)> UnreadPatterns => TextPattern.Unread(Json["components"]?["schemas"], "/components/schemas");

    /// <summary>The words of other tools that the document holds: kept, and nothing to us.</summary>
    public ImmutableArray<string> ForeignWords { get; init; } = [];

    /// <summary>The ways to send a key, the one that the document demands first.</summary>
    public ImmutableArray<SecurityScheme> SecuritySchemes { get; init; } = [];

    /// <summary>The formats that suffixes of paths choose from, the default first; json alone where there are none.</summary>
    public ImmutableArray<string> Formats =>
        Operations.Select(operation => operation.Formats).FirstOrDefault(formats => !formats.IsEmpty, ["json"]);

    public ImmutableArray<Resource> Resources => Content.Value.Resources;

    public ImmutableArray<Operation> Operations => Content.Value.Operations;

    /// <summary>All rules, in the order of the document: API, operations, resources, fields.</summary>
    public ImmutableArray<Rule> Rules => Content.Value.Rules;

    /// <summary>What a document that was checked before is read for when it is first asked for: many a mock is asked about one API alone.</summary>
    internal Lazy<ContractContent> Content { get; init; } = new(() => new ContractContent([], [], []));

    /// <summary>The line of the document (the first is 1) where what a JSON pointer names begins.</summary>
    public int Line(string pointer) => _lines.Value.Of(pointer);

    /// <summary>The rule with this id, or null.</summary>
    public Rule? Rule(string id) => Content.Value.Rule(id);

    /// <summary>The rule that declares <paramref name="behavior"/> at <paramref name="place"/>, or null where it does not apply.</summary>
    public Rule? Rule(Behavior behavior, Place place) => Content.Value.At(place).FirstOrDefault(rule => rule.Behavior.Name == behavior.Name);

    /// <summary>The contract with some of its operations alone: what a server offers, or what a run is about. Resources and rules stay.</summary>
    public Contract Offering(Func<Operation, bool> isOffered)
    {
        var content = new ContractContent(Resources, [.. Operations.Where(isOffered)], Rules);
        return this with { Content = new Lazy<ContractContent>(content) };
    }

    /// <summary>The resource of this name.</summary>
    /// <exception cref="InvalidOperationException">No such resource; a contract that was read never refers to one.</exception>
    public Resource Resource(string name) => Resources.First(resource => resource.Name == name);

    /// <summary>
    /// The operation of this kind on a resource, or null where the API offers none; of several the first, of updates one that does not
    /// replace the record before one that does.
    /// </summary>
    public Operation? Operation(OperationKind kind, Resource resource) =>
        Operations.Where(operation => operation.Kind == kind && operation.Resource == resource.Name).MinBy(operation => operation.Replaces);
}
