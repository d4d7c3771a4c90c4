using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The number that the server generates beside the identity.</summary>
internal sealed class NumberChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.NumberFormat))]
    public async Task<Verdict> Format()
    {
        var (resource, word, field) = Of(Rule);
        var made = await Session.Make(resource);
        var (shown, exchange) = await Session.Stored(made, field);
        if (Reading(word, shown) is not { } reading)
            return Verdict.Broken(Expected(word, field), $"it is {Say.Value(shown)}", made.Answer.Exchange, exchange);
        if (reading.Length > 0)
            return Verdict.Saw(reading);
        // A number that fills its digits looks the same either way; an older record may have a smaller one.
        return await Older(resource, word, field) is { } older
            ? Verdict.Saw(older)
            : Readings.Among(Rule, ["padded", "unpadded"]);
    }

    [Judges(nameof(Behaviors.NumberDistinct))]
    public async Task<Verdict> Distinct()
    {
        var (resource, _, field) = Of(Rule);
        Made[] made = [await Session.Make(resource), await Session.Make(resource)];
        var (first, firstShown) = await Session.Stored(made[0], field);
        var (second, secondShown) = await Session.Stored(made[1], field);
        if (Same.Value(Session, field, first, second))
        {
            return Verdict.Broken($"{Say.Record(made[0])} and {Say.Record(made[1])} with different {field}", $"both have {Say.Value(first)}",
                firstShown, secondShown);
        }
        return await UniqueChecks.CountOf(Session, resource, field, second!) ?? Verdict.Saw("distinct");
    }

    [Judges(nameof(Behaviors.NumberDigits))]
    public async Task<Verdict> FromIdentity()
    {
        var (resource, _, field) = Of(Rule);
        var found = await Session.Look(await Session.Make(resource));
        return Verdict.Saw(IsIdentity(resource, field, Session, found.Record) ? "identity" : "own-sequence");
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

    private async Task<string?> Older(Resource resource, NumberWord word, Field field)
    {
        if (!Session.Offers(OperationKind.List, resource))
            return null;
        var list = await Session.LookAtAll(resource);
        return list.Records.Select(record => Reading(word, Session.Value(record, field))).FirstOrDefault(reading => reading is { Length: > 0 });
    }
}
