using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>What a body, or a part of one, must be: a pattern for its text, or <c>binaryEqualTo</c> (wiremock.org, "Request Matching", "Binary equality").</summary>
internal sealed class ContentPattern
{
    private const string Binary = "binaryEqualTo";
    private readonly ValuePattern? _text;
    private readonly byte[] _bytes = [];

    private ContentPattern(ValuePattern text) => _text = text;

    private ContentPattern(byte[] bytes) => _bytes = bytes;

    /// <summary>For people.</summary>
    public string Expected => _text?.Expected ?? $"{Binary} {Convert.ToBase64String(_bytes)}";

    public static ContentPattern? Read(JsonPlace place)
    {
        if (place.Member(Binary) is not { } binary)
            return ValuePattern.Read(place) is { } text ? new ContentPattern(text) : null;
        place.NoOthers();
        if (binary.Node is JsonValue value && value.TryGetValue(out string? written))
        {
            var bytes = new byte[written.Length];
            if (Convert.TryFromBase64String(written, bytes, out var length))
                return new ContentPattern(bytes[..length]);
        }
        binary.Expect("bytes in Base64");
        return null;
    }

    /// <param name="bytes">The content.</param>
    /// <param name="text">The content as text; null where there is none.</param>
    public bool Matches(ReadOnlyMemory<byte> bytes, string? text) => _text?.Matches(text) ?? bytes.Span.SequenceEqual(_bytes);

    /// <inheritdoc cref="Matches"/>
    public double DistanceTo(ReadOnlyMemory<byte> bytes, string? text) => _text?.DistanceTo(text) ?? (Matches(bytes, text) ? 0 : 1);

    public JsonObject ToJson() => _text?.ToJson() ?? new JsonObject { [Binary] = Convert.ToBase64String(_bytes) };
}
