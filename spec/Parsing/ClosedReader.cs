using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Reads <c>x-choice</c>: the values that declared records of another resource have in some of their fields.</summary>
internal sealed class ClosedReader(DocumentNode document)
{
    public ChoiceWord? Choice(JsonObject schema, string at)
    {
        if (schema["x-choice"] is not JsonObject word)
            return null;
        var resource = DocumentNode.Text(word, "resource")!;
        var records = (document.Root["components"]?["schemas"]?[resource]?["x-records"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (records.Count < 2)
            document.Report($"{at}/x-choice/resource", "a resource with at least two x-records", resource);
        var by = DocumentNode.Texts(word["by"]).ToImmutableArray();
        foreach (var name in by.Where(name => records.Exists(record => DocumentNode.Text(record, name) is null)))
            document.Report($"{at}/x-choice/by", $"fields that each of the x-records of {resource} has as text", name);
        return new ChoiceWord(resource, by, [.. by.Select(name => records.Select(record => DocumentNode.Text(record, name) ?? "").ToImmutableArray())]);
    }
}
