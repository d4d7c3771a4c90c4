using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Quality.Own;

/// <summary>The kinds of breakages that an observer need not notice in the suite's traffic, each with its reason: <c>unseen.txt</c>.</summary>
internal static class Unseen
{
    /// <summary>By API and kind the reason.</summary>
    public static ImmutableDictionary<(string Api, string Kind), string> Reasons { get; } = Lines().Where(line => line.Length > 0)
        .SelectMany(Read).ToImmutableDictionary(line => (line.Api, line.Kind), line => line.Reason);

    /// <summary>What the breakage of a rule is called there.</summary>
    public static string Kind(Rule rule, Mode breakage) => $"{rule.Behavior.Name} {breakage.Name}";

    private static string[] Lines()
    {
        using var file = new StreamReader(typeof(Unseen).Assembly.GetManifestResourceStream("unseen.txt")!);
        return file.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }

    // lightening: max-length too-tight, minimum too-tight: Why it cannot be told.
    private static IEnumerable<(string Api, string Kind, string Reason)> Read(string line)
    {
        var parts = line.Split(": ", 3);
        return parts[1].Split(", ").Select(kind => (parts[0], kind, parts[2]));
    }
}
