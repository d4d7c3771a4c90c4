using System.Numerics;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>What counts as true, and what is equal, in Handlebars.java.</summary>
internal static class Truth
{
    /// <summary>Nothing, false, 0, an empty text and an empty list are empty; an empty map is not.</summary>
    public static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        bool flag => !flag,
        TemplateList list => list.Count == 0,
        _ when Numbers.Is(value) => Numbers.Double(value) == 0,
        _ => false,
    };

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (TemplateList some, TemplateList others) => some.Count == others.Count && some.Zip(others).All(pair => AreEqual(pair.First, pair.Second)),
        (TemplateMap some, TemplateMap others) => some.Count == others.Count
            && some.All(member => others.TryGetValue(member.Key, out var other) && AreEqual(member.Value, other)),
        _ when Numbers.Is(left) && Numbers.Is(right) => Compare(left, right) == 0,
        _ => left.Equals(right),
    };

    /// <summary>Java's <c>compareTo</c>; a fault where the two cannot be compared.</summary>
    public static int Compare(object? left, object? right)
    {
        if (!IsComparable(left) || !IsComparable(right))
            throw Syntax.HelperFault.Illegal($"Not a comparable: {ValueText.Of(IsComparable(left) ? right : left)}");
        return (left, right) switch
        {
            (string some, string other) => string.CompareOrdinal(some, other),
            (bool some, bool other) => some.CompareTo(other),
            (RenderableDate some, RenderableDate other) => some.Instant.CompareTo(other.Instant),
            _ when Numbers.Is(left) && Numbers.Is(right) => (Numbers.Decimal(left!) - Numbers.Decimal(right!)).Digits.Sign,
            _ => throw Casts.Fault(right!, ValueText.ClassOf(left!)),
        };
    }

    private static bool IsComparable(object? value) => value is string or bool or RenderableDate || Numbers.Is(value);
}

/// <summary>Casts that fail in Java, and how it says so.</summary>
internal static class Casts
{
    public static Syntax.HelperFault Fault(object value, string to)
    {
        var from = ValueText.ClassOf(value);
        return new("java.lang.ClassCastException", $"class {from} cannot be cast to class {to} ({from} and {to} are in module java.base of loader 'bootstrap')");
    }
}
