using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What a field holds that was not sent, or was emptied.</summary>
internal sealed class AbsentValueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Default))]
    public async Task<Verdict> Default()
    {
        var made = await MakeWith(null);
        var (value, exchange) = await Stored(made);
        if (IsSame(value, Field.Default))
            return Verdict.Saw("applied");
        return Contract.Tolerates(Behaviors.Default, Rule.Place, "other-value")
            ? Verdict.Saw("other-value")
            : OtherValueShown($"{Field} {Describe.Value(Field.Default)} after a create of {Resource} without it", value, made.Answer.Exchange, exchange);
    }

    [Judges(nameof(Behaviors.Unset))]
    public async Task<Verdict> Unset()
    {
        var (_, answer, made) = await TryCreateWith(null);
        if (answer.Outcome == Outcome.BadRequest && Contract.Tolerates(Behaviors.Optional, Rule.Place, "required"))
            return Verdict.Unknown($"the target demands {Field}, so no {Resource} can be without it");
        if (Session.IsConflictOfUnset(Rule.Place, answer))
            return await OfAnother();
        if (made is null)
            return NoSuccess($"a create of {Resource} without {Field}", answer);

        if (!Session.TryGet((await Read(made)).Record, Field, out _) && IsLeftOutOf(answer))
            return Verdict.Saw("left-out");
        var (value, exchange) = await Stored(made);
        return value switch
        {
            null => Verdict.Saw("null"),
            JsonValue => Verdict.Saw(FieldValue.IsUnset(value) ? "empty-text" : "filled"),
            _ => OtherValueShown($"{Field} null or a text after a create of {Resource} without it", value, answer.Exchange, exchange),
        };
    }

    [Judges(nameof(Behaviors.Clear))]
    public async Task<Verdict> Clear()
    {
        // A value that is not the default, for one that is cleared may have that.
        var made = await Make(Field.Default is { } usual ? new JsonObject { [Field.Name] = OtherValue(usual) } : null);
        var before = Shown(await Read(made));
        if (FieldValue.IsUnset(before))
            return Verdict.Unknown($"{Field} of a new {Resource} has no value that could be cleared");

        var readings = new List<string>();
        // An empty flag in a form is judged by a rule of its own.
        if (Field.Type != FieldType.Boolean && Session.TakesForms(OperationKind.Update, Resource) && await Emptied(made, before, "", Session.Encoded(OperationKind.Update, Resource), readings) is { } inForm)
            return inForm;
        var value = OtherValue(Field.Default);
        var filled = await Update(made, new JsonObject { [Field.Name] = value.Copy() }, new Sending { Form = BodyForm.Json });
        // A target that takes no JSON has nothing to say about null, and one whose updates ignore the field holds another value.
        var held = filled.Succeeded ? Shown(await Read(made)) : null;
        if (held is not null && !IsSame(held, value) && Contract.Tolerates(Behaviors.RoundTripOnUpdate, Rule.Place, "ignored"))
            return Verdict.Unknown($"the updates of the target do not take {Field}");
        if (!FieldValue.IsUnset(held) && await Emptied(made, held, null, BodyForm.Json, readings) is { } inJson)
            return inJson;
        if (readings.Count == 0)
            return Verdict.Unknown($"the target takes no JSON, and no other way to clear {Field} is known");
        // What a text does and what null does may differ; the document says nothing of either.
        return Verdict.Saw(readings is ["cleared", "kept"] ? "null-kept" : Rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    // The one record that is without the value shows how that is written, whoever made it.
    private async Task<Verdict> OfAnother()
    {
        foreach (var record in Offers(OperationKind.List) ? (await ReadAll()).Records : [])
        {
            if (Session.TryGet(record, Field, out var value) && FieldValue.IsUnset(value))
                return Verdict.Saw(value is null ? "null" : "empty-text");
        }
        return Verdict.Unknown($"the target lets one {Resource} be without {Field}, and the list does not show it");
    }

    // Where other answers may leave the field out in any case, that to the create counts.
    private bool IsLeftOutOf(Answer created) =>
        !Contract.MayBeLeftOut(Resource, Field)
        || (created.Exchange.Operation?.Holds == AnswerHolds.Record && !Session.TryGet(created.Record, Field, out _));

    private async Task<Verdict?> Emptied(Made made, JsonNode? held, JsonNode? empty, BodyForm? form, List<string> readings)
    {
        var full = await Read(made);
        var answer = await Session.Update(made.Resource, made.Identity, new JsonObject { [Field.Name] = empty }, new Sending { Form = form });
        var how = $"an update of {made} with {Field} {Describe.Value(empty)}";
        if (answer.Outcome == Outcome.BadRequest && Rule.Tolerates("refused"))
        {
            readings.Add("refused");
            return await Session.ChangedDespiteRefusal(made, full, answer);
        }
        if (!answer.Succeeded)
            return NoSuccess(how, answer);
        var found = await Read(made);
        var shown = Session.Shown(made.Resource, found, Field);
        var isCleared = FieldValue.IsUnset(shown) || (Field.Default is not null && IsSame(shown, Field.Default));
        if (!isCleared && !IsSame(shown, held))
            return OtherValueShown($"{Field} without a value after {how}, or {Describe.Value(held)} as before", shown, answer.Exchange, found.Exchange);
        readings.Add(isCleared ? "cleared" : "kept");
        return null;
    }
}
