using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Between the documents that JSON paths look into and the values that templates know.</summary>
internal static class JsonTokens
{
    /// <summary>As <c>jsonPath</c> gives it: lists have JSON as their text, and numbers with a point are doubles.</summary>
    public static object? Found(JToken? token) => token switch
    {
        JObject json => Map(json, Found),
        JArray json => Filled(new JsonList(), json, Found),
        JValue { Value: decimal or double } json => Convert.ToDouble(json.Value, CultureInfo.InvariantCulture),
        _ => Scalar(token),
    };

    /// <summary>With all digits of its numbers.</summary>
    public static object? Exact(JToken? token) => token switch
    {
        JObject json => Map(json, Exact),
        JArray json => Filled(new TemplateList(), json, Exact),
        JValue { Value: decimal number } => BigDecimal.TryParse(number.ToString(CultureInfo.InvariantCulture), out var exact) ? exact : (object)number,
        _ => Scalar(token),
    };

    /// <summary>What a path looks into: a text is JSON, anything else is looked into as it is.</summary>
    public static JToken? Document(object value) =>
        JsonPaths.LooseDocument(value is TemplateMap or TemplateList and not OneOrMany ? JsonWriting.Compact(value) : ValueText.Of(value));

    private static TemplateMap Map(JObject json, Func<JToken?, object?> of)
    {
        var map = new TemplateMap();
        foreach (var (name, value) in json)
            map[name] = of(value);
        return map;
    }

    private static TemplateList Filled(TemplateList list, JArray json, Func<JToken?, object?> of)
    {
        list.AddRange(json.Select(of));
        return list;
    }

    private static object? Scalar(JToken? token) => (token as JValue)?.Value switch
    {
        long number => number is >= int.MinValue and <= int.MaxValue ? (int)number : number,
        BigInteger or bool or string or double or null => (token as JValue)?.Value,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
