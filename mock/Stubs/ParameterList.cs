using System.Collections;
using System.Net;
using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs;

/// <summary>Parameters of a query or a form, or cookies: names with all their values, in the order sent. Names are compared exactly.</summary>
internal sealed class ParameterList : IEnumerable<KeyValuePair<string, StringValues>>
{
    private readonly Dictionary<string, StringValues> _values = new(StringComparer.Ordinal);

    private ParameterList(IEnumerable<(string Name, string Value)> pairs)
    {
        foreach (var group in pairs.GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal))
            _values[group.Key] = group.ToArray() is [var only] ? only : group.ToArray();
    }

    public static ParameterList None { get; } = new([]);

    /// <summary>All values of a name in the order sent; none where it is absent.</summary>
    public StringValues this[string name] => _values.TryGetValue(name, out var values) ? values : StringValues.Empty;

    public int Count => _values.Count;

    /// <summary>Reads <c>a=1&amp;b=2</c>: plus signs are blanks, what follows a percent sign is UTF-8, and stays as it is where it is none.</summary>
    public static ParameterList OfForm(string text) => Of(text, WebUtility.UrlDecode);

    /// <summary>As a form, but a time with an offset stays as it is: its plus sign is no blank, as WireMock has it.</summary>
    public static ParameterList OfQuery(string text) =>
        Of(text, text => !text.AsSpan().ContainsAny('+', '%') || JavaDates.IsIsoWithOffset(text) ? text : WebUtility.UrlDecode(text));

    /// <summary>Reads the headers Cookie: <c>a=1; b="2"</c>. What has no equals sign is no cookie.</summary>
    public static ParameterList OfCookies(StringValues headers) =>
        headers.Count == 0 ? None : new(headers.SelectMany(header => (header ?? "").Split(';')).Select(Cookie).Where(cookie => cookie.Name.Length > 0));

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ParameterList Of(string text, Func<string, string> decode) =>
        text.Length == 0 ? None : new(text.TrimEnd('&').Split('&').Select(pair => Pair(pair, pair.IndexOf('=', StringComparison.Ordinal), decode)));

    private static (string Name, string Value) Pair(string pair, int mark, Func<string, string> decode) =>
        mark < 0 ? (decode(pair), "") : (decode(pair[..mark]), decode(pair[(mark + 1)..]));

    private static (string Name, string Value) Cookie(string text)
    {
        var mark = text.IndexOf('=', StringComparison.Ordinal);
        if (mark < 0)
            return ("", "");
        var value = text[(mark + 1)..].Trim();
        return (text[..mark].Trim(), value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value);
    }
}
