using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Values that show how a list compares.</summary>
internal static class QueryValues
{
    private const int Tries = 50;
    private const long LongPast = 1900;

    /// <summary>Two valid values that differ, apart enough for a third one between them where the field has an order; of numbers two that sort otherwise as texts, if it takes any. One where it takes no second.</summary>
    public static ImmutableArray<JsonNode> Of(Session session, Resource resource, Field field)
    {
        if (field.Type == FieldType.Boolean)
            return [false, true];
        if (Digits(field) is { } numbers)
            return numbers;
        var first = session.Fresh(resource, field);
        for (var tries = 0; tries < Tries; tries++)
        {
            var second = session.Fresh(resource, field);
            if (!session.IsSame(field, first, second) && AreApart(field, first, second))
                return [first, second];
        }
        return [first];
    }

    /// <summary>Two numbers whose order as texts is another one, or null where the field takes none.</summary>
    public static ImmutableArray<JsonNode>? Digits(Field field)
    {
        if (field is not { Type: FieldType.Integer or FieldType.Number, Refers: null })
            return null;
        var (least, most) = (field.MinimumNumber ?? field.Minimum ?? 1, field.MaximumNumber ?? (field.MaximumIsThisYear ? LongPast : field.Maximum ?? long.MaxValue));
        for (var ten = 10L; ten <= 1_000_000; ten *= 10)
        {
            // With room for a number between the two.
            if (least <= ten - 2 && most >= ten)
                return [ten - 2, ten];
        }
        return null;
    }

    private static bool AreApart(Field field, JsonNode one, JsonNode other) => field.Type switch
    {
        FieldType.Integer => field.Refers is not null || Math.Abs((FieldValue.Integer(one) - FieldValue.Integer(other)) ?? 0) > 1,
        FieldType.Number => Math.Abs((FieldValue.Number(one) - FieldValue.Number(other)) ?? 0) > 1,
        FieldType.Date => FieldValue.Time(one) is { } first && FieldValue.Time(other) is { } second && Math.Abs((first.At - second.At).TotalDays) > 1,
        _ => true,
    };
}
