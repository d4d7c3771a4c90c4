using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace PlanisoContract.Mock.Admin;

/// <summary>A request to the mock's own pages.</summary>
internal sealed class AdminRequest(HttpContext context)
{
    /// <summary>Of data and snapshots, which may hold a million records.</summary>
    public const int MaxDataBytes = 1 << 30;

    private const int MaxBodyBytes = 64 << 20;

    public HttpContext Context => context;

    /// <summary>The URL under which the client knows the mock.</summary>
    public string BaseUrl => context.Request.Host.HasValue
        ? $"{context.Request.Scheme}://{context.Request.Host}"
        // HTTP/1.0 needs no Host.
        : $"{context.Request.Scheme}://{new IPEndPoint(context.Connection.LocalIpAddress ?? IPAddress.Loopback, context.Connection.LocalPort)}";

    /// <summary>The parameter of the path, decoded.</summary>
    public string Value(string name) =>
        // Routing leaves a slash encoded, so that it stays one value.
        context.Request.RouteValues[name]!.ToString()!.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The query parameter of this name, or null.</summary>
    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>The body as a JSON object; an empty one where there is no body.</summary>
    /// <exception cref="JsonException">It is no such thing.</exception>
    public async Task<JsonObject> ReadObjectAsync() =>
        await ReadAsync() is { } node ? node as JsonObject ?? throw new JsonException("Expected a JSON object.") : [];

    /// <summary>The body as JSON; null where there is no body.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public async Task<JsonNode?> ReadAsync()
    {
        var bytes = await ReadBytesAsync(MaxBodyBytes);
        return bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0 ? null : StrictJson.Parse(bytes);
    }

    /// <summary>The body as it was sent.</summary>
    /// <param name="most">How long it may be.</param>
    public async Task<byte[]> ReadBytesAsync(int most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
