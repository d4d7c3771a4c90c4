using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>A list: of all that it shows the walk's own records count, each once or not at all, as finding shows them and in order.</summary>
internal sealed class Listing(Scene scene, ListStep step)
{
    // Others write meanwhile: what looks wrong is looked at again.
    private const int Tries = 3;

    private readonly Resource _resource = scene.Contract.Resource(step.Resource);

    private Session Session => scene.Session;

    private Observed Observed => scene.Observed;

    public async Task<Deviation?> Take()
    {
        var operation = scene.Ground[step.Resource].List!;
        var parent = scene.Find(step.Parent);
        if (parent is { Life: not (Life.Live or Life.Gone) })
            return null;
        var filter = Filter(operation);
        if (operation.Filter is not null && filter is null)
            return null;
        for (var tries = 1; ; tries++)
        {
            var answer = await Session.List(operation, new Sending { Parent = parent?.Identity, Filter = filter });
            var deviation = scene.Judge(step, _resource, Foresee(operation, parent), answer)
                ?? (answer is { Succeeded: true, Data: JsonArray list } && parent is not { Life: Life.Gone }
                    ? Compare(operation, parent, filter, [.. list.OfType<JsonObject>()]) : null);
            if (deviation is null || tries == Tries)
                return deviation;
        }
    }

    private Expectation Foresee(Operation operation, Remembered? parent) => parent is { Life: Life.Gone }
        ? Expectation.Of(Observed, Behaviors.UnknownParent, Place.Of(_resource), ("not-found", Outcome.NotFound))
        : scene.Succeeds(operation);

    private string? Filter(Operation operation)
    {
        if (operation.Filter is not { } word || scene.Find(step.Like) is not { } like)
            return null;
        var belief = like[_resource.Field(word.Field)];
        return belief is { IsSure: true, Values: [{ } value] } ? FieldValue.Text(value is JsonArray list ? list.FirstOrDefault() : value) : null;
    }

    private Deviation? Compare(Operation operation, Remembered? parent, string? filter, ImmutableArray<JsonObject> list)
    {
        var own = scene.Records(_resource).Where(record => record.Life != Life.Lost && record.Parent is not { Life: Life.Lost }).ToArray();
        var shown = new List<(Remembered Record, JsonObject Shown)>();
        foreach (var record in own.Where(record => IsIn(operation, record, filter) is not null))
        {
            var times = list.Where(element => Session.TryGet(element, _resource.Identity, out var identity) && FieldValue.Text(identity) == record.Identity).ToArray();
            if (Times(operation, parent, record, filter) is { } expected && !expected.Contains(times.Length))
            {
                return new Deviation(Aspect.Listed, _resource.Name, step.Kind,
                    $"{record} in the list {(expected is [0] ? "no more" : expected is [1] ? "once" : "once or not at all")}", $"it is there {times.Length} times");
            }
            if (times is [var one])
                shown.Add((record, one));
        }
        if (Observed.Holds(Behaviors.ListAgrees, Place.Of(operation)) || !Session.Offers(OperationKind.Find, _resource))
        {
            foreach (var (record, one) in shown.Where(pair => pair.Record.Life is Life.Live or Life.Deleted))
            {
                if (new Look(scene, step, operation).Whole(record, one, OperationKind.List) is { } deviation)
                    return deviation;
            }
        }
        return new Ordering(scene, step, operation).Judge([.. shown.Select(pair => pair.Record)],
            [.. list.Where(element => shown.Exists(pair => pair.Shown == element))]);
    }

    // Null where it is not known.
    private bool? IsIn(Operation operation, Remembered record, string? filter)
    {
        if (operation.Filter is not { } word)
            return true;
        var field = _resource.Field(word.Field);
        return record[field] is { IsSure: true, Values: [{ } value] } && Observed.Holds(Behaviors.Filter, Place.Of(operation))
            ? (value is JsonArray several ? several : [value.DeepClone()]).Any(one => FieldValue.Text(one) == filter)
            : null;
    }

    // How often the list may show a record; null where nothing is predicted.
    private int[]? Times(Operation operation, Remembered? parent, Remembered record, string? filter)
    {
        if (record.Parent != parent || IsIn(operation, record, filter) == false)
            return [0];
        switch (record.Life)
        {
            case Life.Live:
                return Observed.Holds(Behaviors.ListComplete, Place.Of(operation)) ? [1] : null;
            case Life.Deleted:
                var readings = Observed.Of(Behaviors.DeletedListed, Place.Of(_resource));
                return readings.IsEmpty ? null : readings is ["listed"] ? [1] : readings is ["left-out"] ? [0] : [0, 1];
            default:
                return Observed.Holds(Behaviors.HardDelete, Place.Of(_resource)) ? [0] : null;
        }
    }
}
