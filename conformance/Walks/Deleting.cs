using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>A delete: what it may be answered with, and what becomes of the record and of others.</summary>
internal sealed class Deleting(Scene scene, DeleteStep step, Remembered record)
{
    private readonly Resource _resource = record.Resource;
    private readonly Operation _operation = scene.Operation(OperationKind.Delete, record.Resource);

    private Observed Observed => scene.Observed;

    private IEnumerable<Remembered> Children => scene.Contract.Resources.Where(resource => resource.Parent?.Resource == _resource.Name)
        .SelectMany(scene.Records).Where(child => child.Parent == record && child.Life == Life.Live);

    /// <summary>What is answered of a record that a delete took away, or that went with its parent.</summary>
    public static Expectation Gone(Scene scene, Remembered record, Operation operation)
    {
        if (record.Parent is { Life: not Life.Live })
            return scene.Observed.Failed(Behaviors.ParentDeleted, Place.Of(record.Resource)) ? Expectation.Anything : scene.Unknown(operation).Or(Outcome.NotFound);
        // One that was only switched off may be there for anything but lists.
        return !scene.Observed.IsSure(Behaviors.HardDelete, Place.Of(record.Resource), "removed")
            ? Expectation.Anything
            : scene.Unknown(operation).Or(Outcome.NotFound);
    }

    public async Task<Deviation?> Take()
    {
        var expected = Foresee();
        var answer = await scene.Session.Delete(_resource, record.Identity, new Sending { Who = step.Who });
        if (scene.Judge(step, _resource, expected, answer) is { } deviation)
            return deviation;
        if (!answer.Succeeded)
            return null;
        if (expected.Outcomes is null && record.Life == Life.Live)
            record.Life = Life.Lost;
        else if (record.Life == Life.Live)
            Deleted();
        return null;
    }

    private Expectation Foresee()
    {
        if (step.Who == Credential.ReadOnly)
            return scene.Forbidden(_operation);
        if (record.Life is Life.Deleted or Life.Gone)
            return Again();
        if (record.Parent is { Life: not Life.Live })
            return Expectation.Anything;
        return Children.Select(child => ForParent(child.Resource)).Append(scene.Succeeds(_operation)).First();
    }

    private Expectation ForParent(Resource children)
    {
        var readings = Observed.Of(Behaviors.ParentDeleted, Place.Of(children));
        var refused = Expectation.Of(Outcome.BadRequest, Outcome.Forbidden);
        return readings.IsEmpty ? Expectation.Anything
            : readings is ["gone"] ? scene.Succeeds(_operation)
            : readings is ["refused"] ? refused
            : refused.Or(scene.Succeeds(_operation));
    }

    private Expectation Again()
    {
        var second = Expectation.Of(Observed, Behaviors.SecondDelete, Place.Of(_operation),
            ("succeeds", Outcome.Success), ("not-found", Outcome.NotFound), ("conflict", Outcome.Conflict));
        // Under a parent that is gone as well, the path leads nowhere.
        return record.Parent is { Life: not Life.Live } ? second.Or(Gone(scene, record, _operation)) : second;
    }

    private void Deleted()
    {
        foreach (var child in Children.ToArray())
            child.Life = Observed.Holds(Behaviors.ParentDeleted, Place.Of(child.Resource)) ? Life.Gone : Life.Lost;
        record.LastUpdate = null;
        if (_resource.SoftDelete is { } word)
            Deactivated(_resource.Field(word.Field));
        else
            record.Life = Observed.Holds(Behaviors.HardDelete, Place.Of(_resource)) ? Life.Gone : Life.Lost;
        Others();
    }

    private void Deactivated(Field flag)
    {
        record.Life = Observed.Holds(Behaviors.SoftDelete, Place.Of(_resource)) ? Life.Deleted : Life.Lost;
        if (Observed.Failed(Behaviors.DeleteKeepsData, Place.Of(_resource)))
            record.Forget();
        record[flag] = Belief.Of(false);
    }

    // Nothing happens to them, unless a rule that says so is known to be broken.
    private void Others()
    {
        foreach (var (name, (other, _)) in record.Linked)
        {
            if (Observed.Failed(Behaviors.LinkedKept, Place.Of(_resource, _resource.Field(name))))
                other.Life = Life.Lost;
        }
        foreach (var other in scene.Contract.Resources.SelectMany(scene.Records).ToArray())
        {
            if (other.Linked.Any(linked => linked.Value.Record == record && Observed.Failed(Behaviors.LinkingKept, Place.Of(other.Resource, other.Resource.Field(linked.Key)))))
                other.Life = Life.Lost;
        }
    }
}
