using System.Text;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Markdown as GitHub shows it, of at most so many bytes; what a server answers becomes no markup in it.</summary>
internal sealed class Markdown(int most)
{
    private readonly StringBuilder _text = new();
    private int _bytes;
    private bool _isCut;

    /// <summary>Adds a block, or nothing once there is no room.</summary>
    /// <returns>Whether there was room.</returns>
    public bool Add(string block)
    {
        var bytes = Encoding.UTF8.GetByteCount(block);
        if (_isCut || _bytes + bytes > most)
        {
            _isCut = true;
            return false;
        }
        _bytes += bytes;
        _text.Append(block);
        return true;
    }

    /// <summary>A table; its rows are escaped already.</summary>
    public void Table(string[] headings, IEnumerable<string[]> rows)
    {
        Add($"\n| {string.Join(" | ", headings)} |\n|{string.Concat(headings.Select(_ => "---|"))}\n");
        foreach (var row in rows)
        {
            if (!Add($"| {string.Join(" | ", row)} |\n"))
                return;
        }
    }

    public override string ToString() => _text + (_isCut ? $"\n\n… shortened; {ReportFiles.Html} has all.\n" : "");

    /// <summary>A text that stays a text: no markup, no link, no mention, no formula.</summary>
    public static string Escaped(string text, int longest = Truncation.Short)
    {
        var escaped = new StringBuilder();
        foreach (var letter in PlainText.Of(Truncation.To(longest, text)))
            escaped.Append(Safe(letter));
        // By itself, an address becomes a link.
        return escaped.Replace("://", "\\://").Replace("www.", "www\\.").Replace("WWW.", "WWW\\.").ToString();
    }

    /// <summary>Text as it stands, within a fence that it cannot close.</summary>
    public static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"\n{fence}{language}\n{text}\n{fence}\n";
    }

    private static string Safe(char letter) => letter switch
    {
        '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '|' or '#' or '&' or '~' => $"\\{letter}",
        '@' => "&#64;",
        '$' => "&#36;",
        _ => letter.ToString(),
    };

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
