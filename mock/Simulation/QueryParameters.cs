namespace PlanisoContract.Mock.Simulation;

/// <summary>A raw query string, name by name.</summary>
internal static class QueryParameters
{
    /// <summary>Names and values, decoded, in the order sent.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string query) =>
        Parts(query).Select(part => (Decode(part.Name), Decode(part.Value ?? "")));

    /// <summary>Names and values as sent; a value is null where there is no equals sign.</summary>
    public static IEnumerable<(string Name, string? Value)> Parts(string query)
    {
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? (part, null) : (part[..equals], part[(equals + 1)..]);
        }
    }

    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
