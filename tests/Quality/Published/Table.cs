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
        if (rows.Any(row => row is { By: not Row.Suite, Absent: null }))
            text.Append('\n').Append(Note(rows)).Append('\n');
        return text.ToString();
    }

    private static string Note(IReadOnlyCollection<Row> rows)
    {
        var judged = rows.Where(row => row is { By: not Row.Suite, Absent: null }).ToList();
        var all = judged.All(row => rows.Any(own => own.By == Row.Suite && own.Api == row.Api && own.Caught.All == row.Caught.All));
        return (all ? "The neighbors were given every breakage and every reading; "
            : $"The neighbors were given a sample, up to {Number(judged.Max(row => row.Caught.All))} breakages and {Number(judged.Max(row => row.Quiet.All))} readings of each API; ")
            + "of their tests, those count that pass on a mock that conforms, and one that fails then is a breakage caught or a false alarm. "
            + "They check the shapes and statuses of a document, and that is what they are made for; "
            + "[how they were set up](#the-neighbors).";
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
