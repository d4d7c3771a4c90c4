using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>How a request is sent.</summary>
internal sealed record Sending
{
    public static readonly Sending Default = new();

    public Credential Who { get; init; } = Credential.Full;

    /// <summary>How the input is encoded; null: as the run found that the target takes it (form first).</summary>
    public BodyForm? Form { get; init; }

    /// <summary>Input names as they stand: no translation from field names to the documented input names, which makes aliases and unknown parameters possible.</summary>
    public JsonObject? Extra { get; init; }

    /// <summary>A query string without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>The suffix of the path; null: the contract's first format. Empty: no suffix, and no dot before it.</summary>
    public string? Format { get; init; }

    /// <summary>Headers beside those that every request has.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The identity of the parent in the path; null: the parent that the record was made under, else the scope's.</summary>
    public string? Parent { get; init; }

    /// <summary>What a list is narrowed by: the raw value in a path, one identity for a query; null: the scope's.</summary>
    public string? Filter { get; init; }

    /// <summary>Leaves the query parameter of a filter out.</summary>
    public bool NoFilter { get; init; }

    /// <summary>Sends an update with its input alone, without what the target demands of every one.</summary>
    public bool Alone { get; init; }

    /// <summary>Sends a write without the header If-Match, although it is demanded.</summary>
    public bool Unversioned { get; init; }

    /// <summary>Another method than the operation's, on the same path.</summary>
    public string? Method { get; init; }

    /// <summary>A body to send as it is, in place of the input.</summary>
    public string? RawBody { get; init; }

    /// <summary>The Content-Type of <see cref="RawBody"/>.</summary>
    public string? RawContentType { get; init; }
}

/// <summary>How an input is written into a body.</summary>
internal enum BodyForm
{
    /// <summary>Form-encoded, linked fields flat with their prefix, references as JSON text.</summary>
    Flat,

    /// <summary>Form-encoded, PHP brackets for linked fields and references.</summary>
    Brackets,

    /// <summary>Form-encoded, linked records and references as JSON text.</summary>
    JsonText,

    /// <summary>A JSON object with native types.</summary>
    Json,

    /// <summary>XML, by the contract's element names.</summary>
    Xml,
}
