using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>A text in an expected document that stands for many: <c>${xmlunit.isNumber}</c> (xmlunit.org, "Placeholders").</summary>
internal sealed partial class XmlPlaceholder
{
    private static readonly ImmutableArray<string> IsoDates =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly Func<string, bool> _takes;

    private XmlPlaceholder(Func<string, bool> takes) => _takes = takes;

    public bool Takes(string actual) => _takes(actual);

    /// <summary>All placeholders in an expected document, by the text that they stand in.</summary>
    /// <param name="expected">The document.</param>
    /// <param name="form">A whole placeholder: its second group is what stands between the delimiters, behind <c>xmlunit.</c></param>
    /// <param name="place">Takes what is wrong.</param>
    public static ImmutableDictionary<string, XmlPlaceholder> In(XmlItem expected, BoundedRegex form, JsonPlace place)
    {
        var found = ImmutableDictionary.CreateBuilder<string, XmlPlaceholder>(StringComparer.Ordinal);
        foreach (var text in Texts(expected).Distinct(StringComparer.Ordinal))
        {
            var match = form.First(text);
            if (match.Success && match.Length != text.Length)
                place.Problems.Add(place.Pointer, $"The placeholder in \"{text}\" must be the whole text of its element or attribute.");
            else if (match.Success && Of(match.Groups[1].Value.Trim(), place) is { } placeholder)
                found[text] = placeholder;
        }
        return found.ToImmutable();
    }

    private static IEnumerable<string> Texts(XmlItem item) =>
        [.. item.Attributes.Values, item.Text, .. item.Children.SelectMany(Texts)];

    private static XmlPlaceholder? Of(string written, JsonPlace place)
    {
        var open = written.IndexOf('(', StringComparison.Ordinal);
        var (word, argument) = open > 0 && written.EndsWith(')') ? (written[..open], written[(open + 1)..^1]) : (written, null);
        switch (word)
        {
            case "ignore":
                return new XmlPlaceholder(_ => true);
            case "isNumber":
                return new XmlPlaceholder(text => Number().IsMatch(text));
            case "isDateTime" when argument is null:
                return new XmlPlaceholder(text => IsDate(text.Replace(' ', 'T'), [.. IsoDates]));
            case "isDateTime":
                return new XmlPlaceholder(text => IsDate(text, [argument]));
            case "matchesRegex" when argument is { Length: > 0 }:
                if (BoundedRegex.TryParse(argument, out var regex, out var wrong, dotAll: false))
                    return new XmlPlaceholder(regex.Finds);
                place.Problems.Add(place.Pointer, wrong);
                return null;
            default:
                return null;
        }
    }

    private static bool IsDate(string text, string[] formats) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
