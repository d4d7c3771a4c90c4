namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// Searches the text of a list for a value without reading its records: reading thousands of them takes a hundred times longer,
/// and checks of refusals look for what is not there.
/// </summary>
internal static class ListSearch
{
    /// <summary>How often the pages of a list hold the text as a whole JSON string, or null where it might be written otherwise.</summary>
    public static int? Count(Answer list, string text)
    {
        if (!text.All(IsNeverEscaped) || list.Pages.Any(page => page.Json is null))
            return null;
        var (count, quoted) = (0, $"\"{text}\"");
        foreach (var body in list.Pages.Select(page => page.Body))
        {
            for (var at = 0; (at = body.IndexOf(quoted, at, StringComparison.Ordinal)) >= 0; at += quoted.Length)
                count++;
        }
        return count;
    }

    /// <summary>Whether none of the texts that can be searched for is in the list; false where none can be.</summary>
    public static bool Excludes(Answer list, IEnumerable<string> texts)
    {
        var counts = texts.Select(text => Count(list, text)).OfType<int>().ToArray();
        return counts.Length > 0 && counts.All(count => count == 0);
    }

    private static bool IsNeverEscaped(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or '@' or '_';
}
