using System.Text.Json.Nodes;

namespace PlanisoContract.Quality.Neighbors;

/// <summary>
/// The document as a neighbor can read it. Nothing that it says is changed: references that a tool cannot follow are
/// written out, examples get the form that it looks for, and what it cannot read at all is left out.
/// </summary>
internal static class Prepared
{
    /// <summary>The one name that all examples get: those of a request and of its answer belong together by name.</summary>
    private const string Documented = "documented";

    private const string Reference = "$ref";
    private const string Xml = "application/xml";

    /// <summary>References into the middle of a component written out; both tools follow those to whole components only.</summary>
    public static JsonObject Flat(JsonObject document) => (JsonObject)Flat(document, document)!;

    /// <summary>Without query parameters that need not be sent: every request would carry all of them at once.</summary>
    public static JsonObject ForDredd(JsonObject document)
    {
        var flat = Flat(document);
        foreach (var holder in Objects(flat["paths"]).SelectMany(path => Objects(path).Append(path)))
        {
            if (holder["parameters"] is JsonArray parameters)
                parameters.RemoveAll(parameter => parameter is JsonObject one && IsOptionalQuery(one, flat));
        }
        return flat;
    }

    /// <summary>With named examples for what succeeds, one way to send a key, and no XML.</summary>
    public static JsonObject ForSpecmatic(JsonObject document)
    {
        var flat = Flat(document);
        if (flat["security"] is JsonArray { Count: > 1 } ways)
            flat["security"] = new JsonArray(ways[0]!.DeepClone());
        foreach (var parameter in Objects(flat["components"]?["parameters"]).Where(parameter => parameter["in"]?.ToString() == "path"))
            Name(parameter);
        foreach (var path in Objects(flat["paths"]))
        {
            foreach (var operation in Objects(path).Where(member => member["responses"] is not null))
                Exemplify(operation);
        }
        RemoveXml(flat);
        return flat;
    }

    private static JsonNode? Flat(JsonNode? node, JsonObject document) => node switch
    {
        JsonObject reference when reference[Reference]?.ToString() is { } to && to.Split('/').Length > 4 => Flat(At(document, to), document),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Flat(member.Value, document)))),
        JsonArray items => new JsonArray([.. items.Select(item => Flat(item, document))]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? At(JsonNode document, string pointer) => pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Select(step => Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
        .Aggregate((JsonNode?)document, (node, step) => node is JsonArray items
            ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[step]);

    private static bool IsOptionalQuery(JsonObject parameter, JsonObject document)
    {
        var meant = parameter[Reference] is { } to ? At(document, to.ToString())! : parameter;
        return meant["in"]?.ToString() == "query" && meant["required"]?.GetValue<bool>() != true;
    }

    private static void Exemplify(JsonObject operation)
    {
        foreach (var body in Objects(operation["requestBody"]?["content"]))
            Name(body);
        var success = ((JsonObject)operation["responses"]!).FirstOrDefault(answer => answer.Key.StartsWith('2')).Value;
        foreach (var body in Objects(success?["content"]))
            Name(body);
    }

    private static void Name(JsonObject holder)
    {
        if (!holder.Remove("example", out var example))
            return;
        holder["examples"] = new JsonObject { [Documented] = new JsonObject { ["value"] = example } };
    }

    private static void RemoveXml(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            (members["content"] as JsonObject)?.Remove(Xml);
            // How a schema looks in XML; it makes Specmatic take the schema for XML wherever it stands.
            members.Remove("xml");
        }
        foreach (var child in node switch
        {
            JsonObject all => all.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        })
            RemoveXml(child);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        (node as JsonObject)?.Select(member => member.Value).OfType<JsonObject>() ?? [];
}
