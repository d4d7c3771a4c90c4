using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's helpers that read JSON.</summary>
internal static class JsonHelpers
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["jsonPath"] = Found,
        ["parseJson"] = Parsed,
        ["toJson"] = call => call.Subject is { } value ? JsonWriting.Pretty(value) : "",
    };

    private static object? Found(Call call)
    {
        if (call.Subject is not { } subject)
            return "";
        if (call.Count == 0 || call[0] is null)
            return HelperTable.Error("The JSONPath cannot be empty");
        var text = call.Text(0)!;
        if (subject is "")
            return "";
        if (JsonTokens.Document(subject) is not { } document)
            return HelperTable.Error($"{ValueText.Of(subject)} is not valid JSON");
        if (JsonPaths.Compile(text, out _) is not { } path)
            return HelperTable.Error($"{text} is not a valid JSONPath expression");
        var result = path.Read(document);
        var found = result.Many is { } many ? Listed(many) : JsonTokens.Found(result.Value);
        return (found ?? call.Option("default")) switch
        {
            null => "",
            TemplateMap map => new JsonMap(map),
            var value => value,
        };
    }

    private static JsonList Listed(IReadOnlyList<Newtonsoft.Json.Linq.JToken> many)
    {
        var list = new JsonList();
        list.AddRange(many.Select(JsonTokens.Found));
        return list;
    }

    /// <summary>A text, or a block with the name of a variable.</summary>
    private static object? Parsed(Call call)
    {
        if (!call.IsBlock && !call.HasSubject)
            return HelperTable.Error("Missing required JSON string parameter");
        if (call.HasSubject && call.Subject is null)
            return new TemplateMap();
        var name = call.IsBlock ? (call.HasSubject ? call.Required() : null) : call.Text(0);
        var value = Read((call.IsBlock ? call.Body() : call.Required()).Trim());
        return name is null ? value : Variables.Keep(call, name, value);
    }

    private static object Read(string json)
    {
        if (json.Length == 0)
            return new TemplateMap();
        if (JsonReading.TryRead(json, out var value) && value is TemplateMap or TemplateList)
            return value!;
        throw new HelperFault("com.github.tomakehurst.wiremock.common.JsonException", $"expected a JSON object or list, found {(json.Length <= 60 ? json : json[..60] + "…")}");
    }
}
