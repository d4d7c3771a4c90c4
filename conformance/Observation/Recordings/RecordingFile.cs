using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>A file with recorded traffic: an HTTP Archive, the mock's journal, or a report of the suite. What it is, it says itself.</summary>
internal static class RecordingFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Its exchanges, the earliest first.</summary>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    public static ImmutableArray<RecordedExchange> Read(FileInfo file)
    {
        try
        {
            // Charles writes a byte order mark.
            var text = File.ReadAllText(file.FullName);
            return [.. Of(new RecordingNode(Parse(text), "")).OrderBy(exchange => exchange.Started)];
        }
        catch (RecordingException wrong)
        {
            throw new RecordingException($"{file.Name} cannot be read, {wrong.Message}.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{file.FullName} cannot be read: {wrong.Message}");
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient);
        }
        catch (JsonException wrong)
        {
            throw new RecordingException($"in line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: expected JSON. {wrong.Message.Split(" LineNumber:")[0].TrimEnd('.')}");
        }
    }

    private static ImmutableArray<RecordedExchange> Of(RecordingNode root) => root.Node switch
    {
        JsonObject har when har.ContainsKey("log") => HarReader.Read(root),
        JsonObject journal when journal.ContainsKey("entries") => JournalReader.Read(root["entries"]),
        JsonObject report when report.ContainsKey("rules") => ReportReader.Read(root),
        JsonArray => JournalReader.Read(root),
        _ => throw root.Wrong("an HTTP Archive (log.entries), a journal of the mock (entries), or a report.json of the suite (rules)"),
    };
}
