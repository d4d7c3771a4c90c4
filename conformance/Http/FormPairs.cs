using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Http;

/// <summary>Values in a form-encoded body: lists and members in brackets, as PHP and Rails read them.</summary>
internal static class FormPairs
{
    /// <summary>A value under its name. An empty list is one empty element: a form cannot say it otherwise.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string name, JsonNode? value) => value switch
    {
        JsonArray { Count: 0 } => [($"{name}[]", "")],
        JsonArray list => list.SelectMany(element => Of($"{name}[]", element)),
        JsonObject members => members.SelectMany(member => Of($"{name}[{member.Key}]", member.Value)),
        _ => [(name, Text(value))],
    };

    /// <summary>Encoded pairs, each within the root element where there is one.</summary>
    public static string Join(IEnumerable<(string Name, string Value)> pairs, string? root) =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(Within(root, pair.Name))}={Uri.EscapeDataString(pair.Value)}"));

    public static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => JsonText.Write(value),
    };

    // root[name], and root[name][] for name[].
    private static string Within(string? root, string name)
    {
        if (root is null)
            return name;
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? $"{root}[{name}]" : $"{root}[{name[..bracket]}]{name[bracket..]}";
    }
}
