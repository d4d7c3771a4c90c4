using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>A path, and a pattern for what it finds: <c>"$.a"</c> or <c>{ "expression": "$.a", "equalTo": "x" }</c>.</summary>
/// <param name="Expression">The path.</param>
/// <param name="Pattern">Null where it is enough that something is found.</param>
/// <param name="Place">Where the path stands.</param>
internal sealed record InnerPattern(string Expression, ValuePattern? Pattern, JsonPlace Place)
{
    public static InnerPattern? Read(JsonPlace place)
    {
        if (place.Object is null)
            return place.Text() is { } simple ? new InnerPattern(simple, null, place) : null;
        var where = place.Member("expression");
        if (where is null)
            place.Problems.Add(place.Pointer, "expression is missing: { \"expression\": a path, and a pattern such as \"equalTo\": a text }.");
        var expression = where?.Text();
        // The pattern is read from the same object: what it does not know there is refused by it, and that there is none.
        var pattern = ValuePattern.Read(place);
        return expression is null ? null : new InnerPattern(expression, pattern, where!);
    }

    public static JsonObject ToJson(string word, string expression, ValuePattern? pattern)
    {
        if (pattern is null)
            return new JsonObject { [word] = expression };
        var inner = new JsonObject { ["expression"] = expression };
        foreach (var (name, value) in pattern.ToJson())
            inner[name] = value?.DeepClone();
        return new JsonObject { [word] = inner };
    }
}
