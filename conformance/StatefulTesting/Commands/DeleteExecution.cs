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

    private IEnumerable<ModelRecord> Children => context.Contract.Resources.Where(resource => resource.Parent?.Resource == _resource.Name)
        .SelectMany(Model.Records).Where(child => child.Parent == record && child.State == RecordLifecycle.Existing);

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
            Deleted();
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
        return Children.Select(child => ForParent(child.Resource)).Append(Model.Succeeds(_operation)).First();
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

    private void Deleted()
    {
        foreach (var child in Children.ToArray())
            child.State = Readings.Holds(Behaviors.ParentDeleted, Place.Of(child.Resource)) ? RecordLifecycle.Removed : RecordLifecycle.Unknown;
        record.LastUpdate = null;
        if (_resource.SoftDelete is { } word)
            Deactivated(_resource.Field(word.Field));
        else
            record.State = Readings.Holds(Behaviors.HardDelete, Place.Of(_resource)) ? RecordLifecycle.Removed : RecordLifecycle.Unknown;
        Others();
    }

    private void Deactivated(Field flag)
    {
        record.State = Readings.Holds(Behaviors.SoftDelete, Place.Of(_resource)) ? RecordLifecycle.Deactivated : RecordLifecycle.Unknown;
        if (Readings.Failed(Behaviors.DeleteKeepsData, Place.Of(_resource)))
            record.Forget();
        record[flag] = PossibleValues.Of(false);
    }

    // They stay as they are, unless a rule that says so is known to be broken.
    private void Others()
    {
        foreach (var (name, (other, _)) in record.Linked)
        {
            if (Readings.Failed(Behaviors.LinkedKept, Place.Of(_resource, _resource.Field(name))))
                other.State = RecordLifecycle.Unknown;
        }
        foreach (var other in context.Contract.Resources.SelectMany(Model.Records).ToArray())
        {
            if (other.Linked.Any(linked => linked.Value.Record == record && Readings.Failed(Behaviors.LinkingKept, Place.Of(other.Resource, other.Resource.Field(linked.Key)))))
                other.State = RecordLifecycle.Unknown;
        }
    }
}
