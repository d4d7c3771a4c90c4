using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What a delete leaves behind, where a word of another tool (x-soft-delete) says that it leaves something.</summary>
internal static class SoftDeleteGuess
{
    /// <summary>Whether the word stands at the schema or at a delete of it.</summary>
    public static bool IsSaid(RecordSchema schemas, ResourceGuess resource) => Said(schemas, resource) is not null;

    /// <summary>The field that a delete turns false or sets to its time; null where none can be told.</summary>
    public static string? Field(RecordSchema schemas, ResourceGuess resource)
    {
        if (Said(schemas, resource) is not { } said)
            return null;
        var fields = schemas.Flat(resource.Name)!["properties"] as JsonObject ?? [];
        IEnumerable<string> Of(string type, string? format) =>
            fields.Where(field => schemas.Flat(field.Value) is { } schema && DocumentNode.Text(schema, "type") == type && DocumentNode.Text(schema, "format") == format).Select(field => field.Key);
        string[] times = [.. Of("string", "date-time")];
        string[] flags = [.. Of("boolean", null)];
        return said is JsonValue named && times.Concat(flags).Contains(named.ToString()) ? named.ToString()
            : ConventionalNames.Find(ConventionalNames.DeletionTimes, times) ?? ConventionalNames.Find(ConventionalNames.ActiveFlags, flags);
    }

    private static JsonNode? Said(RecordSchema schemas, ResourceGuess resource) => schemas.Flat(resource.Name)!["x-soft-delete"]
        ?? resource.Groups.SelectMany(group => group.OnItem).Where(item => item.Operation.Method == "delete").Select(item => item.Operation.Node["x-soft-delete"]).FirstOrDefault(said => said is not null);
}
