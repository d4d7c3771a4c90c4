using System.Runtime.CompilerServices;

namespace PlanisoContract.Tests;

/// <summary>The files of this repository, found from where this file was compiled.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), ".."));

    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(PathTo(parts)).ReplaceLineEndings("\n");

    /// <summary>
    /// Holds a generated text against the committed one. With UPDATE_SNAPSHOTS=1 it writes the file instead,
    /// and the change is reviewed as a diff.
    /// </summary>
    public static void ShouldMatch(string actual, params ReadOnlySpan<string> parts)
    {
        var path = PathTo(parts);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, actual);
        var committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        actual.ReplaceLineEndings("\n").ShouldBe(committed, $"{path} is out of date: run the tests with UPDATE_SNAPSHOTS=1 and review the diff.");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
