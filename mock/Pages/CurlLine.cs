using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Pages;

/// <summary>A command to copy for an operation. One line, so that PowerShell takes it as well as a POSIX shell does.</summary>
internal static class CurlLine
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>The command, cut where a line may best be broken.</summary>
    public static IEnumerable<string> Of(Operation operation, IReadOnlyList<Credential> credentials, string baseUrl, string key)
    {
        var path = operation.Path.Expand([.. operation.Path.Parameters.Select(_ => "1")]);
        var credential = credentials.Count > 0 ? credentials[0] : null;
        var query = credential?.Place == CredentialPlace.Query ? $"?{credential.Name}={Uri.EscapeDataString(key)}" : "";
        var method = operation.Method == HttpMethod.Get ? "" : $"-X {operation.Method} ";
        return [$"curl {method}{Quote(baseUrl + path + query)}", .. Authentication(credential, key), .. Body(operation)];
    }

    private static string[] Authentication(Credential? credential, string key) => credential?.Place switch
    {
        CredentialPlace.Scheme => ["-H " + Quote($"Authorization: {credential.Name} {key}")],
        CredentialPlace.Basic => ["-u " + Quote($"{key}:x")],
        CredentialPlace.Header => ["-H " + Quote($"{credential.Name}: {key}")],
        _ => [],
    };

    private static IEnumerable<string> Body(Operation operation)
    {
        var body = operation.Bodies.FirstOrDefault(body => body.MediaType == Form)
            ?? operation.Bodies.FirstOrDefault(body => body.Example is not null);
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
