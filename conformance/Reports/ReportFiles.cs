using System.Text;
using PlanisoContract.Conformance.Reports.HtmlPage;

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

    public static void Write(Report report, DirectoryInfo directory)
    {
        Write(directory, Json, JsonReport.Of(report.Result));
        Write(directory, Html, HtmlReport.Of(report));
        Write(directory, JUnit, JUnitReport.Of(report));
        Write(directory, Markdown, MarkdownReport.Of(report));
        Write(directory, Profile, ProfileFile.Of(report.Result));
    }

    private static void Write(DirectoryInfo directory, string name, string text) =>
        File.WriteAllText(Path.Combine(directory.FullName, name), text, Utf8);
}
