using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.SensibleServers.Laravel;

/// <summary>What a form request checks, and what it takes over into a row.</summary>
internal sealed class LaravelRules(TimeProvider clock)
{
    /// <summary>Takes over what was sent; the errors by field. Null was not sent where a text must be there.</summary>
    public JsonObject Fill(Row row, Table table, JsonObject input, bool isNew)
    {
        var errors = new JsonObject();
        foreach (var name in table.Texts)
        {
            var sent = SentAs(name, input);
            if (table.Required.Contains(name) && (isNew || sent is not null) && input[sent ?? name] is null)
                errors[name] = new JsonArray($"The {name} field is required.");
            else if (sent is not null && input[sent] is JsonObject or JsonArray)
                errors[name] = new JsonArray($"The {name} must be a string.");
            else if (sent is not null && Wrong(table, name, Plain(input[sent])) is { } wrong)
                errors[name] = new JsonArray(wrong);
            else if (sent is not null || isNew)
                row[name] = sent is null ? null : Plain(input[sent]);
        }
        foreach (var name in table.Flags.Append("active"))
        {
            if (!input.TryGetPropertyValue(name, out var sent) || sent is null)
            {
                if (isNew)
                    row[name] = name == "active" ? "1" : "0";
            }
            else if (Plain(sent) is "1" or "0" or "true" or "false")
                row[name] = Plain(sent) is "1" or "true" ? "1" : "0";
            else
                errors[name] = new JsonArray($"The {name} field must be true or false.");
        }
        return errors;
    }

    // "custom_num" and "address" stand in some samples.
    private static string? SentAs(string name, JsonObject input) =>
        input.ContainsKey(name) ? name
        : name == "custom_no" && input.ContainsKey("custom_num") ? "custom_num"
        : name == "adress" && input.ContainsKey("address") ? "address" : null;

    private string? Wrong(Table table, string name, string? text) => text switch
    {
        null => null,
        // VARCHAR(50) for telephones, as far as anyone has thought of them.
        { Length: > 50 } when name.StartsWith("phone", StringComparison.Ordinal) => $"The {name} must not be greater than 50 characters.",
        { Length: > 255 } => $"The {name} must not be greater than 255 characters.",
        _ when table.Dates.Contains(name) && !DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) => $"The {name} does not match the format Y-m-d.",
        _ when name == "year" && !(int.TryParse(text, out var year) && year > 1900 && year <= clock.GetUtcNow().Year) => "The year is invalid.",
        _ when name == "email" && !text.Contains('@', StringComparison.Ordinal) => "The email must be a valid email address.",
        _ => null,
    };

    private static string? Plain(JsonNode? value) =>
        value is null ? null : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    public static JsonObject Organization(JsonObject input)
    {
        var organization = input["organization"] switch
        {
            JsonObject nested => (JsonObject)nested.DeepClone(),
            JsonValue text when Parsed(text.ToString()) is JsonObject parsed => parsed,
            _ => [],
        };
        foreach (var (name, value) in input.Where(pair => pair.Key.StartsWith("organization_", StringComparison.Ordinal)))
            organization["organization_".Length is var length && name.Length > length ? name[length..] : name] = value?.DeepClone();
        return organization;
    }

    public static bool TypesOf(JsonObject input, out string? types)
    {
        var list = input["type_nos"] switch
        {
            JsonArray several => several,
            JsonValue text when Parsed(text.ToString()) is JsonArray parsed => parsed,
            JsonValue one => new JsonArray(one.DeepClone()),
            _ => [],
        };
        var chosen = list.Select(Plain).ToList();
        types = string.Join(',', chosen);
        return chosen.TrueForAll(no => int.TryParse(no, out var number) && number >= 1 && number <= Table.EquipmentTypes.Length);
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
