using Microsoft.AspNetCore.Http.Features;

namespace PlanisoContract.Mock.Host;

/// <summary>What a request asks for, percent-encoding as sent.</summary>
/// <param name="Path">Starts with a slash, except for <c>OPTIONS *</c>.</param>
/// <param name="Query">Without the question mark; empty without one.</param>
/// <param name="Url">Both.</param>
internal readonly record struct Target(string Path, string Query, string Url)
{
    public Target(string path, string query)
        : this(path, query, query.Length == 0 ? path : $"{path}?{query}")
    {
    }

    public static Target Of(IHttpRequestFeature request) => Parse(request.RawTarget);

    public static Target Parse(string raw)
    {
        // A proxy's client sends the whole URL (RFC 9112, 3.2.2).
        if (!raw.StartsWith('/') && raw.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var slash = raw.IndexOfAny(['/', '?'], scheme + 3);
            raw = slash < 0 ? "/" : raw[slash] == '?' ? "/" + raw[slash..] : raw[slash..];
        }
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        // A question mark with nothing behind it says nothing.
        return mark < 0 ? new Target(raw, "") : mark == raw.Length - 1 ? new Target(raw[..mark], "") : new Target(raw[..mark], raw[(mark + 1)..], raw);
    }
}
