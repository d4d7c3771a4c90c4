using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>What an operation does to its resource.</summary>
public enum OperationKind
{
    List,
    Find,
    Create,
    Update,
    Delete,
}

/// <summary>One method on one path; its key is <see cref="OperationId"/>.</summary>
public sealed class Operation
{
    public required string OperationId { get; init; }

    /// <summary><see cref="OperationId"/> in kebab case: the first part of its rules' ids.</summary>
    public required string Id { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>Name of the resource that it acts on.</summary>
    public required string Resource { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>The path template as written, <c>/v1/user/{no}</c>.</summary>
    public required PathTemplate Path { get; init; }

    public required string Summary { get; init; }

    /// <summary>Document heading that describes it.</summary>
    public required string Source { get; init; }

    /// <summary>JSON pointer of the operation in the document.</summary>
    public required string Pointer { get; init; }

    /// <summary>The documented answers, by status.</summary>
    public required ImmutableSortedDictionary<int, DocumentedAnswer> Answers { get; init; }

    /// <summary>The documented success: the lowest 2xx status.</summary>
    public DocumentedAnswer Success => Answers.First(answer => answer.Key is >= 200 and < 300).Value;

    /// <summary>The request body's documented media types, in the order of the document; empty without a body.</summary>
    public required ImmutableArray<RequestBody> Bodies { get; init; }

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A documented status of an operation, references resolved.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Schema">JSON Schema of the body as OpenAPI writes it, or null without a body.</param>
/// <param name="Example">The documented example, or null.</param>
/// <param name="Pointer">JSON pointer of the response in the document.</param>
public sealed record DocumentedAnswer(int Status, JsonNode? Schema, JsonNode? Example, string Pointer);

/// <summary>One media type of a request body.</summary>
/// <param name="MediaType">As declared, without parameters.</param>
/// <param name="Example">The documented example, or null.</param>
public sealed record RequestBody(string MediaType, JsonNode? Example);
