namespace PlanisoContract.Mock.Admin;

/// <summary>What a request asks for, percent-encoding as sent.</summary>
/// <param name="Path">Starts with a slash, except for <c>OPTIONS *</c>.</param>
/// <param name="Query">Without the question mark; empty without one.</param>
internal readonly record struct RequestTarget(string Path, string Query)
{
    /// <param name="raw">The request target of RFC 9112, 3.2.</param>
    public static RequestTarget Parse(string raw)
    {
        // A proxy's client sends the whole URL (RFC 9112, 3.2.2).
        if (!raw.StartsWith('/') && raw.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var slash = raw.IndexOfAny(['/', '?'], scheme + 3);
            raw = slash < 0 ? "/" : raw[slash] == '?' ? "/" + raw[slash..] : raw[slash..];
        }
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? new RequestTarget(raw, "") : new RequestTarget(raw[..mark], raw[(mark + 1)..]);
    }
}
