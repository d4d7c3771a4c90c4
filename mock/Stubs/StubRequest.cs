using System.Net;
using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs.Matching.Documents;

namespace PlanisoContract.Mock.Stubs;

/// <summary>A request as stubs match it, templates show it and the journal keeps it. Never changes once it is made.</summary>
internal sealed class StubRequest
{
    private const string FormType = "application/x-www-form-urlencoded";

    // Read once, when the first stub asks; two threads that ask at once read the same.
    private string? _path;
    private ParameterList? _query;
    private ParameterList? _form;
    private ParameterList? _cookies;
    private HostString _authority;
    private string? _clientIp;

    /// <summary>Upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query, percent-encoding as sent: <c>/a?b=c</c>. Behind a silo's door the door is not part of it.</summary>
    public required string Url { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Host and port: by default what the header Host says.</summary>
    public HostString Authority
    {
        get => _authority.HasValue ? _authority : _authority = HostString.FromUriComponent(Headers["Host"].ToString());
        init => _authority = value;
    }

    public string Host => Authority.HasValue ? Authority.Host : "localhost";

    public int Port => Authority.Port ?? (Scheme == Uri.UriSchemeHttps ? 443 : 80);

    public string Protocol { get; init; } = "HTTP/1.1";

    /// <summary>Null where the request came over no connection.</summary>
    public IPAddress? Client { get; init; }

    public string ClientIp
    {
        get => _clientIp ?? (Client ?? IPAddress.Loopback).ToString();
        init => _clientIp = value;
    }

    public HeaderList Headers { get; init; }

    /// <summary>At most one byte more than <see cref="RequestBody.Limit"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary><see cref="Url"/> without the query.</summary>
    public string Path => _path ??= Url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? Url[..mark] : Url;

    /// <summary><see cref="Path"/>, for those who only compare.</summary>
    public ReadOnlySpan<char> PathSpan => Url.AsSpan() is var url && url.IndexOf('?') is >= 0 and var mark ? url[..mark] : url;

    /// <summary>What follows the question mark; empty without one.</summary>
    public string Query => Url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? Url[(mark + 1)..] : "";

    public string AbsoluteUrl => $"{Scheme}://{Host}{(Port is 80 or 443 ? "" : $":{Port}")}{Url}";

    /// <summary>Made once for all who ask at the same time, and not kept: the journal holds the bytes.</summary>
    public string BodyText => ReadText.BodyOf(this);

    /// <summary>Of the query.</summary>
    public ParameterList QueryParameters => _query ??= ParameterList.OfQuery(Query);

    /// <summary>Of the body; none unless its type is that of a form.</summary>
    public ParameterList FormParameters => _form ??= Headers["Content-Type"].ToString().Contains(FormType, StringComparison.OrdinalIgnoreCase)
        ? ParameterList.OfForm(BodyText) : ParameterList.None;

    public ParameterList Cookies => _cookies ??= ParameterList.OfCookies(Headers["Cookie"]);

    /// <summary>Takes what the server will need for the next request of the connection; whatever follows from it is for those who ask.</summary>
    public static StubRequest Of(IFeatureCollection features, string method, Target target, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        return new StubRequest
        {
            Method = method,
            Url = target.Url,
            Scheme = request.Scheme,
            Protocol = request.Protocol,
            Client = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress,
            Headers = HeaderList.Of(request.Headers),
            Body = body,
            ReceivedAt = receivedAt,
        };
    }
}
