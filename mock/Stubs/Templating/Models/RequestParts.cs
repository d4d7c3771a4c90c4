using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Models;

/// <summary>The parts of a request that have names.</summary>
internal static class RequestParts
{
    private static readonly string[] TextTypes = ["text/", "json", "xml", "x-www-form-urlencoded"];

    public static TemplateMap Of(IEnumerable<KeyValuePair<string, StringValues>> parts, StringComparer? names = null)
    {
        var map = new TemplateMap(names);
        foreach (var (name, values) in parts)
        {
            foreach (var value in values)
                Add(map, name, value ?? "");
        }
        return map;
    }

    /// <summary>In the order of their names, as WireMock shows them.</summary>
    public static TemplateMap Headers(IEnumerable<KeyValuePair<string, StringValues>> headers) =>
        Of(headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a media type is that of a text, as WireMock sees it; without one it is none.</summary>
    public static bool IsText(string mediaType) =>
        TextTypes.Any(word => mediaType.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static void Add(TemplateMap map, string name, string value)
    {
        if (map.TryGetValue(name, out var known))
            ((OneOrMany)known!).Add(value);
        else
            map[name] = new OneOrMany([value]);
    }
}
