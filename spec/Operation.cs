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

/// <summary>What the documented example of a success shows of the resource.</summary>
public enum AnswerHolds
{
    Nothing,

    /// <summary>The identity alone.</summary>
    Identity,
    Record,
    Records,
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

    /// <summary>What each parameter of <see cref="Path"/> stands for, from left to right.</summary>
    public ImmutableArray<PathParameter> Parameters { get; init; } = [];

    /// <summary>The formats that a suffix of the path chooses from, the default first; empty without a suffix.</summary>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>The pages that its list comes in, or null.</summary>
    public PagingWord? Paging { get; init; }

    /// <summary>What its list is narrowed by, or null.</summary>
    public FilterWord? Filter { get; init; }

    /// <summary>The query parameters that narrow, sort and search its list by fields, or null.</summary>
    public QueryWord? Query { get; init; }

    /// <summary>Whether an update puts the sent record in the place of the one before, so that what is not sent is lost.</summary>
    public bool Replaces { get; init; }

    /// <summary>The member of a success that holds the record or the list; null where the body itself is it.</summary>
    public string? Member { get; init; }

    /// <summary>What the documented example of a success shows of the resource.</summary>
    public AnswerHolds Holds { get; init; }

    /// <summary>The record in the documented example of a success, or the first of several, whatever is around it; null where there is none.</summary>
    public JsonObject? ExampleRecord { get; init; }

    /// <summary>Whether it changes records, whatever its method.</summary>
    public bool Writes => Kind is OperationKind.Create or OperationKind.Update or OperationKind.Delete;

    /// <summary>The path with each parameter replaced by what it stands for.</summary>
    /// <param name="value">The value of a parameter, not encoded.</param>
    public string Expand(Func<PathParameter, string> value) => Path.Expand([.. Parameters.Select(value)]);

    public required string Summary { get; init; }

    /// <summary>Document heading that describes it.</summary>
    public required string Source { get; init; }

    /// <summary>JSON pointer of the operation in the document.</summary>
    public required string Pointer { get; init; }

    /// <summary>The documented answers, sorted by status.</summary>
    public required ImmutableArray<DocumentedAnswer> Answers { get; init; }

    /// <summary>The documented success: the lowest 2xx status.</summary>
    public DocumentedAnswer Success => Answers.First(answer => answer.IsSuccess);

    /// <summary>The documented answer with this status, or null.</summary>
    public DocumentedAnswer? Answer(int status) => Answers.FirstOrDefault(answer => answer.Status == status);

    /// <summary>The request body's documented media types, in the order of the document; empty without a body.</summary>
    public required ImmutableArray<RequestBody> Bodies { get; init; }

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>What a parameter of a path stands for.</summary>
public enum ParameterRole
{
    /// <summary>The record's identity.</summary>
    Identity,

    /// <summary>The identity of the record that it lives under.</summary>
    Parent,

    /// <summary>What the list is narrowed by.</summary>
    Filter,

    /// <summary>The format: a suffix behind a dot.</summary>
    Format,
}

/// <summary>A parameter of a path.</summary>
public sealed record PathParameter(string Name, ParameterRole Role);

/// <summary>A list of the records whose <paramref name="Field"/> holds what <paramref name="Parameter"/> names.</summary>
/// <param name="Parameter">Name of the path or query parameter.</param>
/// <param name="Field">A field with <see cref="Spec.Field.Refers"/>.</param>
/// <param name="Key">The text field of the record referred to by which the parameter names it, beside its identity; or null.</param>
/// <param name="InPath">Whether it stands in the path.</param>
/// <param name="Required">Whether a request must have it.</param>
/// <param name="Many">Whether it takes several values.</param>
public sealed record FilterWord(string Parameter, string Field, string? Key, bool InPath, bool Required, bool Many);

/// <summary>A documented status of an operation, references resolved.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Schema">JSON Schema of the body as OpenAPI writes it, or null without a body.</param>
/// <param name="Example">The documented example, or null.</param>
/// <param name="Pointer">JSON pointer of the response in the document.</param>
public sealed record DocumentedAnswer(int Status, JsonNode? Schema, JsonNode? Example, string Pointer)
{
    /// <summary>The first documented media type, or null without a body.</summary>
    public string? MediaType { get; init; }

    /// <summary>The names of the documented headers.</summary>
    public ImmutableHashSet<string> Headers { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>One media type of a request body.</summary>
/// <param name="MediaType">As declared, without parameters.</param>
/// <param name="Example">The documented example, or null.</param>
public sealed record RequestBody(string MediaType, JsonNode? Example);
