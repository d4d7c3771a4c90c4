using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Wiremock.Cases;

/// <summary>The committed cases and recordings.</summary>
internal static class Files
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Directory { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>All topics that have cases, sorted.</summary>
    public static ImmutableArray<string> Topics => TopicsIn("cases");

    /// <summary>All topics that are recorded, sorted.</summary>
    public static ImmutableArray<string> RecordedTopics => TopicsIn("recorded");

    /// <exception cref="RecordingException">It is no list of cases.</exception>
    public static ImmutableArray<StubCase> Cases(string topic) => new CaseReader(topic).Read(File.ReadAllText(Path.Combine(Directory, "cases", $"{topic}.json")));

    /// <summary>The answers of a topic's cases by their names; empty where nobody recorded it.</summary>
    public static JsonObject Recorded(string topic) =>
        File.Exists(RecordingOf(topic)) ? (JsonObject)JsonNode.Parse(File.ReadAllText(RecordingOf(topic)))! : [];

    /// <summary>A recording as it is committed.</summary>
    public static string Text(JsonObject answers) => answers.ToJsonString(Readable) + "\n";

    public static string RecordingOf(string topic) => Path.Combine(Directory, "recorded", $"{topic}.json");

    /// <summary>Which cases differ on purpose, and why.</summary>
    public static ImmutableSortedDictionary<string, string> Differences() =>
        JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(File.ReadAllText(Path.Combine(Directory, "differences.json")))!;

    private static ImmutableArray<string> TopicsIn(string name)
    {
        var directory = new DirectoryInfo(Path.Combine(Directory, name));
        return directory.Exists
            ? [.. directory.GetFiles("*.json").Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal)] : [];
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
