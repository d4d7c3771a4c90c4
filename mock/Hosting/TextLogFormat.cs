using System.Globalization;
using System.Text;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Journal;

namespace PlanisoContract.Mock.Hosting;

/// <summary>A line of text for each request, for a person at a terminal.</summary>
internal sealed class TextLogFormat(KeyRedaction redaction, bool colors) : ILogFormat
{
    private const string Plain = "\e[0m";
    private const string Gray = "\e[90m";
    private const string Red = "\e[31m";

    public void Append(StringBuilder text, LogLine line)
    {
        text.Append(Color(Gray)).Append(line.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(Color(Plain)).Append("  ");
        if (line.Bug is not null)
        {
            text.Append(Color(Red)).Append("bug of the mock: ").Append(Color(Plain)).Append(line.Bug).Append('\n');
            return;
        }
        Printable(text, line.Method).Append(' ', Math.Max(1, 8 - line.Method.Length));
        var start = text.Length;
        Printable(text, redaction.Path(line.Target.Path));
        if (line.Target.Query.Length > 0)
            Printable(text.Append('?'), redaction.Query(line.Target.Query));
        text.Append(' ', Math.Max(2, 44 - (text.Length - start)));
        text.Append(Color(OfStatus(line.Status))).Append(line.Status).Append(Color(Plain))
            .Append(CultureInfo.InvariantCulture, $"{line.Bytes,11:N0} B{line.Took.TotalMilliseconds,10:N2} ms  ")
            .Append(Color(Gray));
        Printable(text, line.Key ?? (OwnPages.Owns(line.Target.Path) ? "" : "no key")).Append(Color(Plain)).Append('\n');
    }

    public void AppendMore(StringBuilder text, DateTimeOffset at, int requests) =>
        text.Append(Color(Gray)).Append(CultureInfo.InvariantCulture, $"… {requests:N0} more requests").Append(Color(Plain)).Append('\n');

    // What a client sends must not steer the terminal.
    private static StringBuilder Printable(StringBuilder text, string sent)
    {
        foreach (var character in sent)
            text.Append(char.IsControl(character) ? '?' : character);
        return text;
    }

    private string Color(string code) => colors ? code : "";

    private static string OfStatus(int status) => status switch
    {
        // No answer at all, as an override wanted it.
        0 => Red,
        < 300 => "\e[32m",
        < 400 => "\e[36m",
        < 500 => "\e[33m",
        _ => Red,
    };
}
