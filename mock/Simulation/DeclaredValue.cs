using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Declared and generated values as records hold them.</summary>
internal static class DeclaredValue
{
    /// <summary>The value as a field stores it; null where it is no value.</summary>
    public static object? Of(Field field, JsonNode? value) => (field.Type, value) switch
    {
        (FieldType.Texts, JsonArray list) => list.Select(Text).ToArray(),
        (FieldType.Identities, JsonArray list) => list.OfType<JsonValue>().Select(Integer).ToArray(),
        (FieldType.Entries, JsonArray list) when field.Keyed is null => list.OfType<JsonObject>().Select(entry => Entry(field, entry)).ToArray(),
        (FieldType.Boolean, JsonValue flag) => BoxedBoolean.Of(flag.GetValue<bool>()),
        (FieldType.Integer, JsonValue integer) => Integer(integer),
        (FieldType.Number, JsonValue number) => decimal.Parse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        (FieldType.Json, JsonNode structure) => new RawJson(structure.ToJsonString()),
        (FieldType.Date, JsonValue day) => DateOnly.ParseExact(Text(day), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        (FieldType.Timestamp, JsonValue time) => DateTime.Parse(Text(time), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
        (FieldType.Text, JsonValue text) => Text(text),
        _ => null,
    };

    private static object?[] Entry(Field field, JsonObject entry) => [.. field.Members.Select(member => Of(member, entry[member.Name]))];

    private static string Text(JsonNode? value) => value?.ToString() ?? "";

    private static long Integer(JsonValue value) => long.Parse(value.ToString(), CultureInfo.InvariantCulture);
}

/// <summary>True and false as objects, boxed once.</summary>
internal static class BoxedBoolean
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Of(bool value) => value ? True : False;
}
