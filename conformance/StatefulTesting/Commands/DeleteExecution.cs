using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>A delete: what it may be answered with, and what becomes of the record and of others.</summary>
internal sealed class DeleteExecution(CommandContext context, DeleteCommand command, ModelRecord record)
{
    private readonly Resource _resource = record.Resource;
    private readonly Operation _operation = context.Operation(OperationKind.Delete, record.Resource);

    private Model Model => context.Model;

    private KnownReadings Readings => context.Model.Readings;

    public async Task<Deviation?> Run()
    {
        var expected = Predict();
        var answer = await context.Session.Delete(_resource, record.Identity, new Sending { Who = command.Who });
        if (Model.Check(_operation, expected, answer) is { } deviation)
            return deviation;
        if (!answer.Succeeded)
            return null;
        if (expected.Outcomes is null && record.State == RecordLifecycle.Existing)
            record.State = RecordLifecycle.Unknown;
        else if (record.State == RecordLifecycle.Existing)
            new WriteEffects(Model).Deleted(record);
        return null;
    }

    private Expectation Predict()
    {
        if (command.Who == Credential.ReadOnly)
            return Model.Forbidden(_operation);
        if (record.State is RecordLifecycle.Deactivated or RecordLifecycle.Removed)
            return Again();
        if (record.Parent is { State: not RecordLifecycle.Existing })
            return Expectation.Anything;
        return new WriteEffects(Model).Children(record).Select(child => ForParent(child.Resource)).Append(Model.Succeeds(_operation)).First();
    }

    private Expectation ForParent(Resource children)
    {
        var readings = Readings.Of(Behaviors.ParentDeleted, Place.Of(children));
        var refused = Expectation.Of(Outcome.BadRequest, Outcome.Forbidden);
        return readings.IsEmpty ? Expectation.Anything
            : readings is ["gone"] ? Model.Succeeds(_operation)
            : readings is ["refused"] ? refused
            : refused.Or(Model.Succeeds(_operation));
    }

    private Expectation Again()
    {
        var second = Expectation.Of(Readings, Behaviors.SecondDelete, Place.Of(_operation),
            ("succeeds", Outcome.Success), ("not-found", Outcome.NotFound), ("conflict", Outcome.Conflict));
        // Under a parent that is removed as well, the path does not exist.
        return record.Parent is { State: not RecordLifecycle.Existing } ? second.Or(Model.RemovedRecord(_operation, record)) : second;
    }
}
