using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What the requests of a resource send.</summary>
internal static class RequestGuess
{
    /// <summary>The member of a request below which the fields stand (<c>{"pet": {...}}</c>), or null.</summary>
    public static string? Root(RecordSchema schemas, ResourceGuess resource)
    {
        var fields = schemas.Flat(resource.Name)!["properties"] as JsonObject ?? [];
        return Requests(schemas, resource).Select(request => request["properties"] as JsonObject ?? [])
            .Where(properties => properties.Count == 1 && !fields.ContainsKey(properties.First().Key))
            .Where(properties => schemas.Flat(properties.First().Value)?["properties"] is JsonObject inside && inside.Any(property => fields.ContainsKey(property.Key)))
            .Select(properties => properties.First().Key).FirstOrDefault();
    }

    /// <summary>The properties that requests have, each once.</summary>
    public static ImmutableArray<(string Name, JsonObject Schema)> Sent(RecordSchema schemas, ResourceGuess resource) =>
    [
        .. Requests(schemas, resource).Select(request => resource.Root is { } root && request["properties"]?[root] is { } inside ? schemas.Flat(inside) : request)
            .SelectMany(request => request?["properties"] as JsonObject ?? []).DistinctBy(property => property.Key)
            .Select(property => (property.Key, schemas.Flat(property.Value) ?? [])),
    ];

    private static IEnumerable<JsonObject> Requests(RecordSchema schemas, ResourceGuess resource) =>
        resource.Groups.SelectMany(group => (IEnumerable<PlainOperation>)[.. group.OnCollection.Where(operation => operation.Method == "post"), .. group.OnItem.Select(item => item.Operation).Where(operation => operation.Method is "put" or "patch" or "post")])
            .Select(operation => schemas.Flat(schemas.Request(operation))).OfType<JsonObject>();
}
