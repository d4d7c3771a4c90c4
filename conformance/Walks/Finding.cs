using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>A find: of a record as it should be now, of one that is deleted, under another parent, with another key.</summary>
internal sealed class Finding(Scene scene, FindStep step, Remembered record)
{
    private readonly Resource _resource = record.Resource;
    private readonly Operation _operation = scene.Operation(OperationKind.Find, record.Resource);

    private Session Session => scene.Session;

    public async Task<Deviation?> Take()
    {
        if (step.Who == Credential.Other)
            return await FromOutside();
        if (step.Under is { } under)
            return scene.Find(under) is { Life: Life.Live } other && other != record.Parent ? await Elsewhere(other) : null;
        var expected = Foresee();
        var answer = await Session.Find(_resource, record.Identity, step.Who);
        if (scene.Judge(step, _resource, expected, answer, $": {record} {State}") is { } deviation)
            return deviation;
        if (!answer.Succeeded || expected.Outcomes is null || answer.Data is not JsonObject shown)
            return null;
        return record.Life == Life.Gone ? SwitchedOff(shown)
            : new Look(scene, step, _operation).Whole(record, shown, OperationKind.Find) ?? new Look(scene, step, _operation).Number(record);
    }

    private string State => record.Life switch
    {
        Life.Gone => "was deleted",
        Life.Deleted => "was deleted, which switches it off",
        _ => "is there",
    };

    private Expectation Foresee()
    {
        if (record.Life == Life.Gone)
        {
            return record.Parent is not { Life: not Life.Live } && scene.Observed.IsSure(Behaviors.HardDelete, Place.Of(_resource), "inactive")
                ? scene.Succeeds(_operation)
                : Deleting.Gone(scene, record, _operation);
        }
        return record.Parent is { Life: not Life.Live } ? Expectation.Anything : scene.Succeeds(_operation);
    }

    private Deviation? SwitchedOff(JsonObject shown)
    {
        var flag = scene.Contract.ActiveFlag(_resource) is { } name ? _resource.Field(name) : null;
        return flag is null || !Session.TryGet(shown, flag, out var value) || FieldValue.Flag(value) == false ? null
            : new Deviation(Aspect.Value, _resource.Name, step.Kind, $"{record} with {flag} off, since it was deleted", $"{flag} is {Describe.Value(value)}");
    }

    private async Task<Deviation?> FromOutside()
    {
        if (!scene.Observed.Holds(Behaviors.Isolation, Place.Of(_resource)) || _resource.Parent is not null)
            return null;
        var answer = await Session.Find(_resource, record.Identity, Credential.Other);
        return answer is { Succeeded: true, Data: JsonObject shown } && Session.ShowsAny(_resource, shown, record.Tags)
            ? new Deviation(Aspect.Value, _resource.Name, step.Kind, $"{record} not shown to the key of another silo", answer.Summary)
            : null;
    }

    private async Task<Deviation?> Elsewhere(Remembered other)
    {
        var expected = Expectation.Of(scene.Observed, Behaviors.OtherParent, Place.Of(_resource), ("not-found", Outcome.NotFound));
        var answer = await Session.Find(_resource, record.Identity, new Sending { Parent = other.Identity });
        return scene.Judge(step, _resource, expected, answer, $": {record} is not under {other}");
    }
}
