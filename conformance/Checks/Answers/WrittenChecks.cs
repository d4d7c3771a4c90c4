using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How a value is written in the answers of one operation.</summary>
internal static class WrittenChecks
{
    [Judges(nameof(Behaviors.IntegerAs))]
    public static Task<Verdict> Integer(Rule rule, Session session) => Judge(rule, session, value => value.GetValueKind() switch
    {
        JsonValueKind.Number when Same.Integer(value) is not null => "number",
        JsonValueKind.String when Same.Integer(value) is not null => "text",
        _ => null,
    });

    [Judges(nameof(Behaviors.FlagAs))]
    public static Task<Verdict> Flag(Rule rule, Session session) => Judge(rule, session, value => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String when Same.Text(value) is "1" or "0" => "text",
        JsonValueKind.String when Same.Flag(value) is not null => "words",
        JsonValueKind.Number when Same.Flag(value) is not null => "number",
        _ => null,
    });

    [Judges(nameof(Behaviors.TimestampAs))]
    public static Task<Verdict> Timestamp(Rule rule, Session session) => Judge(rule, session, value => Same.Time(value) switch
    {
        null => null,
        { DayOnly: true } => "date",
        _ => Same.Text(value)![10] == ' ' ? "spaced" : "iso",
    });

    [Judges(nameof(Behaviors.TextAs))]
    public static async Task<Verdict> Text(Rule rule, Session session)
    {
        var input = await DigitsIn(rule, session);
        return await Judge(rule, session, value => value.GetValueKind() switch
        {
            JsonValueKind.String => Same.Integer(value) is null ? "" : "text",
            JsonValueKind.Number => "number",
            _ => null,
        }, input);
    }

    /// <param name="rule">The rule.</param>
    /// <param name="session">What it asks with.</param>
    /// <param name="reading">The reading that a value shows; empty where it looks the same in all; null where it is in none.</param>
    /// <param name="input">What a create or update sends.</param>
    private static async Task<Verdict> Judge(Rule rule, Session session, Func<JsonNode, string?> reading, JsonObject? input = null)
    {
        var (answer, values) = await Values(rule, session, input);
        if (values.IsEmpty)
            return Verdict.Unknown($"the answer to {rule.Place.Operation} shows no value of {Name(rule)}");
        if (values.FirstOrDefault(value => reading(value) is null) is { } strange)
        {
            return Verdict.Broken($"{Name(rule)} in the answer to {rule.Place.Operation}: {Say.Tolerated(rule)}",
                Say.Value(strange), answer.Exchange);
        }
        var seen = values.Select(value => reading(value)!).Where(name => name.Length > 0).ToImmutableHashSet();
        if (seen.IsEmpty)
            return Readings.Among(rule, [.. rule.Behavior.Readings.Select(mode => mode.Name)]);
        // Where one answer mixes them, the one that the document likes less.
        return Verdict.Saw(rule.Behavior.Readings.Last(mode => seen.Contains(mode.Name)).Name);
    }

    private static async Task<(Answer Answer, ImmutableArray<JsonNode> Values)> Values(Rule rule, Session session, JsonObject? input)
    {
        var place = rule.Place;
        var (answer, own) = await session.One(place.Operation!, input);
        if (!answer.Succeeded)
            throw new PreconditionException($"{place.Operation} is answered {answer.Summary}") { Refusal = answer };
        ImmutableArray<JsonObject> records = place.Operation!.Kind == OperationKind.List ? answer.Records : [answer.Record];
        // All records where the own one is not to be recognized: its identity may be what is written strangely.
        if (records.Where(record => own is not null && Same.Text(session.Value(record, place.Resource!.Identity)) == own).ToArray() is { Length: > 0 } mine)
            records = [.. mine];
        var values = records.SelectMany(record => In(session, record, place.Field!, place.Inner));
        return (answer, [.. values.OfType<JsonNode>().Where(value => !Same.IsUnset(value))]);
    }

    private static IEnumerable<JsonNode?> In(Session session, JsonObject record, Field field, Field? inner)
    {
        var shown = session.Value(record, field);
        if (inner is null)
            return [shown];
        return shown switch
        {
            JsonObject linked => [session.Value(linked, inner)],
            JsonArray list => list.OfType<JsonObject>().Select(element => session.Value(element, inner)),
            _ => [],
        };
    }

    // Only a text of digits tells the readings apart.
    private static async Task<JsonObject?> DigitsIn(Rule rule, Session session)
    {
        var (resource, field, inner) = (rule.Place.Resource!, rule.Place.Field!, rule.Place.Inner);
        if (!session.Offers(OperationKind.Create, resource))
            return null;
        var input = rule.Place.Operation!.Kind == OperationKind.Update ? session.CompleteUpdate(resource) : await session.Input(resource);
        const string digits = "2047";
        if (inner is null)
            input[field.Name] = digits;
        else if (input[field.Name] is JsonObject linked)
            linked[inner.Name] = digits;
        return input;
    }

    private static string Name(Rule rule) => rule.Place.Inner is { } inner ? $"{rule.Place.Field}.{inner}" : $"{rule.Place.Field}";
}
