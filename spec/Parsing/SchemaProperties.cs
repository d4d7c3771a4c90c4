using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The properties of a schema with the places where they stand: its own, and those of the parts that it is made of (allOf).</summary>
internal static class SchemaProperties
{
    /// <summary>Each property once: of one that several parts have the last says most.</summary>
    public static IEnumerable<(string Name, JsonNode Node, string At)> Of(DocumentNode document, JsonObject schema, string at) =>
        All(document, schema, at, []).GroupBy(property => property.Name).Select(properties => properties.Last());

    private static IEnumerable<(string Name, JsonNode Node, string At)> All(DocumentNode document, JsonObject schema, string at, ImmutableHashSet<string> open) =>
        (schema["allOf"] as JsonArray ?? []).Select((part, index) => document.Follow(part, $"{at}/allOf/{index}"))
            .Where(part => !open.Contains(part.At)).SelectMany(part => All(document, part.Node, part.At, open.Add(part.At)))
            .Concat((schema["properties"] as JsonObject ?? []).Where(property => property.Value is not null)
                .Select(property => (property.Key, property.Value!, Pointer.Down($"{at}/properties", property.Key))));
}
