using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>The parts of a multipart body, by name (RFC 7578).</summary>
internal static class MultipartModel
{
    public static bool IsMultipart(StubRequest request) => Boundary(request) is not null;

    public static TemplateMap PartsOf(StubRequest request)
    {
        var parts = new TemplateMap();
        if (Boundary(request) is not { } boundary)
            return parts;
        try
        {
            Read(new MultipartReader(boundary, new MemoryStream(request.Body.ToArray())), parts);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // What was read until there is what there is.
        }
        return parts;
    }

    private static void Read(MultipartReader reader, TemplateMap parts)
    {
        // The body is in memory: nothing here waits.
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            using var content = new MemoryStream();
            section.Body.CopyTo(content);
            var name = section.GetContentDispositionHeader()?.Name.Value?.Trim('"') ?? "";
            parts.TryAdd(name, Part(name, section, content.ToArray()));
        }
    }

    private static TemplateMap Part(string name, MultipartSection section, byte[] content)
    {
        var headers = new TemplateMap(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values) in (section.Headers ?? []).OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var value in values)
                RequestParts.Add(headers, key.ToLowerInvariant(), value ?? "");
        }
        return new TemplateMap
        {
            ["name"] = name,
            ["headers"] = headers,
            ["body"] = Encoding.UTF8.GetString(content),
            ["bodyAsBase64"] = Convert.ToBase64String(content),
            ["binary"] = !RequestParts.IsText(section.ContentType ?? ""),
        };
    }

    private static string? Boundary(StubRequest request) =>
        MediaTypeHeaderValue.TryParse(request.Headers["Content-Type"].ToString(), out var type)
        && type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? boundary.Value
            : null;
}
