using System.Globalization;
using System.Text;

namespace PlanisoContract.Bench.Reports;

/// <summary>One line of a sheet.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">What it came to, as text.</param>
/// <param name="Wanted">What it is to come to; empty where nothing is.</param>
/// <param name="Met">Whether it does.</param>
internal sealed record Line(string What, string Measured, string Wanted = "", bool? Met = null)
{
    /// <summary>A number that is to stay at or below another one.</summary>
    public static Line AtMost(string what, double value, double bound, string unit = "") => new(what,
        Text(value) + unit, $"≤ {Text(bound)}{unit}", value <= bound);

    public static string Text(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : "N0", CultureInfo.InvariantCulture);
}

/// <summary>Measured values as Markdown, each beside what it is to be.</summary>
internal static class Sheet
{
    public static string Of(string title, string notes, IEnumerable<Line> lines)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {title}\n\n{notes}\n\n| | measured | to reach | |\n|---|--:|--:|---|\n");
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"| {line.What} | {line.Measured} | {line.Wanted} | {line.Met switch { true => "met", false => "**not met**", null => "" }} |\n");
        return text.ToString();
    }
}
