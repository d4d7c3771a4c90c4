using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Http;

/// <summary>Writes an input, which is by field names, into a body as the documented requests name and encode it.</summary>
internal static class BodyWriter
{
    public const string FormType = "application/x-www-form-urlencoded";
    public const string JsonType = "application/json";
    public const string XmlType = "application/xml";

    /// <summary>The media type of a form.</summary>
    public static string TypeOf(BodyForm form) => form switch
    {
        BodyForm.Json => JsonType,
        BodyForm.Xml => XmlType,
        _ => FormType,
    };

    /// <param name="contract">Knows the linked resources.</param>
    /// <param name="resource">The resource that the input is of.</param>
    /// <param name="input">By field names; a name that is no field's stands as it is.</param>
    /// <param name="extra">Input names as they stand, or null.</param>
    /// <param name="form">How to write it.</param>
    public static (string ContentType, string Body) Write(
        Contract contract, Resource resource, JsonObject input, JsonObject? extra, BodyForm form)
    {
        if (form is BodyForm.Json or BodyForm.Xml)
        {
            var body = Named(contract, resource, input);
            foreach (var (name, value) in extra ?? [])
                body[name] = value?.DeepClone();
            return form == BodyForm.Xml
                ? (XmlType, XmlBody.Write(resource, body))
                : (JsonType, JsonText.Write(resource.One is { } one ? new JsonObject { [one] = body } : body));
        }
        var pairs = input.SelectMany(member => Pairs(contract, resource, member.Key, member.Value, form))
            .Concat((extra ?? []).SelectMany(member => FormPairs.Of(member.Key, member.Value)));
        return (FormType, FormPairs.Join(pairs, resource.One));
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
                return inner.Select(member => (Flat(link, target, member.Key), FormPairs.Text(member.Value)));
            var named = Named(contract, target, inner);
            return form == BodyForm.JsonText
                ? [(input, JsonText.Write(named))]
                : named.Select(member => ($"{input}[{member.Key}]", FormPairs.Text(member.Value)));
        }
        // Only references have a form of their own as JSON text; lists of values are in brackets in every form.
        return field?.References is not null && form != BodyForm.Brackets
            ? [(input, FormPairs.Text(value))]
            : FormPairs.Of(input, value);
    }

    private static string Flat(LinkWord link, Resource target, string name) =>
        target.Fields.FirstOrDefault(field => field.Name == name) is { } field ? link.FlatName(field) : link.Prefix + name;
}
