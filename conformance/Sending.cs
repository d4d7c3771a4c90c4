using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance;

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
}
