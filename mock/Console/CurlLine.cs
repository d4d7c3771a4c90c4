using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Console;

/// <summary>A command to copy for an operation. One line, so that PowerShell takes it as well as a POSIX shell does.</summary>
internal static class CurlLine
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>The command, cut where a line may best be broken.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="schemes">The ways to send a key, the one to use first.</param>
    /// <param name="values">What to fill parameters with.</param>
    /// <param name="baseUrl">Of the mock.</param>
    /// <param name="key">The key.</param>
    public static IEnumerable<string> Of(
        Operation operation, IReadOnlyList<SecurityScheme> schemes, ExampleValues values, string baseUrl, string key)
    {
        var scheme = schemes.Count > 0 ? schemes[0] : null;
        List<string> query = [];
        if (operation.Filter is { InPath: false, Required: true } filter)
            query.Add($"{filter.Parameter}={Uri.EscapeDataString(values.Filter(operation))}");
        if (scheme?.Place == SecurityPlace.Query)
            query.Add($"{scheme.Name}={Uri.EscapeDataString(key)}");
        var url = baseUrl + values.Path(operation) + (query.Count > 0 ? "?" : "") + string.Join('&', query);
        var method = operation.Method == HttpMethod.Get ? "" : $"-X {operation.Method} ";
        return [$"curl {method}{Quote(url)}", .. Authentication(scheme, key), .. Body(operation)];
    }

    private static string[] Authentication(SecurityScheme? scheme, string key) => scheme?.Place switch
    {
        SecurityPlace.Scheme => ["-H " + Quote($"Authorization: {scheme.Name} {key}")],
        SecurityPlace.Basic => ["-u " + Quote($"{key}:x")],
        SecurityPlace.Header => ["-H " + Quote($"{scheme.Name}: {key}")],
        _ => [],
    };

    private static IEnumerable<string> Body(Operation operation)
    {
        var body = operation.Bodies.FirstOrDefault(body => body.Example is not null);
        if (body?.Example is null)
            return [];
        if (body.MediaType == Form && body.Example is JsonObject fields)
            return fields.SelectMany(field => Flatten(field.Key, field.Value)).Select(Parameter);
        var text = body.Example is JsonValue value && value.TryGetValue(out string? sent) ? sent : body.Example.ToJsonString(Plainly);
        return [$"-H {Quote($"Content-Type: {body.MediaType}")}", $"-d {Quote(text)}"];
    }

    private static readonly JsonSerializerOptions Plainly =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // As PHP reads them: members in brackets, list elements in empty ones, flags as 1 and nothing.
    private static IEnumerable<(string Name, string Value)> Flatten(string name, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Flatten($"{name}[{member.Key}]", member.Value)),
        JsonArray list => list.SelectMany(element => Flatten($"{name}[]", element)),
        JsonValue value when value.TryGetValue(out bool flag) => [(name, flag ? "1" : "")],
        _ => [(name, node?.ToString() ?? "")],
    };

    private static string Parameter((string Name, string Value) pair) =>
        (pair.Value.All(IsUnreserved) ? "-d " : "--data-urlencode ") + Quote($"{pair.Name}={pair.Value}");

    private static bool IsUnreserved(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~';

    private static string Quote(string text) =>
        text.All(character => IsUnreserved(character) || character is ':' or '/' or '=') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
