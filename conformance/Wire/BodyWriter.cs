using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Wire;

/// <summary>Writes an input, which is by field names, into a body as the documented requests name and encode it.</summary>
internal static class BodyWriter
{
    public const string FormType = "application/x-www-form-urlencoded";
    public const string JsonType = "application/json";

    /// <param name="contract">Knows the linked resources.</param>
    /// <param name="resource">The resource that the input is of.</param>
    /// <param name="input">By field names; a name that is no field's stands as it is.</param>
    /// <param name="extra">Input names as they stand, or null.</param>
    /// <param name="form">How to write it.</param>
    public static (string ContentType, string Body) Write(
        Contract contract, Resource resource, JsonObject input, JsonObject? extra, BodyForm form)
    {
        if (form == BodyForm.Json)
        {
            var body = Named(contract, resource, input);
            foreach (var (name, value) in extra ?? [])
                body[name] = value?.DeepClone();
            return (JsonType, JsonText.Write(body));
        }
        var pairs = input.SelectMany(member => Pairs(contract, resource, member.Key, member.Value, form))
            .Concat((extra ?? []).Select(member => (member.Key, Text(member.Value))));
        return (FormType, string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}")));
    }

    private static JsonObject Named(Contract contract, Resource resource, JsonObject input)
    {
        var named = new JsonObject();
        foreach (var (name, value) in input)
        {
            var field = resource.Fields.FirstOrDefault(field => field.Name == name);
            named[field?.InputName ?? name] = field?.Link is { } link && value is JsonObject inner
                ? Named(contract, contract.Resource(link.Resource), inner)
                : value?.DeepClone();
        }
        return named;
    }

    private static IEnumerable<(string Name, string Value)> Pairs(
        Contract contract, Resource resource, string name, JsonNode? value, BodyForm form)
    {
        var field = resource.Fields.FirstOrDefault(field => field.Name == name);
        var input = field?.InputName ?? name;
        if (field?.Link is { } link && value is JsonObject inner)
        {
            var target = contract.Resource(link.Resource);
            if (form == BodyForm.Flat)
                return inner.Select(member => (Flat(link, target, member.Key), Text(member.Value)));
            var named = Named(contract, target, inner);
            return form == BodyForm.JsonText
                ? [(input, JsonText.Write(named))]
                : named.Select(member => ($"{input}[{member.Key}]", Text(member.Value)));
        }
        return field?.References is not null && value is JsonArray list && form == BodyForm.Brackets
            ? list.Select(element => ($"{input}[]", Text(element)))
            : [(input, Text(value))];
    }

    private static string Flat(LinkWord link, Resource target, string name) =>
        target.Fields.FirstOrDefault(field => field.Name == name) is { } field ? link.FlatName(field) : link.Prefix + name;

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        System.Text.Json.JsonValueKind.String => value.GetValue<string>(),
        System.Text.Json.JsonValueKind.True => "1",
        System.Text.Json.JsonValueKind.False => "0",
        _ => JsonText.Write(value),
    };
}
