using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>Reads what a request sends, as <see cref="BodyWriter"/> writes it: names of the wire become names of fields.</summary>
internal sealed class RequestReader(Contract contract)
{
    /// <summary>Null where there is no body, or one that cannot be read.</summary>
    public RequestInput? Read(RecordedExchange exchange, Resource resource)
    {
        if (exchange is not { RequestBody: { Length: > 0 } body, LacksRequestBody: false })
            return null;
        var type = exchange.RequestHeader("content-type")?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        var (members, form, repeated) = type switch
        {
            BodyWriter.FormType => Form(body),
            BodyWriter.XmlType or "text/xml" => (XmlShape.Read(body), BodyForm.Xml, false),
            _ when type == BodyWriter.JsonType || type.EndsWith("+json", StringComparison.Ordinal) => (JsonText.Read(body) as JsonObject, BodyForm.Json, false),
            _ => (null, BodyForm.Json, false),
        };
        if (members is null || repeated)
            return null;
        var hasRoot = resource.One is not { } one || members[one] is JsonObject;
        return Named(resource, resource.One is { } root && members[root] is JsonObject inside ? inside : members, form) with { HasRoot = hasRoot };
    }

    /// <summary>The parameters of a query, decoded.</summary>
    public static ILookup<string, string> Query(string query) => query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2)).ToLookup(pair => WebUtility.UrlDecode(pair[0]), pair => pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : "");

    private RequestInput Named(Resource resource, JsonObject members, BodyForm form)
    {
        var (fields, unknown, unusual) = (new JsonObject(), new List<string>(), ImmutableHashSet.CreateBuilder<string>());
        foreach (var (name, value) in members)
        {
            if (resource.Fields.FirstOrDefault(field => field.InputName == name) is { } own)
                Put(own, value, false);
            else if (resource.Fields.FirstOrDefault(field => field.OtherInputs.Contains(name) || field.References?.Input == name) is { } other)
                Put(other, value, true);
            else if (Linked(resource, name) is var (link, inner))
            {
                if (fields[link.Name] is not JsonObject linked)
                    fields[link.Name] = linked = [];
                linked[inner.Name] = value.Copy();
            }
            else
                unknown.Add(name);
        }
        return new RequestInput(fields, form) { Unknown = [.. unknown], Unusual = unusual.ToImmutable() };

        void Put(Field field, JsonNode? value, bool isUnusual)
        {
            if (isUnusual || fields.ContainsKey(field.Name))
                unusual.Add(field.Name);
            fields[field.Name] = Value(field, value, form);
        }
    }

    private JsonNode? Value(Field field, JsonNode? value, BodyForm form)
    {
        // JSON as text stands in a form for what a form has no notation for.
        if (!field.IsPlain && form != BodyForm.Json && value.IsText() && JsonText.Read(value!.GetValue<string>()) is { } parsed and (JsonObject or JsonArray))
            value = parsed;
        return field.Link is { } link && value is JsonObject inner
            ? Named(contract.Resource(link.Resource), inner, form).Fields
            : value.Copy();
    }

    private (Field Link, Field Inner)? Linked(Resource resource, string name)
    {
        foreach (var field in resource.Fields)
        {
            if (field.Link is { } link && contract.Resource(link.Resource).Fields.FirstOrDefault(inner => link.FlatName(inner) == name
                || inner.OtherInputs.Append(inner.InputName).Any(input => link.Prefix + input == name)) is { } inner)
                return (field, inner);
        }
        return null;
    }

    // Brackets as PHP and Rails read them; a list of objects is not read, since its entries cannot be told apart for sure.
    private static (JsonObject? Members, BodyForm Form, bool IsRepeated) Form(string body)
    {
        var members = new JsonObject();
        foreach (var part in body.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            var names = WebUtility.UrlDecode(pair[0]).Replace("]", "", StringComparison.Ordinal).Split('[');
            if (!Put(members, names, pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : ""))
                return (null, BodyForm.Flat, true);
        }
        return (members, BodyForm.Flat, false);
    }

    private static bool Put(JsonObject into, ReadOnlySpan<string> names, string value)
    {
        var name = names[0];
        if (names.Length == 1)
            return into.TryAdd(name, value);
        if (names[1].Length == 0)
        {
            if (names.Length > 2)
                return false;
            if (into[name] is null)
                into[name] = new JsonArray();
            if (into[name] is not JsonArray list)
                return false;
            // An empty element alone is how a form says that a list is empty.
            if (value.Length > 0)
                list.Add(value);
            return true;
        }
        if (into[name] is null)
            into[name] = new JsonObject();
        return into[name] is JsonObject inner && Put(inner, names[1..], value);
    }
}
