using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>JSON pointers (RFC 6901) and the references of a document.</summary>
public static class Pointer
{
    /// <summary>The pointer to a member or element of what <paramref name="pointer"/> points to.</summary>
    public static string Down(string pointer, string token) =>
        $"{pointer}/{token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>What the pointer points to, or null.</summary>
    public static JsonNode? Find(JsonNode root, string pointer)
    {
        JsonNode? node = root;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                JsonObject members => members[name],
                JsonArray list when int.TryParse(name, out var index) && index >= 0 && index < list.Count => list[index],
                _ => null,
            };
        }
        return node;
    }

    /// <summary>The node itself, or what its <c>$ref</c> leads to, with the pointer to it; a null node if that leads nowhere.</summary>
    public static (JsonNode? Node, string At) Follow(JsonNode root, JsonNode? node, string at)
    {
        for (var hops = 0; hops < 32 && node is JsonObject { } members && members["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var target); hops++)
        {
            if (!target.StartsWith("#/", StringComparison.Ordinal))
                return (null, at);
            // Braces in it are often escaped, as in any URI.
            at = Uri.UnescapeDataString(target[1..]);
            node = Find(root, at);
        }
        return (node, at);
    }
}
