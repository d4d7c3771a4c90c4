using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>What a documented example of an answer shows, whatever envelope is around it.</summary>
internal static class Example
{
    /// <summary>The outermost object with an identity, or null.</summary>
    public static JsonObject? Record(JsonNode? example, string identity)
    {
        for (List<JsonNode?> level = [example]; level.Count > 0; level = [.. level.SelectMany(Children)])
        {
            if (level.OfType<JsonObject>().FirstOrDefault(members => members.ContainsKey(identity)) is { } record)
                return record;
        }
        return null;
    }

    public static AnswerHolds Holds(JsonObject? record, Resource resource) => record switch
    {
        null => AnswerHolds.Nothing,
        { Parent: JsonArray } => AnswerHolds.Records,
        _ when record.Count(member => resource.Fields.Any(field => field.Name == member.Key)) > 1 => AnswerHolds.Record,
        _ => AnswerHolds.Identity,
    };

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray list => list,
        _ => [],
    };
}
