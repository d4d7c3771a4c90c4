using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Http;

/// <summary>A request as a session wants it sent.</summary>
/// <param name="Operation">The operation that is meant, or null.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query below the target's base.</param>
/// <param name="Who">Credential.</param>
/// <param name="ContentType">Of the body, or null.</param>
/// <param name="Body">Or null without one.</param>
internal sealed record Request(
    Operation? Operation, string Method, string Path, Credential Who, string? ContentType, string? Body)
{
    /// <summary>What it has in common with other requests to the same place: the operation, or method and path.</summary>
    public string Route => Operation?.OperationId ?? $"{Method} {Path.Split('?')[0]}";

    /// <summary>Headers beside those that every request has.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The fields that the body sends, by name, with a dot for what is inside a link.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Whether it belongs to the cleanup: sent in spite of a stop, and judged by no rule.</summary>
    public bool Cleans { get; init; }

    /// <summary>Whether it explores what the target does with paths that nobody serves, which no rule is about.</summary>
    public bool Explores { get; init; }

    /// <summary>How many requests it takes to undo what it may make.</summary>
    public int Undoing { get; init; }
}
