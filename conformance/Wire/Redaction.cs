using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Dialects;

namespace PlanisoContract.Conformance.Wire;

/// <summary>Keeps keys out of everything that is shown: each becomes the shell variable that stands for it.</summary>
internal sealed class Redaction
{
    // A shorter key may be an ordinary word or number, so it is only taken out where it stands alone, and never out of
    // a body that is still to be judged.
    private const int Unmistakable = 8;

    private readonly Dictionary<string, string> _variables = [];
    private readonly Regex? _secrets;
    private readonly Regex? _unmistakable;

    public Redaction(Keys keys)
    {
        foreach (var (variable, key) in keys.ByVariable)
        {
            foreach (var written in Written(key))
                _variables.TryAdd(written, variable);
        }
        _secrets = Any(_variables.Keys);
        _unmistakable = Any(_variables.Keys.Where(IsUnmistakable));
    }

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

    // As a server may show it: in a URL, in JSON (whose writers differ in what they escape; some do so with slashes), in XML.
    private static string[] Written(string key) =>
    [
        key, Uri.EscapeDataString(key), SecurityElement.Escape(key), Signing.Basic(key),
        JsonEncodedText.Encode(key).ToString(),
        Relaxed(key), Relaxed(key).Replace("/", "\\/", StringComparison.Ordinal),
    ];

    private static string Relaxed(string key) => JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static bool IsUnmistakable(string key) => key.Length >= Unmistakable && !key.All(char.IsAsciiDigit);

    // The longest first: one key may be the beginning of another.
    private static Regex? Any(IEnumerable<string> secrets)
    {
        var pattern = new StringBuilder();
        foreach (var secret in secrets.OrderByDescending(secret => secret.Length))
        {
            var escaped = Regex.Escape(secret);
            pattern.Append(pattern.Length == 0 ? "" : "|")
                .Append(IsUnmistakable(secret) ? escaped : $"(?<![A-Za-z0-9_-]){escaped}(?![A-Za-z0-9_-])");
        }
        return pattern.Length == 0 ? null : new Regex(pattern.ToString(), RegexOptions.CultureInvariant);
    }
}
