using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How a value is written in the answers of one operation.</summary>
internal sealed class NotationChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.IntegerAs), nameof(Behaviors.FlagAs), nameof(Behaviors.TimestampAs))]
    public Task<Verdict> Notation() => Judge(null);

    [Judges(nameof(Behaviors.TextAs))]
    public async Task<Verdict> Text() => await Judge(await InputWithDigits());

    /// <summary>The reading that a value shows; empty where it looks the same in all; null where it is in none.</summary>
    public static string? Reading(Behavior behavior, JsonNode value) => (behavior.Name, value.GetValueKind()) switch
    {
        ("integer-as", JsonValueKind.Number) when FieldValue.Integer(value) is not null => "number",
        ("integer-as", JsonValueKind.String) when FieldValue.Integer(value) is not null => "text",
        ("flag-as", JsonValueKind.True or JsonValueKind.False) => "boolean",
        ("flag-as", JsonValueKind.String) when FieldValue.Text(value) is "1" or "0" => "text",
        ("flag-as", JsonValueKind.String) when FieldValue.Flag(value) is not null => "words",
        ("flag-as", JsonValueKind.Number) when FieldValue.Flag(value) is not null => "number",
        ("timestamp-as", _) when FieldValue.Time(value) is { } time => time.DayOnly ? "date" : FieldValue.Text(value)![10] == ' ' ? "spaced" : "iso",
        ("text-as", JsonValueKind.String) => FieldValue.Integer(value) is null ? "" : "text",
        ("text-as", JsonValueKind.Number) => "number",
        _ => null,
    };

    /// <summary>The values of a place in a record that an answer shows.</summary>
    public static IEnumerable<JsonNode?> In(Session session, JsonObject record, Field field, Field? inner)
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

    /// <param name="input">What a create or update sends.</param>
    private async Task<Verdict> Judge(JsonObject? input)
    {
        var (answer, values) = await Values(input);
        if (values.IsEmpty)
            return Verdict.Unknown($"the answer to {Rule.Place.Operation} shows no value of {Name()}");
        if (values.FirstOrDefault(value => Reading(Rule.Behavior, value) is null) is { } strange)
        {
            return Verdict.Broken($"{Name()} in the answer to {Rule.Place.Operation}: {Describe.Tolerated(Rule)}",
                Describe.Value(strange), answer.Exchange);
        }
        var seen = values.Select(value => Reading(Rule.Behavior, value)!).Where(name => name.Length > 0).ToImmutableHashSet();
        if (seen.IsEmpty)
            return SawAnyOf([.. Rule.Behavior.Readings.Select(mode => mode.Name)]);
        // Where one answer mixes them, the one that comes last.
        return SawLast(seen);
    }

    private async Task<(Answer Answer, ImmutableArray<JsonNode> Values)> Values(JsonObject? input)
    {
        var place = Rule.Place;
        var (answer, own) = await Session.Perform(place.Operation!, input);
        if (!answer.Succeeded)
            throw new PreconditionException($"{place.Operation} is answered {answer.Summary}") { Refusal = answer };
        ImmutableArray<JsonObject> records = place.Operation!.Kind == OperationKind.List ? answer.Records : [answer.Record];
        // All records where the own one cannot be recognized: its identity may be written in another notation.
        if (records.Where(record => own is not null && Session.Is(place.Resource!, record, own)).ToArray() is { Length: > 0 } mine)
            records = [.. mine];
        var values = records.SelectMany(record => In(Session, record, place.Field!, place.Inner));
        return (answer, [.. values.OfType<JsonNode>().Where(value => !FieldValue.IsUnset(value))]);
    }

    // The readings differ for a text of digits alone.
    private async Task<JsonObject?> InputWithDigits()
    {
        var (resource, field, inner) = (Rule.Place.Resource!, Rule.Place.Field!, Rule.Place.Inner);
        if (!Session.Offers(OperationKind.Create, resource))
            return null;
        var input = Rule.Place.Operation!.Kind == OperationKind.Update ? Session.CompleteUpdate(resource) : await Session.Input(resource);
        const string digits = "2047";
        if (inner is null)
            input[field.Name] = digits;
        else if (input[field.Name] is JsonObject linked)
            linked[inner.Name] = digits;
        return input;
    }

    private string Name() => Rule.Place.Inner is { } inner ? $"{Rule.Place.Field}.{inner}" : $"{Rule.Place.Field}";
}
