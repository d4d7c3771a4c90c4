using System.Globalization;
using System.Text;

namespace PlanisoContract.Quality.Published;

/// <summary>The rows as a Markdown table, with the notes that make it honest.</summary>
internal static class Table
{
    private const string Head = """
        | API | judged by | rules or tests | breakages caught | readings without a false alarm | requests | seconds |
        |---|---|--:|--:|--:|--:|--:|

        """;

    public static string Of(IReadOnlyCollection<Row> rows)
    {
        var text = new StringBuilder(Head);
        string? api = null;
        foreach (var row in rows)
        {
            text.Append(Line(row, row.Api == api ? "" : row.Api)).Append('\n');
            api = row.Api;
        }
        foreach (var row in rows.Where(row => row.Absent is not null))
            text.Append(CultureInfo.InvariantCulture, $"\n{row.By} is left out for {row.Api}: {row.Absent}\n");
        return text.ToString();
    }

    private static string Line(Row row, string api) => row.Absent is not null
        ? $"| {api} | {row.By} | – | – | – | – | – |"
        : $"| {api} | {row.By} | {Tests(row.Tests)} | {Text(row.Caught)} | {Text(row.Quiet)} | {Number(row.Requests)} | {Seconds(row.Elapsed)} |";

    private static string Tests(Share tests) => tests.Part == tests.All ? Number(tests.All) : Text(tests);

    private static string Text(Share share) => $"{Number(share.Part)} of {Number(share.All)}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Machines differ by more than a tenth of a second; a run of less than one has to show something, though.
    private static string Seconds(TimeSpan elapsed) =>
        elapsed.TotalSeconds.ToString(elapsed.TotalSeconds < 1 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
