using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>One request and its answer as somebody else saw them: a browser, a proxy, the journal of the mock, the observer.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Uri">Absolute; a key may be in its query.</param>
/// <param name="Status">HTTP status; 0 where no answer came, or not all of it.</param>
/// <param name="Started">When the request began.</param>
/// <param name="Elapsed">Until the end of the answer.</param>
internal sealed record RecordedExchange(string Method, Uri Uri, int Status, DateTimeOffset Started, TimeSpan Elapsed)
{
    public ImmutableArray<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];

    /// <summary>The body that was sent, decoded, or null without one.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The body of the answer, decoded; null where the record lacks it.</summary>
    public string? Body { get; init; }

    /// <summary>What of the bytes of the answer's body is no text in UTF-8, or null.</summary>
    public string? TextFault { get; init; }

    /// <summary>Whether the record lacks the request's body, or a part of it.</summary>
    public bool LacksRequestBody { get; init; }

    /// <summary>Whether keys were taken out of the record, so that a request without one may have had one.</summary>
    public bool LacksKeys { get; init; }

    /// <summary>Where it stands in its file, for messages; null where it was seen live.</summary>
    public string? At { get; init; }

    public string? RequestHeader(string name) => Header(RequestHeaders, name);

    public string? ResponseHeader(string name) => Header(ResponseHeaders, name);

    /// <summary>The end of the answer.</summary>
    public DateTimeOffset Ended => Started + Elapsed;

    // The generated one would show keys.
    public override string ToString() => $"{Method} {Uri.AbsolutePath}: {Status}";

    private static string? Header(ImmutableArray<KeyValuePair<string, string>> headers, string name) =>
        headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
