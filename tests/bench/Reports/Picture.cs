using System.Globalization;
using System.Text;

namespace PlanisoContract.Bench.Reports;

/// <summary>Results as a picture: for each work a bar for each contender, as long as its part of bare Kestrel's throughput.</summary>
internal static class Picture
{
    private const int Left = 200;
    private const int Scale = 420;
    private const int Width = Left + Scale + 170;
    private const int Row = 20;
    private const int Gap = 34;

    public static string Of(IReadOnlyCollection<WorkResult> results)
    {
        var text = new StringBuilder();
        var y = 10;
        foreach (var result in results)
        {
            if (result.Find("kestrel") is not { } bare)
                continue;
            Text(text, 10, y + 16, result.Title, "font-weight=\"bold\"");
            y += Gap - 8;
            foreach (var entrant in result.Entrants.Where(entrant => entrant.LeftOut is null))
            {
                Bar(text, y, entrant, entrant.PerSecond / bare.PerSecond);
                y += Row;
            }
            y += Gap - Row;
        }
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{y}" viewBox="0 0 {Width} {y}" font-family="sans-serif" font-size="12">
            <title>Requests per second, as a part of bare Kestrel's</title>
            <rect width="100%" height="100%" fill="#fff"/>
            {text}</svg>

            """).ReplaceLineEndings("\n");
    }

    private static void Bar(StringBuilder text, int y, Entrant entrant, double ratio)
    {
        var color = entrant.Name switch { "kestrel" => "#9aa5b1", "mock" => "#2f6fde", _ => "#d9a441" };
        var length = Math.Clamp(ratio, 0, 1.1) * Scale;
        Text(text, Left - 8, y + 14, entrant.Title.Trim('*'), "text-anchor=\"end\"");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y + 3}\" width=\"{length:0.0}\" height=\"{Row - 6}\" fill=\"{color}\"/>\n");
        Text(text, Left + (int)length + 6, y + 14, string.Create(CultureInfo.InvariantCulture, $"{entrant.PerSecond:N0}/s  {ratio:P0}"), "fill=\"#555\"");
    }

    private static void Text(StringBuilder text, int x, int y, string words, string style) =>
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" {style}>{System.Net.WebUtility.HtmlEncode(words)}</text>\n");
}
