using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>Compares two values in a filter; null is a value that is not there.</summary>
internal delegate bool PathOperator(JToken? left, JToken? right);

/// <summary>The operators by sign and word (github.com/json-path/JsonPath, "Filter Operators").</summary>
internal static class PathOperators
{
    /// <summary>Longer signs first, so that the first that fits is meant.</summary>
    public static readonly ImmutableArray<KeyValuePair<string, PathOperator>> Signs =
    [
        new("===", (left, right) => IsSameKind(left, right) && AreEqual(left, right)),
        new("!==", (left, right) => !(IsSameKind(left, right) && AreEqual(left, right))),
        new("==", AreEqual),
        new("!=", (left, right) => !AreEqual(left, right)),
        new(">=", (left, right) => Order(left, right) >= 0),
        new("<=", (left, right) => Order(left, right) <= 0),
        new(">", (left, right) => Order(left, right) > 0),
        new("<", (left, right) => Order(left, right) < 0),
    ];

    public static readonly ImmutableSortedDictionary<string, PathOperator> Words =
        ImmutableSortedDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, new Dictionary<string, PathOperator>
        {
            ["anyof"] = (left, right) => left is JArray items && items.Any(item => IsIn(item, right)),
            ["contains"] = Contains,
            ["empty"] = (left, right) => IsEmpty(left) is { } empty && right is JValue { Value: bool wanted } && empty == wanted,
            ["in"] = IsIn,
            ["nin"] = (left, right) => !IsIn(left, right),
            ["noneof"] = (left, right) => left is JArray items && right is JArray && !items.Any(item => IsIn(item, right)),
            ["size"] = (left, right) => right is JValue { Value: long size } && size == left switch
            {
                JArray items => items.Count,
                JValue { Value: string text } => text.Length,
                _ => -1,
            },
            ["subsetof"] = (left, right) => left is JArray items && right is JArray && items.All(item => IsIn(item, right)),
        });

    // A number and a text that writes it are equal; the left one decides how they are compared.
    private static bool AreEqual(JToken? left, JToken? right) => (left, right) switch
    {
        (null, _) or (_, null) => false,
        (JValue { Value: string text }, JValue) when right.Type == JTokenType.String || JsonNumbers.Is(right) =>
            text == JavaText.Of(right),
        (JValue number, JValue { Value: string text }) when JsonNumbers.Is(number) =>
            JsonNumbers.Of(text) is { } written && JsonNumbers.Compare(number, written) == 0,
        (JValue one, JValue other) when JsonNumbers.Is(one) && JsonNumbers.Is(other) => JsonNumbers.Compare(one, other) == 0,
        _ => JToken.DeepEquals(left, right),
    };

    private static bool IsSameKind(JToken? left, JToken? right) =>
        left?.Type == right?.Type || (JsonNumbers.Is(left) && JsonNumbers.Is(right));

    // Null where the two have no order: then nothing holds.
    private static int? Order(JToken? left, JToken? right)
    {
        if (left is JValue { Value: string text } && right is JValue { Value: string other })
            return string.CompareOrdinal(text, other);
        return JsonNumbers.Is(left) && JsonNumbers.Is(right) ? JsonNumbers.Compare((JValue)left!, (JValue)right!) : null;
    }

    private static bool IsIn(JToken? left, JToken? right) => right is JArray items && items.Any(item => AreEqual(left, item));

    private static bool Contains(JToken? left, JToken? right) => left switch
    {
        JArray items => items.Any(item => AreEqual(item, right)),
        JValue { Value: string text } => right is JValue { Value: string part } && text.Contains(part, StringComparison.Ordinal),
        _ => false,
    };

    private static bool? IsEmpty(JToken? value) => value switch
    {
        JContainer many => many.Count == 0,
        JValue { Value: string text } => text.Length == 0,
        _ => null,
    };
}
