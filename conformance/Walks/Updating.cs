using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>An update: what it sends, what it may be answered with, and what the record holds after it.</summary>
internal sealed class Updating(Scene scene, Step step, Remembered record)
{
    private readonly Resource _resource = record.Resource;
    private readonly Operation _operation = scene.Operation(OperationKind.Update, record.Resource);

    private Session Session => scene.Session;

    private Observed Observed => scene.Observed;

    public async Task<Deviation?> Take(UpdateStep update)
    {
        var input = new JsonObject();
        foreach (var choice in update.Choices)
        {
            var field = _resource.Field(choice.Field);
            input[field.Name] = scene.Value(choice, _resource, field, record.Held(Session, field));
        }
        // How a value is taken away is a matter of the form; what must not be taken away is not.
        var clears = update.Choices.Any(choice => choice.Source == Source.Empty && scene.Contract.Rule(Behaviors.Clear, PlaceOf(choice.Field)) is not null);
        return await Send(input, clears ? Session.Encoded : null);
    }

    public Task<Deviation?> Repeat() =>
        record.LastUpdate is { } last ? Send((JsonObject)last.DeepClone(), null) : Task.FromResult<Deviation?>(null);

    /// <summary>Sets a deleted record active.</summary>
    public async Task<Deviation?> Reactivate()
    {
        var flag = _resource.Field(_resource.SoftDelete!.Field);
        var readings = Observed.Of(Behaviors.Reactivation, Place.Of(_resource));
        var refused = Expectation.Of(Outcome.BadRequest, Outcome.NotFound, Outcome.Conflict);
        var expected = readings.IsEmpty ? Expectation.Anything
            : readings.Select(reading => reading == "refused" ? refused : Expectation.Of(Outcome.Success)).Aggregate((one, other) => one.Or(other));
        // Somebody may have taken what was unique to it.
        if (_resource.Fields.Any(field => field.Unique && record.Held(Session, field) is { } held && IsShared(field, held)))
            expected = Expectation.Anything;
        var answer = await Session.Update(_resource, record.Identity, new JsonObject { [flag.Name] = true });
        if (scene.Judge(step, _resource, expected, answer) is { } deviation)
            return deviation;
        if (!answer.Succeeded)
            return null;
        record.LastUpdate = null;
        if (readings.IsEmpty || expected.Outcomes is null)
            record.Life = Life.Lost;
        // A flag that updates may ignore may be ignored here as well.
        else if (readings is ["allowed"] && Observed.IsSure(Behaviors.RoundTripOnUpdate, Place.Of(_resource, flag), "kept"))
            (record.Life, record[flag]) = (Life.Live, Belief.Of(true));
        else if (readings.Contains("allowed"))
            await Settle(flag);
        return null;
    }

    // Where it may have worked or not, a look tells.
    private async Task Settle(Field flag)
    {
        var found = await Session.Find(_resource, record.Identity);
        var active = found.Data is JsonObject shown && found.Succeeded ? Session.IsActive(_resource, shown) : null;
        if (active is { } known)
            (record.Life, record[flag]) = (known ? Life.Live : Life.Deleted, Belief.Of(known));
        else
            record.Life = Life.Lost;
    }

    private async Task<Deviation?> Send(JsonObject input, BodyForm? form)
    {
        var expected = Foresee(input);
        var answer = await Session.Update(_resource, record.Identity, input, new Sending { Who = step.Who, Form = form });
        if (scene.Judge(step, _resource, expected, answer) is { } deviation)
            return deviation;
        if (!answer.Succeeded)
        {
            Refused(input, answer);
            return null;
        }
        // A write that should have been refused, or of what should not be there.
        if (expected.Outcomes is null && (record.Life != Life.Deleted || step.Who != Credential.Full))
        {
            record.Life = Life.Lost;
            return null;
        }
        Stored(input);
        return answer.Data is JsonObject shown && Observed.Holds(Behaviors.UpdateAnswer, Place.Of(_operation))
            ? new Look(scene, step, _operation).Part(record, shown)
            : null;
    }

    private Expectation Foresee(JsonObject input)
    {
        if (step.Who == Credential.ReadOnly)
            return scene.Forbidden(_operation);
        if (record.Life == Life.Gone)
            return Deleting.Gone(scene, record, _operation);
        if (record.Life != Life.Live || record.Parent is { Life: not Life.Live })
            return Expectation.Anything;
        var prospect = new Prospect(scene, scene.Succeeds(_operation));
        foreach (var (name, value) in input)
        {
            var (field, place) = (_resource.Field(name), PlaceOf(name));
            if (FieldValue.IsUnset(value) && scene.Contract.Rule(Behaviors.NotBlankOnUpdate, place) is not null)
                prospect.Invalid(Behaviors.NotBlankOnUpdate, place);
            else if (FieldValue.IsUnset(value) && Observed.Can(Behaviors.Clear, place, "refused"))
                prospect.Add(false, Expectation.Of(Outcome.BadRequest));
            else if (!FieldValue.IsUnset(value) && field.IsPlain)
                Taken(prospect, field, value!);
        }
        return prospect.Expected;
    }

    private void Taken(Prospect prospect, Field field, JsonNode value)
    {
        prospect.Taken(Behaviors.UniqueOnUpdate, _resource, field, value, record);
        if (Observed.Failed(Behaviors.UniqueOwnValue, PlaceOf(field.Name)) && record[field].Allows(Session, field, value))
            prospect.Add(true, Expectation.Anything);
    }

    // A refusal changes nothing, unless the rule that says so is known to be broken.
    private void Refused(JsonObject input, Answer answer)
    {
        var fields = input.Select(member => _resource.Field(member.Key)).ToArray();
        var isHalf = answer.Outcome == Outcome.Conflict && fields.Any(field => Observed.Failed(Behaviors.UniqueRefusal, PlaceOf(field.Name)));
        if (isHalf || fields.Any(field => Observed.Failed(Behaviors.NotBlankOnUpdate, PlaceOf(field.Name))))
            Array.ForEach(fields, field => record[field] = Belief.Open);
    }

    private void Stored(JsonObject input)
    {
        if (Observed.Failed(Behaviors.PartialUpdate, Place.Of(_operation)))
            record.Forget();
        foreach (var field in _resource.Fields)
        {
            if (input.TryGetPropertyValue(field.Name, out var sent) && sent is not null)
                Stored(field, sent);
            else if (Observed.Failed(Behaviors.RequiredOnUpdate, PlaceOf(field.Name)) || (field.SetOn == SetOn.Create && Observed.Failed(Behaviors.Fixed, PlaceOf(field.Name))))
                record[field] = Belief.Open;
        }
        record.LastUpdate = (JsonObject)input.DeepClone();
        record.Tags.UnionWith(Session.UniqueTexts(_resource, input));
    }

    private void Stored(Field field, JsonNode sent)
    {
        var (held, was) = (record[field], record.Held(Session, field));
        if (was is not null && !Alike.Value(Session, field, was, sent))
            record.NoteFormer(field, was);
        record.NoteSent(field, sent.Copy()!);
        var belief = Observed.Updated(PlaceOf(field.Name), sent.Copy()!, held);
        // Nothing is said of what an update does to a record that was deleted.
        record[field] = record.Life == Life.Live ? belief : belief.Or(held);
    }

    private bool IsShared(Field field, JsonNode value) => scene.Records(_resource)
        .Any(other => other != record && other.Life is Life.Live or Life.Lost && other.MayHaveHad(Session, field, value) && other[field].Allows(Session, field, value));

    private Place PlaceOf(string field) => Place.Of(_resource, _resource.Field(field));
}
