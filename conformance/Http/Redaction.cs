using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PlanisoContract.Conformance.Http;

/// <summary>
/// Keeps keys out of everything that is shown: each becomes the shell variable that stands for it. A key that could be an ordinary
/// word (<c>user</c>, <c>demo-readonly</c>) is replaced only where keys stand: as a whole value, behind an authentication scheme, in
/// a query. Any other is replaced wherever it turns up.
/// </summary>
internal sealed class Redaction
{
    // Words of sentences and paths are shorter than this, or have no digits.
    private const int LongerThanWords = 20;
    private const int ShortestMixed = 8;

    // Where a whole value begins and ends in JSON, XML, a query, a header or a list of them; the name of a JSON member is none.
    private const string Before = """(?<=^|["'>]|(?:Bearer|Token|Basic|ApiKey)[ ]|[?&][\w.-]*(?:key|token)=|(?:key|token)[:][ ])""";
    private const string After = """(?=$|["'](?!\s*:)|<|[&#,;]|\s|:x\b)""";

    private readonly Lock _adding = new();
    private readonly HashSet<string> _plain = [];
    private ImmutableDictionary<string, string> _variables = ImmutableDictionary<string, string>.Empty;
    private Regex? _secrets;
    private Regex? _unmistakable;

    /// <param name="keys">The keys; one that takes the place of another is kept out as well.</param>
    /// <param name="headers">Headers whose values are secrets, too.</param>
    public Redaction(Keys keys, ImmutableArray<KeyValuePair<string, string>> headers = default)
    {
        foreach (var (variable, key) in keys.ByVariable)
            Add(variable, key);
        foreach (var (at, header) in (headers.IsDefault ? [] : headers).Index())
            Add(VariableOf(at), header.Value);
        keys.Renewed += key => Add("KEY", key);
    }

    /// <summary>The shell variable that stands for the value of a header, by its position.</summary>
    public static string VariableOf(int header) => string.Create(CultureInfo.InvariantCulture, $"HEADER_{header + 1}");

    /// <summary>A text that is shown, without keys.</summary>
    public string Of(string text) =>
        _secrets?.Replace(text, found => "$" + _variables[found.Value]) ?? text;

    /// <summary>A response body as soon as it arrives, so that no excerpt of it can hold a part of a key.</summary>
    // Looked for first: a list may be megabytes long, and the expression is much slower than the search.
    public string OfBody(string body) =>
        _unmistakable is not null && _variables.Keys.Any(key => body.Contains(key, StringComparison.Ordinal))
            ? _unmistakable.Replace(body, found => "$" + _variables[found.Value])
            : body;

    /// <summary>A text in pieces: as it stands, or the variable in place of a key.</summary>
    public IEnumerable<(string Text, bool IsVariable)> Split(string text)
    {
        var start = 0;
        foreach (var found in _secrets?.Matches(text) ?? Enumerable.Empty<Match>())
        {
            if (found.Index > start)
                yield return (text[start..found.Index], false);
            yield return (_variables[found.Value], true);
            start = found.Index + found.Length;
        }
        if (start < text.Length)
            yield return (text[start..], false);
    }

    /// <summary>
    /// A key as a server may show it: in a URL, in JSON (whose writers differ in what they escape; some do so with slashes), in XML, as
    /// the credentials of HTTP's Basic.
    /// </summary>
    public static ImmutableArray<string> Written(string key) =>
    [
        key, Uri.EscapeDataString(key), SecurityElement.Escape(key), Signing.Basic(key),
        JsonEncodedText.Encode(key).ToString(),
        Relaxed(key), Relaxed(key).Replace("/", "\\/", StringComparison.Ordinal),
    ];

    private void Add(string variable, string secret)
    {
        lock (_adding)
        {
            var variables = _variables.ToBuilder();
            foreach (var written in Written(secret))
            {
                variables.TryAdd(written, variable);
                if (IsUnmistakable(written) || written == Signing.Basic(secret))
                    _plain.Add(written);
            }
            _variables = variables.ToImmutable();
            _secrets = Any(_variables.Keys.Select(key => _plain.Contains(key) ? Regex.Escape(key) : Before + Regex.Escape(key) + After));
            _unmistakable = Any(_plain.Select(Regex.Escape));
        }
    }

    private static string Relaxed(string key) => JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static bool IsUnmistakable(string key) => key.Length >= LongerThanWords
        || (key.Length >= ShortestMixed && key.Any(char.IsAsciiDigit) && key.Any(char.IsAsciiLetter));

    // The longest first: one key may be the beginning of another.
    private static Regex? Any(IEnumerable<string> patterns)
    {
        var all = new StringBuilder();
        foreach (var pattern in patterns.OrderByDescending(pattern => pattern.Length))
            all.Append(all.Length == 0 ? "" : "|").Append(pattern);
        return all.Length == 0 ? null : new Regex(all.ToString(), RegexOptions.CultureInvariant);
    }
}
