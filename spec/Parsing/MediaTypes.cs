using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The media types of a body (OpenAPI, Media Type Object).</summary>
internal static class MediaTypes
{
    /// <summary>The first that is JSON, else the first; nulls without any.</summary>
    public static (string? Name, JsonNode? Content) Preferred(JsonObject? content)
    {
        if (content is not { Count: > 0 })
            return default;
        var (name, value) = content.FirstOrDefault(media => IsJson(media.Key)) is { Key: not null } json ? json : content.First();
        return (name, value);
    }

    /// <summary>Whether it is JSON by its name (RFC 6839), parameters apart.</summary>
    public static bool IsJson(string name)
    {
        var type = name.Split(';')[0].Trim();
        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
