using System.Text;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The reports as files. Their names are fixed; other tools look for them.</summary>
internal static class ReportFiles
{
    public const string Json = "report.json";
    public const string Html = "report.html";
    public const string JUnit = "junit.xml";
    public const string Markdown = "summary.md";
    public const string Profile = "profile.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes them when the run has ended, if somebody asked for them.</summary>
    public static void Listen(Run run, DirectoryInfo? directory) => run.Happened += happened =>
    {
        if (happened is RunEvent.RunEnded { Result: var result } && directory is not null)
            Write(result, directory);
    };

    private static void Write(RunResult result, DirectoryInfo directory)
    {
        Write(directory, Json, JsonReport.Of(result));
        Write(directory, Html, HtmlReport.Of(result));
        Write(directory, JUnit, JUnitReport.Of(result));
        Write(directory, Markdown, MarkdownReport.Of(result));
        Write(directory, Profile, ProfileFile.Of(result));
    }

    private static void Write(DirectoryInfo directory, string name, string text) =>
        File.WriteAllText(Path.Combine(directory.FullName, name), text, Utf8);
}
