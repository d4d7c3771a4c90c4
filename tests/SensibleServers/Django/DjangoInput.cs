using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Django;

/// <summary>What parsers and serializer fields make of a body.</summary>
internal static class DjangoInput
{
    /// <summary>The body as an object, or null where it cannot be parsed.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            if (request.HasJsonContentType())
                return await SensibleServer.ReadAsync(request) as JsonObject;
            var form = await request.ReadFormAsync();
            return new JsonObject(form.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value.Count == 1
                ? pair.Value[0] : new JsonArray([.. pair.Value.Select(value => (JsonNode?)value)])))));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The nested serializer's input: an object in JSON, fields with a prefix in a form.</summary>
    public static JsonObject Organization(JsonObject input) => input["organization"] as JsonObject
        ?? new JsonObject(input.Where(pair => pair.Key.StartsWith("organization_", StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key["organization_".Length..], pair.Value?.DeepClone())));

    /// <summary>Several primary keys: a list, or the text of one.</summary>
    public static JsonArray Several(JsonObject input, string name)
    {
        if (input[name] is JsonArray list)
            return list;
        try
        {
            return input[name] is null ? [] : JsonNode.Parse(input[name]!.ToString()) as JsonArray ?? new JsonArray(input[name]!.DeepClone());
        }
        catch (JsonException)
        {
            return new JsonArray(input[name]!.DeepClone());
        }
    }

    /// <summary>The value that a serializer field takes from what was sent; false where it takes none.</summary>
    public static bool Convert(ModelField field, JsonNode? sent, int thisYear, out JsonNode? value)
    {
        value = null;
        var text = sent switch
        {
            null => "",
            // CharField takes numbers and no booleans.
            JsonValue scalar => scalar.ToString().Trim(),
            _ => null,
        };
        if (text is null || text.Contains('\0', StringComparison.Ordinal))
            return false;
        if (field.Kind == Kind.Flag)
        {
            value = text.ToLowerInvariant() is "1" or "true" or "t" or "yes" or "on";
            return text.ToLowerInvariant() is "1" or "true" or "t" or "yes" or "on" or "0" or "false" or "f" or "no" or "off" or "" or "null";
        }
        if (sent?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return false;
        if (text.Length == 0)
            return !field.Required;
        switch (field.Kind)
        {
            case Kind.Year:
                value = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
                return value is not null && year > 1900 && year <= thisYear;
            case Kind.Date:
                // A date that is none is stored as none.
                value = DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? text : null;
                return true;
            case Kind.Email:
                value = text;
                return text.Contains('@', StringComparison.Ordinal);
            // As phonenumbers and a RegexValidator see them.
            case Kind.Phone:
                value = text;
                return text.All(character => char.IsAsciiDigit(character) || "+-.() ".Contains(character, StringComparison.Ordinal));
            default:
                value = text;
                return true;
        }
    }
}
