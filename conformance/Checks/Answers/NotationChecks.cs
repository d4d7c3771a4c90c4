using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How a value is written in the answers of one operation.</summary>
internal sealed class NotationChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.IntegerAs))]
    public Task<Verdict> Integer() => Judge(value => value.GetValueKind() switch
    {
        JsonValueKind.Number when FieldValue.Integer(value) is not null => "number",
        JsonValueKind.String when FieldValue.Integer(value) is not null => "text",
        _ => null,
    });

    [Judges(nameof(Behaviors.FlagAs))]
    public Task<Verdict> Flag() => Judge(value => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String when FieldValue.Text(value) is "1" or "0" => "text",
        JsonValueKind.String when FieldValue.Flag(value) is not null => "words",
        JsonValueKind.Number when FieldValue.Flag(value) is not null => "number",
        _ => null,
    });

    [Judges(nameof(Behaviors.TimestampAs))]
    public Task<Verdict> Timestamp() => Judge(value => FieldValue.Time(value) switch
    {
        null => null,
        { DayOnly: true } => "date",
        _ => FieldValue.Text(value)![10] == ' ' ? "spaced" : "iso",
    });

    [Judges(nameof(Behaviors.TextAs))]
    public async Task<Verdict> Text()
    {
        var input = await InputWithDigits();
        return await Judge(value => value.GetValueKind() switch
        {
            JsonValueKind.String => FieldValue.Integer(value) is null ? "" : "text",
            JsonValueKind.Number => "number",
            _ => null,
        }, input);
    }

    /// <param name="reading">The reading that a value shows; empty where it looks the same in all; null where it is in none.</param>
    /// <param name="input">What a create or update sends.</param>
    private async Task<Verdict> Judge(Func<JsonNode, string?> reading, JsonObject? input = null)
    {
        var (answer, values) = await Values(input);
        if (values.IsEmpty)
            return Verdict.Unknown($"the answer to {Rule.Place.Operation} shows no value of {Name()}");
        if (values.FirstOrDefault(value => reading(value) is null) is { } strange)
        {
            return Verdict.Broken($"{Name()} in the answer to {Rule.Place.Operation}: {Describe.Tolerated(Rule)}",
                Describe.Value(strange), answer.Exchange);
        }
        var seen = values.Select(value => reading(value)!).Where(name => name.Length > 0).ToImmutableHashSet();
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
        var values = records.SelectMany(record => In(record, place.Field!, place.Inner));
        return (answer, [.. values.OfType<JsonNode>().Where(value => !FieldValue.IsUnset(value))]);
    }

    private IEnumerable<JsonNode?> In(JsonObject record, Field field, Field? inner)
    {
        var shown = Session.Value(record, field);
        if (inner is null)
            return [shown];
        return shown switch
        {
            JsonObject linked => [Session.Value(linked, inner)],
            JsonArray list => list.OfType<JsonObject>().Select(element => Session.Value(element, inner)),
            _ => [],
        };
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
