using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Wiremock.Cases;

/// <summary>Reads a file of cases, and refuses what it does not know: a member written wrongly would test nothing.</summary>
internal sealed class CaseReader(string topic)
{
    private static readonly string[] CaseMembers = ["name", "why", "globalTemplating", "stubs", "steps"];
    private static readonly string[] StepMembers = ["method", "url", "headers", "body", "base64Body", "jsonBody"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="RecordingException">It is no list of cases.</exception>
    public ImmutableArray<StubCase> Read(string text)
    {
        try
        {
            ImmutableArray<StubCase> cases = [.. List(JsonNode.Parse(text), "the file").Select((node, index) => ReadCase(Object(node, $"case {index + 1}")))];
            return cases.GroupBy(found => found.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw Wrong($"two cases are named {twice.Key}") : cases;
        }
        catch (JsonException wrong)
        {
            throw Wrong(wrong.Message);
        }
        catch (FormatException wrong)
        {
            throw Wrong(wrong.Message);
        }
    }

    private StubCase ReadCase(JsonObject node)
    {
        var name = Text(node["name"], "name");
        Known(node, CaseMembers, name);
        var steps = List(node["steps"], $"{name}: steps").Select((step, index) => ReadStep(Object(step, $"{name}: step {index + 1}"), name));
        return new StubCase(topic, name, node.ToJsonString(Plain), node["globalTemplating"]?.GetValue<bool>() ?? false,
            [.. List(node["stubs"] ?? new JsonArray(), $"{name}: stubs").Select(stub => Object(stub, $"{name}: a stub"))], [.. steps]);
    }

    private CaseStep ReadStep(JsonObject node, string name)
    {
        Known(node, StepMembers, name);
        var url = Text(node["url"], $"{name}: url");
        var headers = Object(node["headers"] ?? new JsonObject(), $"{name}: headers").SelectMany(header => header.Value is JsonArray values
            ? values.Select(value => KeyValuePair.Create(header.Key, Text(value, $"{name}: {header.Key}")))
            : [KeyValuePair.Create(header.Key, Text(header.Value, $"{name}: {header.Key}"))]);
        return new CaseStep(node["method"] is { } method ? Text(method, $"{name}: method") : "GET", url, [.. headers], Body(node, name));
    }

    private ReadOnlyMemory<byte>? Body(JsonObject node, string name)
    {
        if (node.Count(member => member.Key is "body" or "base64Body" or "jsonBody") > 1)
            throw Wrong($"{name}: a step has one body");
        if (node["body"] is { } text)
            return Encoding.UTF8.GetBytes(Text(text, $"{name}: body"));
        if (node["base64Body"] is { } encoded)
            return Convert.FromBase64String(Text(encoded, $"{name}: base64Body"));
        return node.TryGetPropertyValue("jsonBody", out var json) ? JsonSerializer.SerializeToUtf8Bytes(json, Plain) : null;
    }

    private JsonArray List(JsonNode? node, string what) => node as JsonArray ?? throw Wrong($"{what} is no list");

    private JsonObject Object(JsonNode? node, string what) => node as JsonObject ?? throw Wrong($"{what} is no object");

    private string Text(JsonNode? node, string what) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong($"{what} is no text");

    private void Known(JsonObject node, string[] known, string name)
    {
        if (node.Select(member => member.Key).Except(known).FirstOrDefault() is { } other)
            throw Wrong($"{name}: unknown member {other}; known are {string.Join(", ", known)}");
    }

    private RecordingException Wrong(string what) => new($"cases/{topic}.json: {what}.");
}
