using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Finds references that lead nowhere or back to themselves, and schemas that are no objects.</summary>
internal static class ReferenceCheck
{
    /// <summary>Reports every reference of a document that cannot be followed, and every named schema that is none.</summary>
    public static void Check(string file, JsonObject root, List<Problem> problems)
    {
        foreach (var (members, at, name) in DocumentObjects.From(root, "", ""))
        {
            if (members["$ref"] is JsonValue reference && (Pointer.Follow(root, members, at).Node is not { } found || (found as JsonObject)?["$ref"] is JsonValue))
                problems.Add(new Problem(file, $"{at}/$ref", "a reference to something in the document", $"{reference}", Hint(root, $"{reference}")));
            if (name is "properties" or "schemas")
                problems.AddRange(members.Where(member => member.Value is not JsonObject).Select(member => new Problem(file, Pointer.Down(at, member.Key), "a schema: an object", member.Value?.ToJsonString() ?? "null")));
        }
    }

    private static string? Hint(JsonObject root, string reference) =>
        !reference.StartsWith("#/", StringComparison.Ordinal) ? "references to files and addresses: bundle the document first"
        : Pointer.Find(root, reference[1..reference.LastIndexOf('/')]) is not JsonObject around ? null
        : around.ContainsKey(reference[(reference.LastIndexOf('/') + 1)..]) ? "it leads back to itself"
        : Nearest.Hint(reference[(reference.LastIndexOf('/') + 1)..], around.Select(member => member.Key));
}
