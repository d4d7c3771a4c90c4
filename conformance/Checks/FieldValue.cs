using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// The value of a field in whatever tolerated way an answer writes it: 12 and "12", true and "1", null and "". How a value is
/// written is judged by rules of its own.
/// </summary>
internal static class FieldValue
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd",
    ];

    public static bool IsSame(this Session session, Field field, JsonNode? one, JsonNode? other) =>
        IsNothing(field, one) || IsNothing(field, other)
            ? IsNothing(field, one) && IsNothing(field, other)
            // What is written wrongly, but alike, has not changed.
            : JsonNode.DeepEquals(one, other) || field.Type switch
            {
                FieldType.Integer => Integer(one) is { } number && number == Integer(other),
                FieldType.Number => Number(one) is { } number && number == Number(other),
                FieldType.Json => IsSameStructure(one, other),
                FieldType.Text when field.Format == "uuid" || session.MayLowercase(field) => string.Equals(Text(one), Text(other), StringComparison.OrdinalIgnoreCase),
                FieldType.Text when field.Format == "email" => IsSameAddress(Text(one), Text(other)),
                FieldType.Boolean => Flag(one) is { } flag && flag == Flag(other),
                FieldType.Timestamp => IsSameTime(one, other),
                FieldType.Link => IsSameRecord(session, session.Contract.Resource(field.Link!.Resource), one, other),
                FieldType.References => AreSameRecords(session, session.Contract.Resource(field.References!.Resource), one, other),
                FieldType.Texts or FieldType.Identities or FieldType.Entries => ListValue.IsSame(field, one, other),
                _ => Text(one) is { } text && text == Text(other),
            };

    /// <summary>No value: null or an empty text, which servers that take forms do not tell apart.</summary>
    public static bool IsUnset(JsonNode? value) => value is null || (value is JsonValue && Text(value) is "");

    /// <summary>The flag, or null where it is none.</summary>
    public static bool? Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String or JsonValueKind.Number when Text(value) is "1" or "true" => true,
        JsonValueKind.String or JsonValueKind.Number when Text(value) is "0" or "false" => false,
        _ => null,
    };

    /// <summary>The integer, written as number or as text, or null where it is none.</summary>
    public static long? Integer(JsonNode? value) =>
        long.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number, written as number or as text, or null where it is none.</summary>
    public static decimal? Number(JsonNode? value) =>
        decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The point in time in one of the tolerated notations, and whether it is a day alone; null where it is none.</summary>
    public static (DateTime At, bool DayOnly)? Time(JsonNode? value) =>
        value.IsText() && Text(value) is { } text
        && DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? (at, text.Length == "yyyy-MM-dd".Length)
            : null;

    /// <summary>A text, or a number as it would be written in a text; null for anything else.</summary>
    public static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    /// <summary>An identity as a number where it is one, else as a text.</summary>
    public static JsonNode Identity(string identity) => Integer(identity) is { } number ? number : identity;

    /// <summary>A copy that can be put into another object.</summary>
    public static JsonNode? Copy(this JsonNode? value) => value?.DeepClone();

    public static bool IsText(this JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    // The letter case of a domain says nothing (RFC 5321, 2.4).
    private static bool IsSameAddress(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase) && one?.Split('@')[0] == other?.Split('@')[0];

    // A member that is not there says the same as null, and numbers and times may be written in another way.
    private static bool IsSameStructure(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject first, JsonObject second) => first.Select(member => member.Key).Union(second.Select(member => member.Key))
            .All(name => IsSameStructure(first[name], second[name])),
        (JsonArray first, JsonArray second) => first.Count == second.Count && first.Zip(second).All(pair => IsSameStructure(pair.First, pair.Second)),
        (JsonValue, JsonValue) => JsonNode.DeepEquals(one, other) || (Number(one) is { } number && number == Number(other)) || (Time(one) is { } time && Time(other) == time),
        _ => one is null && other is null,
    };

    // An empty list is none.
    private static bool IsNothing(Field field, JsonNode? value) =>
        IsUnset(value) || (value is JsonArray { Count: 0 } && field.Type is FieldType.Texts or FieldType.Identities or FieldType.Entries);

    // One operation may show a day where another one shows the second.
    private static bool IsSameTime(JsonNode? one, JsonNode? other) =>
        Time(one) is { } first && Time(other) is { } second
        && (first.DayOnly || second.DayOnly ? first.At.Date == second.At.Date : first.At == second.At);

    private static bool IsSameRecord(Session session, Resource resource, JsonNode? one, JsonNode? other) =>
        one is JsonObject first && other is JsonObject second && !session.Differences(resource, first, second).Any();

    private static bool AreSameRecords(Session session, Resource resource, JsonNode? one, JsonNode? other) =>
        one is JsonArray first && other is JsonArray second && first.Count == second.Count
        && first.All(element => second.Any(candidate => IsSameRecord(session, resource, element, candidate)));
}
