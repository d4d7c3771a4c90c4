using System.Globalization;
using System.Net;
using System.Text;
using PlanisoContract.Bench.Contenders;

namespace PlanisoContract.Bench.Reports;

/// <summary>Results as a picture: for each work a bar for each contender, as long as its part of bare Kestrel's throughput.</summary>
internal sealed class Picture
{
    private const int Left = 210;
    private const int Scale = 420;
    private const int Width = Left + Scale + 200;
    private const int Row = 20;
    private const int Gap = 14;
    private const double Longest = 1.15;
    private const string Pale = "fill=\"#6b7280\"";

    // Over the line of bare Kestrel, too, it can be read.
    private const string Halo = "fill=\"#374151\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\"";

    private readonly StringBuilder _text = new();
    private int _y = 52;

    private Picture()
    {
    }

    /// <param name="results">By work.</param>
    /// <param name="notes">Where it was measured.</param>
    public static string Of(IEnumerable<WorkResult> results, string notes)
    {
        var picture = new Picture();
        picture.Text(12, 24, "Requests per second, beside bare Kestrel answering the same bytes", "font-size=\"15\" font-weight=\"bold\"");
        picture.Text(12, 42, $"all on one machine, wrk too: {notes}", Pale);
        foreach (var result in results)
            picture.Work(result);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{picture._y}" viewBox="0 0 {Width} {picture._y}" font-family="Helvetica, Arial, sans-serif" font-size="12">
            <title>Requests per second, beside bare Kestrel</title>
            <rect width="100%" height="100%" fill="#fff"/>
            {picture._text}</svg>

            """).ReplaceLineEndings("\n");
    }

    private void Work(WorkResult result)
    {
        if (result.Find(Contender.Bare) is not { } bare)
            return;
        Text(12, _y + 18, result.Title, "font-weight=\"bold\"");
        _y += 24;
        var top = _y;
        foreach (var entrant in result.Entrants.Where(entrant => entrant.LeftOut is null))
            Bar(entrant, entrant.Beside(bare));
        // What they are measured by, through all of them.
        _text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left + Scale}.5 {top}V{_y}\" stroke=\"#374151\" stroke-dasharray=\"2 3\"/>\n");
        var others = result.Entrants.Where(entrant => entrant.LeftOut is not null).Select(entrant => entrant.Title.Trim('*')).ToList();
        if (others.Count > 0)
        {
            Text(Left, _y + 14, $"left out: {string.Join("; ", others)}", Pale + " font-style=\"italic\"");
            _y += Row;
        }
        _y += Gap;
    }

    private void Bar(Entrant entrant, double ratio)
    {
        var color = entrant.Name switch { Contender.Bare => "#9ca3af", Contender.Own => "#2563eb", _ => "#d9a441" };
        var length = Math.Clamp(ratio, 0, Longest) * Scale;
        Text(Left - 8, _y + 14, entrant.Title.Trim('*'), "text-anchor=\"end\"" + (entrant.Name == Contender.Own ? " font-weight=\"bold\"" : ""));
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{_y + 3}\" width=\"{length:0.0}\" height=\"{Row - 6}\" fill=\"{color}\"/>\n");
        Text(Left + (int)length + 6, _y + 14, string.Create(CultureInfo.InvariantCulture, $"{Count(entrant.PerSecond)}/s, {Part(ratio)}"), Halo);
        _y += Row;
    }

    private static string Count(double perSecond) => perSecond.ToString(perSecond < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private static string Part(double ratio) => ratio.ToString(ratio < 0.1 ? "P1" : "P0", CultureInfo.InvariantCulture);

    private void Text(int x, int y, string words, string style) =>
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" {style}>{WebUtility.HtmlEncode(words)}</text>\n");
}
