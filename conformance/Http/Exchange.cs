using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Http;

/// <summary>One request sent and the response that came.</summary>
/// <param name="Operation">The operation that was meant, or null where none was (another method, say).</param>
/// <param name="Method">As sent.</param>
/// <param name="Uri">As sent; <see cref="Http.Curl"/> redacts what it must.</param>
/// <param name="Who">The credential that was sent.</param>
/// <param name="ContentType">Of the request body, or null without one.</param>
/// <param name="RequestBody">As sent, or null.</param>
/// <param name="Status">HTTP status; 0 where no answer came.</param>
/// <param name="Headers">Response headers, content headers too; names in lower case.</param>
/// <param name="Body">The response body as text (UTF-8).</param>
internal sealed record Exchange(
    Operation? Operation, string Method, Uri Uri, Credential Who, string? ContentType, string? RequestBody,
    int Status, ImmutableDictionary<string, string> Headers, string Body)
{
    private ReadBody _read = new();

    /// <summary>The response body as text (UTF-8).</summary>
    public string Body
    {
        get;
        init => (field, _read) = (value, new ReadBody());
    }
    = Body;

    /// <summary>Request headers beside those that every request has.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Sent { get; init; } = [];

    /// <summary>The status, for people.</summary>
    public string StatusText => Status == 0 ? "no answer" : $"{Status}";

    /// <summary>The start of the response body, for messages.</summary>
    public string Start => Body.Length > 200 ? Body[..197] + "..." : Body;

    /// <summary>What of the bytes of the body is no text in UTF-8, or null; the body is what can be read of them all the same.</summary>
    public string? TextFault { get; init; }

    /// <summary>Whether all bytes are UTF-8, with a mark in front or without.</summary>
    public bool IsUtf8 => TextFault is null or Http.Utf8Text.Mark;

    /// <summary>The response body as JSON, or null where it is none.</summary>
    public JsonNode? Json => Read.Item1;

    /// <summary>Why the response body is no JSON (RFC 8259); null where it is, and for a body without any bytes.</summary>
    public string? JsonFault => Body.Length == 0 ? TextFault : Read.Item2 ?? TextFault;

    private Tuple<JsonNode?, string?> Read => _read.Json ??= Tuple.Create(JsonText.Read(Body, out var fault), fault);

    /// <summary>The response body as JSON, or what XML says in the same shape; null where it is neither.</summary>
    public JsonNode? Content => (_read.Content ??= Tuple.Create(Json ?? XmlShape.Read(Body))).Item1;

    // Several judges look at one body, and a list may be long: each body is parsed once. It is no part of what an exchange is.
    private sealed class ReadBody
    {
        public Tuple<JsonNode?, string?>? Json { get; set; }

        public Tuple<JsonNode?>? Content { get; set; }

        public override bool Equals(object? obj) => obj is ReadBody;

        public override int GetHashCode() => 0;
    }
}

/// <summary>Who a request claims to come from.</summary>
internal enum Credential
{
    /// <summary>The key that was given.</summary>
    Full,

    /// <summary>No credential at all.</summary>
    None,

    /// <summary>A key that cannot exist.</summary>
    Wrong,

    /// <summary>The right key under another authentication scheme.</summary>
    WrongScheme,

    /// <summary>The right key in the query string, and nowhere else, where the document knows no such place.</summary>
    InUrl,

    /// <summary>The right key in the declared query parameter.</summary>
    InQuery,

    /// <summary>The right key as the user name of HTTP's Basic, where that is declared.</summary>
    InBasic,

    /// <summary>The right key in the declared cookie.</summary>
    InCookie,

    /// <summary>The key without the right to write.</summary>
    ReadOnly,

    /// <summary>The key of another silo.</summary>
    Other,

    /// <summary>The key of a silo without records.</summary>
    Empty,

    /// <summary>A known key without any right.</summary>
    Forbidden,
}
