using System.Net;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>The parts of a request that have names.</summary>
internal static class RequestParts
{
    private static readonly string[] TextTypes = ["text/", "json", "xml", "x-www-form-urlencoded"];

    public static TemplateMap Query(string query)
    {
        var map = new TemplateMap();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Halves(pair, '=');
            Add(map, WebUtility.UrlDecode(name), WebUtility.UrlDecode(value ?? ""));
        }
        return map;
    }

    /// <summary>In the order of their names, as WireMock shows them.</summary>
    public static TemplateMap Headers(HeaderList headers)
    {
        var map = new TemplateMap(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var value in values)
                Add(map, name, value ?? "");
        }
        return map;
    }

    public static TemplateMap Cookies(HeaderList headers)
    {
        var map = new TemplateMap();
        foreach (var pair in headers["Cookie"].SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var (name, value) = Halves(pair, '=');
            if (value is not null)
                Add(map, name.Trim(), value.Trim().Trim('"'));
        }
        return map;
    }

    /// <summary>Whether a media type is that of a text, as WireMock sees it; without one it is none.</summary>
    public static bool IsText(string mediaType) =>
        TextTypes.Any(word => mediaType.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static (string Name, string? Value) Halves(string pair, char mark)
    {
        var at = pair.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (pair, null) : (pair[..at], pair[(at + 1)..]);
    }

    public static void Add(TemplateMap map, string name, string value)
    {
        if (map.TryGetValue(name, out var known))
            ((OneOrMany)known!).Add(value);
        else
            map[name] = new OneOrMany([value]);
    }
}
