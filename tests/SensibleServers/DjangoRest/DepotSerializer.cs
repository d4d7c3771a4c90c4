using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.SensibleServers.DjangoRest;

/// <summary>One field of a ModelSerializer.</summary>
internal sealed record SerializerField(string Name, string Kind, bool Required = false, bool Null = false, int MaxLength = int.MaxValue, JsonNode? Default = null)
{
    /// <summary>What the field makes of a value, or why it makes nothing of it. Forms have texts alone.</summary>
    public (JsonNode? Value, string? Error) Read(JsonNode? sent, bool isForm)
    {
        if (sent is null || (isForm && Null && sent.ToString().Length == 0))
            return Null ? (null, null) : (null, "This field may not be null.");
        if (sent is JsonObject or JsonArray)
            return (null, "Not a valid value.");
        var text = sent.ToString().Trim();
        return (Kind, sent.GetValueKind()) switch
        {
            ("text", JsonValueKind.True or JsonValueKind.False) => (null, "Not a valid string."),
            ("text", _) when text.Contains('\0', StringComparison.Ordinal) => (null, "Null characters are not allowed."),
            ("text", _) when text.Length == 0 => Null ? ("", null) : (null, "This field may not be blank."),
            ("text", _) when new StringInfo(text).LengthInTextElements > MaxLength && text.EnumerateRunes().Count() > MaxLength =>
                (null, $"Ensure this field has no more than {MaxLength} characters."),
            ("text", _) => (text, null),
            ("integer" or "key", not (JsonValueKind.True or JsonValueKind.False)) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number < 0 ? (null, "Ensure this value is greater than or equal to 0.") : (number, null) : (null, "A valid integer is required."),
            ("date", JsonValueKind.String) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _)
                ? (text, null) : (null, "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."),
            ("flag", _) => text.ToLowerInvariant() switch
            {
                "true" or "1" or "t" or "yes" or "on" => (true, null),
                "false" or "0" or "f" or "no" or "off" => (false, null),
                _ => (null, "Must be a valid boolean."),
            },
            _ => (null, "Incorrect type."),
        };
    }
}

/// <summary>One model with its serializer.</summary>
internal sealed record DepotModel(string Name, string Unique, bool HasTimes, params SerializerField[] Fields)
{
    public static readonly DepotModel Category = new("categories", "name", false, new SerializerField("name", "text", Required: true, MaxLength: 60));

    public static readonly DepotModel Product = new("products", "sku", true,
        new SerializerField("name", "text", Required: true, MaxLength: 100),
        new SerializerField("sku", "text", Required: true, MaxLength: 40),
        new SerializerField("category", "key", Null: true),
        new SerializerField("stock", "integer", Default: 0),
        new SerializerField("available_from", "date", Null: true),
        new SerializerField("is_active", "flag", Default: true),
        new SerializerField("description", "text", Null: true));
}
