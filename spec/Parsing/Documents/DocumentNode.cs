using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>A document on its way to a contract: its tree and what was found wrong with it so far.</summary>
internal sealed record DocumentNode(string File, JsonObject Root, List<Problem> Problems)
{
    public void Report(string at, string expected, string actual, string? hint = null) =>
        Problems.Add(new Problem(File, at, expected, actual, hint));

    /// <summary>The object that a name should lead to, references followed; reports where there is none.</summary>
    public (JsonObject Node, string At) Follow(JsonNode? node, string at)
    {
        var (found, where) = Pointer.Follow(Root, node, at);
        if (found is JsonObject members)
            return (members, where);
        Report(at, "an object, or a $ref to one in this document", node?.ToJsonString() ?? "nothing");
        return ([], where);
    }

    /// <summary>A schema as tools see it: references followed, <c>allOf</c> merged, the pointer to its own properties kept.</summary>
    public JsonObject Flatten(JsonNode? schema, string at) => Flatten(schema, at, []);

    // A schema that is part of itself ends there.
    private JsonObject Flatten(JsonNode? schema, string at, ImmutableHashSet<string> open)
    {
        var (node, where) = Follow(schema, at);
        node = WithSiblings(schema, node);
        if (node["allOf"] is not JsonArray parts || open.Contains(where))
            return node;
        var merged = new JsonObject();
        for (var i = 0; i < parts.Count; i++)
            Merge(merged, Flatten(parts[i], $"{where}/allOf/{i}", open.Add(where)));
        Merge(merged, node);
        merged.Remove("allOf");
        return merged;
    }

    // What stands beside a reference holds for this place alone (OpenAPI 3.1; of 3.0 many documents have it, too).
    private static JsonObject WithSiblings(JsonNode? schema, JsonObject found)
    {
        if (schema is not JsonObject { Count: > 1 } reference || !reference.ContainsKey("$ref") || ReferenceEquals(reference, found))
            return found;
        var own = (JsonObject)found.DeepClone();
        Merge(own, reference);
        own.Remove("$ref");
        return own;
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            if (into[name] is JsonObject known && value is JsonObject more)
                Merge(known, more);
            else if (into[name] is JsonArray list && value is JsonArray others && name == "required")
            {
                foreach (var other in others)
                    list.Add(other?.DeepClone());
            }
            else
                into[name] = value?.DeepClone();
        }
    }

    public string RequiredText(JsonObject node, string at, string name)
    {
        if (Text(node, name) is { } text)
            return text;
        Report(at, $"a member {name}", "none");
        return "";
    }

    public static string? Text(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool Flag(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static long? Integer(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static IEnumerable<string> Texts(JsonNode? list) =>
        list is JsonArray elements ? elements.OfType<JsonValue>().Select(element => element.ToString()) : [];

    /// <summary>Kebab case: <c>createUser</c> → <c>create-user</c>, <c>custom_no</c> → <c>custom-no</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0 && text[^1] != '-')
                text.Append('-');
            text.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        }
        return text.ToString().Trim('-');
    }
}
