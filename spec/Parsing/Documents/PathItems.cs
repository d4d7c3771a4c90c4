using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Path items that are references (OpenAPI, Path Item Object).</summary>
internal static class PathItems
{
    /// <summary>Puts what they refer to in their places. One that leads nowhere stays.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Inline(JsonObject root)
    {
        var references = (root["paths"] as JsonObject ?? []).Where(path => path.Value is JsonObject item && item.ContainsKey("$ref")).ToList();
        foreach (var (path, item) in references)
        {
            if (Pointer.Follow(root, item, "").Node is JsonObject { } found)
                root["paths"]![path] = found.DeepClone();
        }
        return references.Count > 0;
    }
}
