using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>A function at the end of a path; null with the reason where it has no answer.</summary>
internal delegate JToken? PathFunction(JToken value, ImmutableArray<JToken?> arguments, out string problem);

/// <summary>The functions by name (github.com/json-path/JsonPath, "Functions").</summary>
internal static class PathFunctions
{
    public static readonly ImmutableSortedDictionary<string, PathFunction> ByName =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, PathFunction>
        {
            ["append"] = Append,
            ["avg"] = (value, arguments, out problem) => Numeric(value, arguments, numbers => numbers.Average(), out problem),
            ["concat"] = Concat,
            ["first"] = (value, _, out problem) => At(value, 0, out problem),
            ["index"] = (value, arguments, out problem) => At(value, (int?)Number(arguments.FirstOrDefault()) ?? int.MaxValue, out problem),
            ["keys"] = Keys,
            ["last"] = (value, _, out problem) => At(value, -1, out problem),
            ["length"] = Length,
            ["max"] = (value, arguments, out problem) => Numeric(value, arguments, numbers => numbers.Max(), out problem),
            ["min"] = (value, arguments, out problem) => Numeric(value, arguments, numbers => numbers.Min(), out problem),
            ["size"] = Length,
            ["stddev"] = (value, arguments, out problem) => Numeric(value, arguments, Deviation, out problem),
            ["sum"] = (value, arguments, out problem) => Numeric(value, arguments, numbers => numbers.Sum(), out problem),
        });

    private static JValue? Numeric(
        JToken value, ImmutableArray<JToken?> arguments, Func<double[], double> aggregate, out string problem)
    {
        var numbers = Items(value).Concat(arguments.SelectMany(argument => argument is JArray items ? (IEnumerable<JToken?>)items : [argument]))
            .Select(Number).OfType<double>().ToArray();
        problem = "There are no numbers to reckon with.";
        return numbers.Length == 0 ? null : new JValue(aggregate(numbers));
    }

    private static double Deviation(double[] numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Sum(number => number * number) / numbers.Length - mean * mean);
    }

    // Texts have no length here.
    private static JValue Length(JToken value, ImmutableArray<JToken?> arguments, out string problem)
    {
        problem = "";
        return value is JContainer many ? new JValue((long)many.Count) : JValue.CreateNull();
    }

    private static JToken? Keys(JToken value, ImmutableArray<JToken?> arguments, out string problem)
    {
        problem = "";
        return value is JObject members ? new JArray(members.Properties().Select(member => member.Name)) : JValue.CreateNull();
    }

    private static JValue Concat(JToken value, ImmutableArray<JToken?> arguments, out string problem)
    {
        problem = "";
        return new JValue(string.Concat(Items(value).Where(item => item.Type == JTokenType.String)
            .Concat(arguments.OfType<JToken>()).Select(JavaText.Of)));
    }

    private static JToken? Append(JToken value, ImmutableArray<JToken?> arguments, out string problem)
    {
        problem = "";
        return value is JArray items ? new JArray(items.Concat(arguments.OfType<JToken>())) : value;
    }

    private static JToken? At(JToken value, int index, out string problem)
    {
        problem = "There is no such item.";
        if (value is not JArray items)
            return null;
        var place = index < 0 ? items.Count + index : index;
        return place >= 0 && place < items.Count ? items[place] : null;
    }

    private static JArray Items(JToken value) => value as JArray ?? [];

    private static double? Number(JToken? value) =>
        value?.Type is JTokenType.Integer or JTokenType.Float ? JsonNumbers.ToDouble((JValue)value) : null;
}
