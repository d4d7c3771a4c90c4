using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's helpers that change JSON.</summary>
internal static class JsonChanges
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["jsonMerge"] = Merged,
        ["jsonRemove"] = Removed,
        ["jsonArrayAdd"] = Added,
    };

    private static string Merged(Call call)
    {
        if (call.Subject is not string baseText)
            return HelperTable.Error("Base JSON parameter must be a string");
        if (!JsonReading.TryRead(baseText, out var read))
            return HelperTable.Error($"Base JSON is not valid JSON ('{baseText}')");
        if (read is not TemplateMap target)
            return HelperTable.Error($"Base JSON is not a JSON object ('{baseText}')");
        if ((call.IsBlock ? call.Body() : call[0]) is not string otherText)
            return HelperTable.Error("JSON to merge must be a string");
        if (!JsonReading.TryRead(otherText, out var other))
            return HelperTable.Error($"JSON to merge is not valid JSON ('{otherText}')");
        if (other is not TemplateMap source)
            return HelperTable.Error($"JSON to merge is not a JSON object ('{otherText}')");
        Merge(target, source);
        return JsonWriting.Compact(target);
    }

    private static void Merge(TemplateMap target, TemplateMap source)
    {
        foreach (var (name, value) in source)
        {
            if (value is TemplateMap inner && target.TryGetValue(name, out var known) && known is TemplateMap existing)
                Merge(existing, inner);
            else
                target[name] = value;
        }
    }

    private static string Removed(Call call)
    {
        if (call.Subject is not string text)
            return HelperTable.Error("Input JSON must be a string");
        if (text == "null")
            return text;
        if (call.Count != 1)
            return HelperTable.Error("A single JSONPath expression parameter must be supplied");
        if (call[0] is not string pathText)
            return HelperTable.Error("JSONPath parameter must be a string");
        if (JsonPaths.Document(text) is not { } document)
            return HelperTable.Error($"Input JSON string is not valid JSON ('{text}')");
        if (pathText.Length == 0 || JsonPaths.Compile(pathText, out _) is not { } path)
            return HelperTable.Error($"JSONPath parameter is not a valid JSONPath expression ('{pathText}')");
        var result = path.Read(document);
        IReadOnlyList<JToken> found = result.Many ?? (result.Value is { } one ? [one] : []);
        if (found.Contains(document))
            return HelperTable.Error($"Delete operation cannot be applied to JSONPath expression ('{pathText}')");
        if (!result.IsFound)
            return text;
        foreach (var token in found)
            (token.Parent is JProperty member ? member : token).Remove();
        return JsonWriting.Compact(JsonTokens.Exact(document));
    }

    private static string Added(Call call)
    {
        if (call.Subject is not string text)
            return HelperTable.Error("Base JSON must be a string");
        if (JsonPaths.Document(text) is not { } document)
            return HelperTable.Error($"Base JSON is not valid JSON ('{text}')");
        var list = document;
        if (call.Option("jsonPath") is { } option)
        {
            if (option is not string pathText)
                return HelperTable.Error("jsonPath option must be a string");
            if (pathText.Length == 0 || JsonPaths.Compile(pathText, out _) is not { } path)
                return HelperTable.Error($"jsonPath option is not valid JSONPath expression ('{pathText}')");
            list = path.Read(document).Value;
            if (list is not JArray)
                return HelperTable.Error($"Target JSON is not a JSON array (root: '{text}', jsonPath: '{pathText}')");
        }
        if (list is not JArray target)
            return HelperTable.Error($"Target JSON is not a JSON array ('{text}')");
        return AddTo(target, call) ?? JsonWriting.Compact(JsonTokens.Exact(document));
    }

    /// <summary>Null, or what is wrong.</summary>
    private static string? AddTo(JArray target, Call call)
    {
        if ((call.IsBlock ? call.Body() : call[0]) is not string itemText)
            return HelperTable.Error("Item-to-add JSON must be a string");
        if (JsonPaths.Document(itemText) is not { } item)
            return HelperTable.Error($"Item-to-add JSON is not valid JSON ('{itemText}')");
        if (call.Option("flatten") is not (null or bool))
            return HelperTable.Error("flatten option must be a boolean");
        if (call.IsTrue("flatten") && item is JArray items)
            target.Add(items.Cast<object>().ToArray());
        else
            target.Add(item);
        switch (call.Option("maxItems"))
        {
            case null:
                return null;
            case int most when most < 0:
                return HelperTable.Error("maxItems option integer must be positive");
            case int most:
                while (target.Count > most)
                    target.RemoveAt(0);
                return null;
            default:
                return HelperTable.Error("maxItems option must be an integer");
        }
    }
}
