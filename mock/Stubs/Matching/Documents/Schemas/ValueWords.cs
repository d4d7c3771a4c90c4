using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>What a schema says about numbers and texts; other values meet it.</summary>
internal static class ValueWords
{
    public static readonly Dictionary<string, SchemaWord> All = new(StringComparer.Ordinal)
    {
        ["minimum"] = Minimum,
        ["maximum"] = Maximum,
        ["exclusiveMinimum"] = (value, _, _) => value.Type == JTokenType.Boolean ? null : Bound(value, order => order > 0),
        ["exclusiveMaximum"] = (value, _, _) => value.Type == JTokenType.Boolean ? null : Bound(value, order => order < 0),
        ["multipleOf"] = MultipleOf,
        ["minLength"] = (value, _, _) => OnText(Length(value), (text, least) => CharactersOf(text) >= least),
        ["maxLength"] = (value, _, _) => OnText(Length(value), (text, most) => CharactersOf(text) <= most),
        ["pattern"] = (value, _, _) => OnText(SchemaReader.Regex(value), (text, regex) => regex.Finds(text)),
        ["format"] = Format,
    };

    // Draft 4 says true or false beside the bound.
    private static SchemaCheck Minimum(JToken value, JObject schema, SchemaReader reader) =>
        schema["exclusiveMinimum"] is JValue { Value: true } ? Bound(value, order => order > 0) : Bound(value, order => order >= 0);

    private static SchemaCheck Maximum(JToken value, JObject schema, SchemaReader reader) =>
        schema["exclusiveMaximum"] is JValue { Value: true } ? Bound(value, order => order < 0) : Bound(value, order => order <= 0);

    private static SchemaCheck Bound(JToken value, Func<int, bool> isRight)
    {
        SchemaReader.Number(value);
        return (actual, _) => !JsonNumbers.Is(actual) || isRight(JsonNumbers.Compare((JValue)actual, (JValue)value)) ? 0 : 1;
    }

    private static SchemaCheck MultipleOf(JToken value, JObject schema, SchemaReader reader)
    {
        var factor = SchemaReader.Number(value);
        if (factor <= 0)
            throw SchemaReader.Wrong(value, "a number above 0");
        return (actual, _) =>
        {
            if (!JsonNumbers.Is(actual))
                return 0;
            var number = JsonNumbers.ToDouble((JValue)actual);
            // 0.3 is a multiple of 0.1 in decimals only.
            return Math.Abs(number) < 1e12 && factor > 1e-12 ? (decimal)number % (decimal)factor == 0 ? 0 : 1 : number % factor == 0 ? 0 : 1;
        };
    }

    private static SchemaCheck? Format(JToken value, JObject schema, SchemaReader reader) =>
        reader.AssertsFormats && value is JValue { Value: string name } && SchemaFormats.ByName.TryGetValue(name, out var isRight)
            ? (actual, _) => actual is JValue { Value: string text } && !isRight(text) ? 1 : 0
            : null;

    private static double Length(JToken value) =>
        SchemaReader.Number(value) is >= 0 and var length ? length : throw SchemaReader.Wrong(value, "a number from 0");

    // Characters, not UTF-16 units.
    private static int CharactersOf(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static SchemaCheck OnText<T>(T limit, Func<string, T, bool> isRight) =>
        (actual, _) => actual is JValue { Value: string text } && !isRight(text, limit) ? 1 : 0;
}
