using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

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
            return OtherValueShown(Expected(word, field), shown, made.Answer.Exchange, exchange);
        if (reading.Length > 0)
            return Verdict.Saw(reading);
        // A number that fills its digits looks the same either way; an older record may have a smaller one.
        return await Older(resource, word, field) is { } older
            ? Verdict.Saw(older)
            : SawAnyOf(["padded", "unpadded"]);
    }

    [Judges(nameof(Behaviors.NumberDistinct))]
    public async Task<Verdict> Distinct()
    {
        var (resource, _, field) = Of(Rule);
        Made[] made = [await Session.Make(resource), await Session.Make(resource)];
        var (first, firstShown) = await Session.Stored(made[0], field);
        var (second, secondShown) = await Session.Stored(made[1], field);
        if (Session.IsSame(field, first, second))
        {
            return Verdict.Broken($"{made[0]} and {made[1]} with different {field}", $"both have {Describe.Value(first)}",
                firstShown, secondShown);
        }
        return await UniqueChecks.CountOf(Session, resource, field, second!) ?? Verdict.Saw("distinct");
    }

    [Judges(nameof(Behaviors.NumberDigits))]
    public async Task<Verdict> FromIdentity()
    {
        var (resource, _, field) = Of(Rule);
        var found = await Read(await Session.Make(resource));
        return Verdict.Saw(IsIdentity(resource, field, Session, found.Record) ? "identity" : "own-sequence");
    }

    [Judges(nameof(Behaviors.NumberFormat), WithoutWriting = true)]
    public async Task<Verdict> FormatOfExisting()
    {
        var (resource, word, field) = Of(Rule);
        var list = await Session.ReadAtLeast(resource, 1);
        var readings = new HashSet<string>();
        foreach (var shown in Numbers(list, field))
        {
            if (Reading(word, shown) is not { } reading)
                return OtherValueShown(Expected(word, field), shown, list.Exchange);
            readings.Add(reading);
        }
        // A number that fills its digits looks the same either way.
        readings.Remove("");
        return readings.Count > 1
            ? Verdict.Unknown($"some records have {field} with leading zeros and some without; what a new one gets takes --mode full")
            : SawAnyOf(readings.Count == 1 ? readings : ["padded", "unpadded"]);
    }

    [Judges(nameof(Behaviors.NumberDistinct), WithoutWriting = true)]
    public async Task<Verdict> DistinctInExisting()
    {
        var (resource, _, field) = Of(Rule);
        var list = await Session.ReadAtLeast(resource, 2);
        return ExistingRecords.FirstRepeated(Numbers(list, field).Select(shown => FieldValue.Text(shown) ?? "")) is { } twice
            ? Verdict.Broken($"different {field} in different records of {resource}", $"two of them have {twice}", list.Exchange)
            : Verdict.Saw("distinct");
    }

    [Judges(nameof(Behaviors.NumberDigits), WithoutWriting = true)]
    public async Task<Verdict> FromIdentityOfExisting()
    {
        var (resource, _, field) = Of(Rule);
        var list = await Session.ReadAtLeast(resource, 1);
        Numbers(list, field);
        return Verdict.Saw(list.Records.All(record => IsIdentity(resource, field, Session, record)) ? "identity" : "own-sequence");
    }

    /// <summary>Whether the digits of a record's number are its identity, or it shows none.</summary>
    public static bool IsIdentity(Resource resource, Field field, Session session, JsonObject record) =>
        FieldValue.Text(session.Value(record, field)) is not { Length: > 0 } number
        || string.Concat(number.Where(char.IsAsciiDigit)).TrimStart('0') == FieldValue.Text(session.Value(record, resource.Identity))?.TrimStart('0');

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
        FieldValue.Text(shown) is { } text && text.StartsWith(word.Prefix, StringComparison.Ordinal) && text[word.Prefix.Length..].All(char.IsAsciiDigit)
            ? text[word.Prefix.Length..]
            : null;

    private async Task<string?> Older(Resource resource, NumberWord word, Field field)
    {
        if (!Session.Offers(OperationKind.List, resource))
            return null;
        var list = await Session.ReadAll(resource);
        return list.Records.Select(record => Reading(word, Session.Value(record, field))).FirstOrDefault(reading => reading is { Length: > 0 });
    }

    private List<JsonNode?> Numbers(Answer list, Field field)
    {
        var shown = list.Records.Select(record => Session.Value(record, field)).Where(value => !FieldValue.IsUnset(value)).ToList();
        return shown.Count > 0 ? shown : throw new PreconditionException($"no record that the list shows has {field}");
    }
}
