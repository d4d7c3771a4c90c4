using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>Fields that hold the identity of another record, told from their names: <c>author_id</c>, <c>authorId</c>, <c>author_ids</c>.</summary>
internal static class ReferenceGuess
{
    /// <summary>The resource that a field refers to, or null.</summary>
    /// <param name="document">The document.</param>
    /// <param name="resource">The resource of the field.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="schema">Its flattened schema.</param>
    /// <param name="all">The resources of the document.</param>
    public static ResourceGuess? Of(PlainDocument document, ResourceGuess resource, string name, JsonObject schema, ImmutableArray<ResourceGuess> all)
    {
        if (name == resource.Identity)
            return null;
        var (plain, type) = (ConventionalNames.Plain(name), DocumentNode.Text(schema, "type"));
        if (type == "array")
        {
            if (!plain.EndsWith('s') || schema["items"] is not { } items)
                return null;
            (plain, type) = (plain[..^1], DocumentNode.Text(document.Node.Flatten(items, ""), "type"));
        }
        // A record that needs itself could never be made; what it lives under its path names already.
        return all.FirstOrDefault(other => other.Name != resource.Name && other.Name != resource.Parent?.Resource && type == TypeOf(document, other)
            && ConventionalNames.OfOne(other).Any(one => plain == one + ConventionalNames.Plain(other.Identity)));
    }

    /// <summary>The resource whose records a field shows whole (<c>author: {$ref}</c>), or null.</summary>
    public static ResourceGuess? Shown(JsonNode? property, ImmutableArray<ResourceGuess> all) =>
        (DocumentNode.Text(property, "$ref") ?? DocumentNode.Text((property?["allOf"] as JsonArray)?[0], "$ref")) is { } reference
            ? all.FirstOrDefault(other => reference == $"#/components/schemas/{other.Name}") : null;

    private static string? TypeOf(PlainDocument document, ResourceGuess resource) =>
        DocumentNode.Text(document.Node.Flatten(new RecordSchema(document.Node).Flat(resource.Name)!["properties"]![resource.Identity], ""), "type");
}
