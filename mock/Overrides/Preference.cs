using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Overrides;

/// <summary>The header <c>Prefer</c> (RFC 7240): <c>code=409</c> asks for the documented answer of that status, once.</summary>
internal static partial class Preference
{
    public const string Header = "Prefer";
    public const string AppliedHeader = "Preference-Applied";
    public const string Code = "code";

    /// <summary>The status that is preferred; null where none is, or what is said is no status.</summary>
    /// <param name="header">All lines of the header, joined with commas; null without one.</param>
    public static int? Status(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        foreach (var element in Elements().EnumerateMatches(header))
        {
            var preference = Syntax().Match(header.Substring(element.Index, element.Length));
            // Of a preference that stands there twice, the first one counts (section 2); what cannot be read is none.
            if (!preference.Groups["name"].Value.Equals(Code, StringComparison.OrdinalIgnoreCase))
                continue;
            return Escaped().Replace(preference.Groups["value"].Value, "$1") is { Length: 3 } value
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
        }
        return null;
    }

    // What stands between commas, but for those in quotes.
    [GeneratedRegex("""(?:[^,"]|"(?:[^"\\]|\\.)*"?)+""", RegexOptions.NonBacktracking)]
    private static partial Regex Elements();

    // preference = token [ BWS "=" BWS word ] *( OWS ";" [ OWS parameter ] ). Parameters of a status mean nothing.
    [GeneratedRegex("""^[ \t]*(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*=[ \t]*(?:(?<value>[!#$%&'*+.^_`|~0-9A-Za-z-]+)|"(?<value>(?:[^"\\]|\\.)*)"))?[ \t]*(?:;.*)?$""",
        RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Escaped();
}
