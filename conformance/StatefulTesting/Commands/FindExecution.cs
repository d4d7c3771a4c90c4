using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>A find: of a record as it should be now, of one that is deleted, under another parent, with another key.</summary>
internal sealed class FindExecution(CommandContext context, FindCommand command, ModelRecord record)
{
    private readonly Resource _resource = record.Resource;
    private readonly Operation _operation = context.Operation(OperationKind.Find, record.Resource);

    private Session Session => context.Session;

    private Model Model => context.Model;

    public async Task<Deviation?> Run()
    {
        if (command.Who == Credential.Other)
            return await WithOtherKey();
        if (command.Under is { } under)
            return context.Find(under) is { State: RecordLifecycle.Existing } other && other != record.Parent ? await UnderOther(other) : null;
        var expected = Predict();
        var answer = await Session.Find(_resource, record.Identity, command.Who);
        if (Model.Check(_operation, expected, answer, $": {record} {Situation}") is { } deviation)
            return deviation;
        if (!answer.Succeeded || expected.Outcomes is null || answer.Data is not JsonObject shown)
            return null;
        return record.State == RecordLifecycle.Removed ? Deactivated(shown)
            : new RecordPostcondition(Model, _operation).Whole(record, shown, OperationKind.Find) ?? new RecordPostcondition(Model, _operation).Number(record);
    }

    private string Situation => record.State switch
    {
        RecordLifecycle.Removed => "was deleted",
        RecordLifecycle.Deactivated => "was deleted, which deactivates it",
        _ => "is there",
    };

    private Expectation Predict()
    {
        if (record.State == RecordLifecycle.Removed)
        {
            return record.Parent is not { State: not RecordLifecycle.Existing } && Model.Readings.IsSure(Behaviors.HardDelete, Place.Of(_resource), "inactive")
                ? Model.Succeeds(_operation)
                : Model.RemovedRecord(_operation, record);
        }
        return record.Parent is { State: not RecordLifecycle.Existing } ? Expectation.Anything : Model.Succeeds(_operation);
    }

    private Deviation? Deactivated(JsonObject shown)
    {
        var flag = context.Contract.ActiveFlag(_resource) is { } name ? _resource.Field(name) : null;
        return flag is null || !Session.TryGet(shown, flag, out var value) || FieldValue.Flag(value) == false ? null
            : Model.Deviates(DeviationKind.Value, _operation, $"{record} with {flag} off, since it was deleted", $"{flag} is {Describe.Value(value)}");
    }

    private async Task<Deviation?> WithOtherKey()
    {
        if (!Model.Readings.Holds(Behaviors.Isolation, Place.Of(_resource)) || _resource.Parent is not null)
            return null;
        var answer = await Session.Find(_resource, record.Identity, Credential.Other);
        return answer is { Succeeded: true, Data: JsonObject shown } && Session.ShowsAny(_resource, shown, record.UniqueTexts)
            ? Model.Deviates(DeviationKind.Value, _operation, $"{record} not shown to the key of another silo", answer.Summary)
            : null;
    }

    private async Task<Deviation?> UnderOther(ModelRecord other)
    {
        var expected = Expectation.Of(Model.Readings, Behaviors.OtherParent, Place.Of(_resource), ("not-found", Outcome.NotFound));
        var answer = await Session.Find(_resource, record.Identity, new Sending { Parent = other.Identity });
        return Model.Check(_operation, expected, answer, $": {record} is not under {other}");
    }
}
