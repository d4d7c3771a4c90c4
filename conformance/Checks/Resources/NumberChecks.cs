using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The number that the server generates beside the identity.</summary>
internal static class NumberChecks
{
    [Judges(nameof(Behaviors.NumberFormat))]
    public static async Task<Verdict> Format(Rule rule, Session session)
    {
        var (resource, word, field) = Of(rule);
        var made = await session.Make(resource);
        var (shown, exchange) = await session.Stored(made, field);
        if (Reading(word, shown) is not { } reading)
            return Verdict.Broken(Expected(word, field), $"it is {Say.Value(shown)}", made.Answer.Exchange, exchange);
        if (reading.Length > 0)
            return Verdict.Saw(reading);
        // A number that fills its digits looks the same either way; an older record may have a smaller one.
        return await Older(session, resource, word, field) is { } older
            ? Verdict.Saw(older)
            : Readings.Among(rule, ["padded", "unpadded"]);
    }

    [Judges(nameof(Behaviors.NumberDistinct))]
    public static async Task<Verdict> Distinct(Rule rule, Session session)
    {
        var (resource, _, field) = Of(rule);
        Made[] made = [await session.Make(resource), await session.Make(resource)];
        var (first, firstShown) = await session.Stored(made[0], field);
        var (second, secondShown) = await session.Stored(made[1], field);
        if (Same.Value(session, field, first, second))
        {
            return Verdict.Broken($"{Say.Record(made[0])} and {Say.Record(made[1])} with different {field}", $"both have {Say.Value(first)}",
                firstShown, secondShown);
        }
        return await UniqueChecks.CountOf(session, resource, field, second!) ?? Verdict.Saw("distinct");
    }

    [Judges(nameof(Behaviors.NumberDigits))]
    public static async Task<Verdict> FromIdentity(Rule rule, Session session)
    {
        var (resource, _, field) = Of(rule);
        var found = await session.Look(await session.Make(resource));
        return Verdict.Saw(IsIdentity(resource, field, session, found.Record) ? "identity" : "own-sequence");
    }

    /// <summary>Whether the digits of a record's number are its identity, or it shows none.</summary>
    public static bool IsIdentity(Resource resource, Field field, Session session, JsonObject record) =>
        Same.Text(session.Value(record, field)) is not { Length: > 0 } number
        || string.Concat(number.Where(char.IsAsciiDigit)).TrimStart('0') == Same.Text(session.Value(record, resource.Identity))?.TrimStart('0');

    public static string Expected(NumberWord word, Field field) =>
        $"{field} {word.Prefix} and digits, such as {word.Prefix}{"7".PadLeft(word.Digits, '0')}";

    /// <summary>The reading of the format that a number is written in, empty where it looks the same in both; null where it is in none.</summary>
    public static string? Reading(NumberWord word, JsonNode? shown) =>
        Digits(word, shown) is not { Length: > 0 } digits || (digits.Length < word.Digits && digits[0] == '0') ? null
        : digits.Length < word.Digits ? "unpadded"
        : digits[0] == '0' ? "padded"
        : "";

    public static (Resource Resource, NumberWord Word, Field Field) Of(Rule rule)
    {
        var resource = rule.Place.Resource!;
        return (resource, resource.Number!, resource.Field(resource.Number!.Field));
    }

    private static string? Digits(NumberWord word, JsonNode? shown) =>
        Same.Text(shown) is { } text && text.StartsWith(word.Prefix, StringComparison.Ordinal) && text[word.Prefix.Length..].All(char.IsAsciiDigit)
            ? text[word.Prefix.Length..]
            : null;

    private static async Task<string?> Older(Session session, Resource resource, NumberWord word, Field field)
    {
        if (!session.Offers(OperationKind.List, resource))
            return null;
        var list = await session.LookAtAll(resource);
        return list.Records.Select(record => Reading(word, session.Value(record, field))).FirstOrDefault(reading => reading is { Length: > 0 });
    }
}
