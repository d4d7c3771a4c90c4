using System.Runtime.CompilerServices;

namespace PlanisoContract.Quality.Published;

/// <summary>The place of the table in tests/Quality/README.md: between two marks.</summary>
internal static class Readme
{
    public const string Begin = "<!-- quality -->";
    public const string End = "<!-- /quality -->";

    /// <summary>The README of the repository that this was compiled in.</summary>
    public static string Location { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "README.md"));

    /// <summary>The text with the table in place of what is between the marks.</summary>
    /// <exception cref="MeasureException">The marks are not there, once each and in order.</exception>
    public static string Replace(string text, string table)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin || text.LastIndexOf(Begin, StringComparison.Ordinal) != begin || text.LastIndexOf(End, StringComparison.Ordinal) != end)
            throw new MeasureException($"tests/Quality/README.md needs a line {Begin} and after it a line {End}, each once. The table goes between them.");
        return $"{text[..(begin + Begin.Length)]}\n\n{table.Trim()}\n\n{text[end..]}";
    }

    public static async Task WriteAsync(string table) =>
        await File.WriteAllTextAsync(Location, Replace((await File.ReadAllTextAsync(Location)).ReplaceLineEndings("\n"), table));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
