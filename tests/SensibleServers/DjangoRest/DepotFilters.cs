using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.DjangoRest;

/// <summary>The FilterSet, SearchFilter and OrderingFilter of products.</summary>
internal static class DepotFilters
{
    private static readonly string[] Numbers = ["category", "stock_min", "stock_max"];

    /// <summary>What is wrong with the values of filters, or null.</summary>
    public static JsonObject? Error(IQueryCollection query) =>
        Numbers.FirstOrDefault(name => query[name].ToString() is { Length: > 0 } text && !int.TryParse(text, out _)) is { } wrong
            ? new JsonObject { [wrong] = new JsonArray("Enter a number.") } : null;

    public static IEnumerable<JsonObject> Filtered(IEnumerable<JsonObject> products, IQueryCollection query, DepotDefect defect)
    {
        foreach (var (name, values) in query)
        {
            var text = values.ToString();
            int Number() => int.Parse(text, CultureInfo.InvariantCulture);
            products = (name, text) switch
            {
                (_, "") => products,
                ("category", _) when defect != DepotDefect.FilterIgnored => products.Where(product => (int?)product["category"] == Number()),
                ("stock_min", _) => products.Where(product => (int)product["stock"]! >= Number() + (defect == DepotDefect.BoundExclusive ? 1 : 0)),
                ("stock_max", _) => products.Where(product => (int)product["stock"]! <= Number()),
                ("is_active", "true" or "True" or "1") => products.Where(product => (bool)product["is_active"]!),
                ("is_active", "false" or "False" or "0") => products.Where(product => !(bool)product["is_active"]!),
                ("search", _) => products.Where(product => Holds(product["name"], text, defect) || Holds(product["description"], text, defect)),
                _ => products,
            };
        }
        return products;
    }

    public static IEnumerable<JsonObject> Ordered(IEnumerable<JsonObject> products, string ordering, DepotDefect defect)
    {
        var sorted = ordering.TrimStart('-') switch
        {
            "stock" when defect == DepotDefect.SortedAsTexts => products.OrderBy(product => product["stock"]!.ToString(), StringComparer.Ordinal),
            "stock" => products.OrderBy(product => (int)product["stock"]!),
            "name" => products.OrderBy(product => (string)product["name"]!, StringComparer.OrdinalIgnoreCase),
            _ => products,
        };
        return ordering.StartsWith('-') && ordering[1..] is "stock" or "name" or "id" ? sorted.Reverse() : sorted;
    }

    private static bool Holds(JsonNode? value, string text, DepotDefect defect) => defect == DepotDefect.SearchStartsWith
        ? value?.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase) == true
        : value?.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
