using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Laravel;

/// <summary>
/// The body as the framework hands it over: forms by PHP's rules (brackets nest, the last of equal names wins), JSON where the
/// type says so; every text trimmed, and null where nothing remains.
/// </summary>
internal static partial class LaravelInput
{
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        if (request.HasJsonContentType())
        {
            try
            {
                return await SensibleServer.ReadAsync(request) is JsonObject body ? (JsonObject)Clean(body)! : [];
            }
            catch (JsonException)
            {
                return [];
            }
        }
        var input = new JsonObject();
        foreach (var (name, values) in await Form(request))
        {
            foreach (var value in values)
                Put(input, name, Clean(value));
        }
        return input;
    }

    private static async Task<IFormCollection> Form(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private static void Put(JsonObject input, string name, JsonNode? value)
    {
        var match = Brackets().Match(name);
        if (!match.Success)
            input[name] = value;
        else if (match.Groups[2].Length == 0)
            (input[match.Groups[1].Value] as JsonArray ?? (JsonArray)(input[match.Groups[1].Value] = new JsonArray())!).Add(value);
        else
            (input[match.Groups[1].Value] as JsonObject ?? (JsonObject)(input[match.Groups[1].Value] = new JsonObject())!)[match.Groups[2].Value] = value;
    }

    private static JsonNode? Clean(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Clean(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Trim() is { Length: > 0 } rest ? rest : null,
        _ => value?.DeepClone(),
    };

    [GeneratedRegex(@"^(\w+)\[(\w*)\]$")]
    private static partial Regex Brackets();
}
