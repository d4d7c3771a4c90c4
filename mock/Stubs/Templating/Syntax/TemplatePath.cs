using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Templating.Syntax;

/// <summary>A path as <c>request.headers.[X-A].0</c>, <c>../name</c>, <c>@root.request</c>, <c>this</c>.</summary>
/// <param name="Up">How many scopes up it begins.</param>
/// <param name="IsLocal">Whether it looks in its scope only (<c>this.x</c>, <c>./x</c>), and not in those around it.</param>
/// <param name="IsData">Whether it begins with <c>@</c>.</param>
/// <param name="Segments">The names; none for <c>this</c>.</param>
internal sealed record TemplatePath(int Up, bool IsLocal, bool IsData, ImmutableArray<string> Segments)
{
    public static TemplatePath Parse(string text)
    {
        var isData = text.StartsWith('@');
        var rest = isData ? text.AsSpan(1) : text;
        var up = 0;
        while (rest.StartsWith("../") || rest is "..")
        {
            up++;
            rest = rest.Length > 3 ? rest[3..] : [];
        }
        var isLocal = false;
        if (rest.StartsWith("./") || rest is ".")
        {
            isLocal = true;
            rest = rest.Length > 2 ? rest[2..] : [];
        }
        var segments = Split(rest.ToString());
        if (segments is ["this", ..])
        {
            isLocal = true;
            segments = segments.RemoveAt(0);
        }
        return new TemplatePath(up, isLocal, isData, segments);
    }

    /// <summary>Segments end at a dot or a slash; in brackets anything may stand.</summary>
    private static ImmutableArray<string> Split(string text)
    {
        var segments = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is '.' or '/')
            {
                at++;
                continue;
            }
            var close = text[at] == '[' ? text.IndexOf(']', at) : -1;
            var end = close > 0 ? close : text.AsSpan(at).IndexOfAny('.', '/') is >= 0 and var length ? at + length : text.Length;
            segments.Add(close > 0 ? text[(at + 1)..end].Trim('"', '\'') : text[at..end]);
            at = close > 0 ? end + 1 : end;
        }
        return segments.ToImmutable();
    }
}
