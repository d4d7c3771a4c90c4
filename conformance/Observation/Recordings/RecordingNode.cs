using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>A file with recorded traffic cannot be read; the message says where, what was expected and what was found.</summary>
internal sealed class RecordingException(string message) : Exception(message);

/// <summary>A part of a recorded file with its place, so that whatever is wrong with it can be told.</summary>
/// <param name="Node">The value; null where there is none.</param>
/// <param name="Path">As a JSON pointer.</param>
internal sealed record RecordingNode(JsonNode? Node, string Path)
{
    public RecordingNode this[string name] => new((Node as JsonObject)?[name], $"{Path}/{name}");

    public bool Exists => Node is not null;

    /// <summary>The text, or null where there is none.</summary>
    /// <exception cref="RecordingException">It is something else.</exception>
    public string? OptionalText => Node is null ? null
        : Node.GetValueKind() == JsonValueKind.String ? Node.GetValue<string>() : throw Wrong("a text");

    /// <exception cref="RecordingException">There is none.</exception>
    public string Text => OptionalText ?? throw Wrong("a text");

    /// <summary>The number, or null where there is none.</summary>
    /// <exception cref="RecordingException">It is something else.</exception>
    public double? OptionalNumber => Node is null ? null
        : Node.GetValueKind() == JsonValueKind.Number ? Node.GetValue<double>() : throw Wrong("a number");

    /// <exception cref="RecordingException">There is none.</exception>
    public double Number => OptionalNumber ?? throw Wrong("a number");

    /// <summary>A point in time in ISO 8601.</summary>
    /// <exception cref="RecordingException">It is none.</exception>
    public DateTimeOffset Time => DateTimeOffset.TryParse(Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time : throw Wrong("a time such as 2026-11-29T12:00:00.000Z");

    /// <exception cref="RecordingException">It is no absolute URL.</exception>
    public Uri Url => Uri.TryCreate(Text, UriKind.Absolute, out var url) ? url : throw Wrong("an absolute URL");

    /// <exception cref="RecordingException">It is no list.</exception>
    public ImmutableArray<RecordingNode> List => Node is JsonArray list
        ? [.. list.Select((element, at) => new RecordingNode(element, $"{Path}/{at}"))]
        : throw Wrong("a list");

    public RecordingException Wrong(string expected)
    {
        var found = Node?.ToJsonString() ?? "nothing";
        return new RecordingException($"at {(Path.Length == 0 ? "its top" : Path)}: expected {expected}, found {(found.Length > 80 ? found[..77] + "..." : found)}");
    }
}
