using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Redmine;

/// <summary>The parameters of a request, as Rails has them: from JSON, XML or a form with brackets.</summary>
internal static partial class RedmineParams
{
    /// <summary>The parameters of the body, or null where it cannot be parsed.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            var type = request.ContentType?.Split(';')[0].Trim();
            if (type == "application/json")
            {
                return request.ContentLength is null or 0 ? [] : await SensibleServer.ReadAsync(request) as JsonObject ?? [];
            }
            if (type is "application/xml" or "text/xml")
            {
                using var reader = new StreamReader(request.Body);
                var text = await reader.ReadToEndAsync();
                return text.Length == 0 ? [] : RedmineXml.Read(text);
            }
            return request.HasFormContentType ? Form(await request.ReadFormAsync()) : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or XmlException or InvalidDataException)
        {
            return null;
        }
    }

    // company[name]=…, company[mails][]=…, company[phones][][kind]=…
    private static JsonObject Form(IFormCollection form)
    {
        var body = new JsonObject();
        foreach (var (name, values) in form)
        {
            if (Nested().Match(name) is not { Success: true } match)
                continue;
            var root = body[match.Groups[1].Value] as JsonObject ?? (JsonObject)(body[match.Groups[1].Value] = new JsonObject())!;
            foreach (var value in values)
            {
                var field = match.Groups[2].Value;
                if (match.Groups[3].Length == 0)
                {
                    root[field] = value;
                    continue;
                }
                var list = root[field] as JsonArray ?? (JsonArray)(root[field] = new JsonArray())!;
                if (match.Groups[4].Length == 0)
                    list.Add((JsonNode?)value);
                else if (list.OfType<JsonObject>().FirstOrDefault(entry => !entry.ContainsKey(match.Groups[4].Value)) is { } started)
                    started[match.Groups[4].Value] = value;
                else
                    list.Add(new JsonObject { [match.Groups[4].Value] = value });
            }
        }
        return body;
    }

    /// <summary>The user name of HTTP's Basic, or null.</summary>
    public static string? BasicUser(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..], bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0] : null;
    }

    [GeneratedRegex(@"^(\w+)\[(\w+)\](\[\](?:\[(\w+)\])?)?$")]
    private static partial Regex Nested();
}
