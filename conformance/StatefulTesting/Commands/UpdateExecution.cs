using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>An update: what it sends, what it may be answered with, and what the record holds after it.</summary>
internal sealed class UpdateExecution(CommandContext context, Command command, ModelRecord record)
{
    private readonly Resource _resource = record.Resource;
    private readonly Operation _operation = context.Operation(OperationKind.Update, record.Resource);

    private Session Session => context.Session;

    private Model Model => context.Model;

    private KnownReadings Readings => context.Model.Readings;

    public async Task<Deviation?> Run(UpdateCommand update)
    {
        var input = new JsonObject();
        foreach (var choice in update.Choices)
        {
            var field = _resource.Field(choice.Field);
            input[field.Name] = context.Value(choice, _resource, field, record.Held(Session, field));
        }
        // How a value is cleared depends on the form of the body; what must not be cleared does not.
        var clears = update.Choices.Any(choice => choice.Source == ValueSource.Empty && context.Contract.Rule(Behaviors.Clear, PlaceOf(choice.Field)) is not null);
        return await Send(input, clears ? Session.Encoded(OperationKind.Update, _resource) : null);
    }

    public Task<Deviation?> Repeat() =>
        record.LastUpdate is { } last ? Send((JsonObject)last.DeepClone(), null) : Task.FromResult<Deviation?>(null);

    /// <summary>Sets a deleted record active.</summary>
    public async Task<Deviation?> Reactivate()
    {
        var flag = _resource.Field(_resource.SoftDelete!.Field);
        var readings = Readings.Of(Behaviors.Reactivation, Place.Of(_resource));
        var refused = Expectation.Of(Outcome.BadRequest, Outcome.NotFound, Outcome.Conflict);
        var expected = readings.IsEmpty ? Expectation.Anything
            : readings.Select(reading => reading == "refused" ? refused : Expectation.Of(Outcome.Success)).Aggregate((one, other) => one.Or(other));
        // Another record may have its unique values by now.
        if (_resource.Fields.Any(field => field.Unique && record.Held(Session, field) is { } held && IsShared(field, held)))
            expected = Expectation.Anything;
        var answer = await Session.Update(_resource, record.Identity, new JsonObject { [flag.Name] = true });
        if (Model.Check(_operation, expected, answer) is { } deviation)
            return deviation;
        if (!answer.Succeeded)
            return null;
        record.LastUpdate = null;
        if (readings.IsEmpty || expected.Outcomes is null)
            record.State = RecordLifecycle.Unknown;
        // A flag that updates may ignore may be ignored here as well.
        else if (readings is ["allowed"] && Readings.IsSure(Behaviors.RoundTripOnUpdate, Place.Of(_resource, flag), "kept"))
            (record.State, record[flag]) = (RecordLifecycle.Existing, PossibleValues.Of(true));
        else if (readings.Contains("allowed"))
            await Settle(flag);
        return null;
    }

    // Where it may have worked or not, finding the record shows it.
    private async Task Settle(Field flag)
    {
        var found = await Session.Find(_resource, record.Identity);
        var active = found.Data is JsonObject shown && found.Succeeded ? Session.IsActive(_resource, shown) : null;
        if (active is { } known)
            (record.State, record[flag]) = (known ? RecordLifecycle.Existing : RecordLifecycle.Deactivated, PossibleValues.Of(known));
        else
            record.State = RecordLifecycle.Unknown;
    }

    private async Task<Deviation?> Send(JsonObject input, BodyForm? form)
    {
        var expected = Predict(input);
        var answer = await Session.Update(_resource, record.Identity, input, new Sending { Who = command.Who, Form = form });
        if (Model.Check(_operation, expected, answer) is { } deviation)
            return deviation;
        if (!answer.Succeeded)
        {
            new WriteEffects(Model).Refused(record, input, answer);
            return null;
        }
        // A write that should have been refused, or of what should not be there.
        if (expected.Outcomes is null && (record.State != RecordLifecycle.Deactivated || command.Who != Credential.Full))
        {
            record.State = RecordLifecycle.Unknown;
            return null;
        }
        new WriteEffects(Model).Updated(record, input);
        return answer.Data is JsonObject shown && Readings.Holds(Behaviors.UpdateAnswer, Place.Of(_operation))
            ? new RecordPostcondition(Model, _operation).Part(record, shown)
            : null;
    }

    private Expectation Predict(JsonObject input)
    {
        if (command.Who == Credential.ReadOnly)
            return Model.Forbidden(_operation);
        if (record.State == RecordLifecycle.Removed)
            return Model.RemovedRecord(_operation, record);
        if (record.State != RecordLifecycle.Existing || record.Parent is { State: not RecordLifecycle.Existing })
            return Expectation.Anything;
        var expectation = new WriteExpectation(Model, Model.Succeeds(_operation));
        foreach (var (name, value) in input)
        {
            var (field, place) = (_resource.Field(name), PlaceOf(name));
            if (FieldValue.IsUnset(value) && context.Contract.Rule(Behaviors.NotBlankOnUpdate, place) is not null)
                expectation.Invalid(Behaviors.NotBlankOnUpdate, place);
            else if (FieldValue.IsUnset(value) && Readings.Can(Behaviors.Clear, place, "refused"))
                expectation.Add(false, Expectation.Of(Outcome.BadRequest));
            else if (!FieldValue.IsUnset(value) && field.IsPlain)
                Taken(expectation, field, value!);
        }
        return expectation.Expected;
    }

    private void Taken(WriteExpectation expectation, Field field, JsonNode value)
    {
        expectation.Taken(Behaviors.UniqueOnUpdate, _resource, field, value, record);
        if (Readings.Failed(Behaviors.UniqueOwnValue, PlaceOf(field.Name)) && record[field].Allows(Session, field, value))
            expectation.Add(true, Expectation.Anything);
    }

    private bool IsShared(Field field, JsonNode value) => Model.Records(_resource)
        .Any(other => other != record && other.State is RecordLifecycle.Existing or RecordLifecycle.Unknown && other.MayHaveHad(Session, field, value) && other[field].Allows(Session, field, value));

    private Place PlaceOf(string field) => Place.Of(_resource, _resource.Field(field));
}
