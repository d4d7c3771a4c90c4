using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Admin;

/// <summary>JSON that people write by hand: comments are welcome, a name given twice is not.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8, documentOptions: Options);
}
