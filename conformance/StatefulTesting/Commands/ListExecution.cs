using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>A list: it shows each record of the sequence once or not at all, as finding it does, and in order.</summary>
internal sealed class ListExecution(CommandContext context, ListCommand command)
{
    // Others write meanwhile, so a list that deviates is read again.
    private const int Tries = 3;

    private readonly Resource _resource = context.Contract.Resource(command.Resource);
    private readonly Operation _operation = context.Capabilities[command.Resource].List!;

    private Session Session => context.Session;

    private Model Model => context.Model;

    private KnownReadings Readings => context.Model.Readings;

    public async Task<Deviation?> Run()
    {
        var parent = context.Find(command.Parent);
        if (parent is { State: not (RecordLifecycle.Existing or RecordLifecycle.Removed) })
            return null;
        var filter = Filter();
        if (_operation.Filter is not null && filter is null)
            return null;
        for (var tries = 1; ; tries++)
        {
            var answer = await Session.List(_operation, new Sending { Parent = parent?.Identity, Filter = filter });
            var deviation = Model.Check(_operation, Predict(parent), answer)
                ?? (answer is { Succeeded: true, Data: JsonArray list } && parent is not { State: RecordLifecycle.Removed }
                    ? Compare(parent, filter, [.. list.OfType<JsonObject>()]) : null);
            if (deviation is null || tries == Tries)
                return deviation;
        }
    }

    private Expectation Predict(ModelRecord? parent) => parent is { State: RecordLifecycle.Removed }
        ? Expectation.Of(Readings, Behaviors.UnknownParent, Place.Of(_resource), ("not-found", Outcome.NotFound))
        : Model.Succeeds(_operation);

    private string? Filter()
    {
        if (_operation.Filter is not { } word || context.Find(command.Like) is not { } like)
            return null;
        var possible = like[_resource.Field(word.Field)];
        return possible is { IsSure: true, Values: [{ } value] } ? FieldValue.Text(value is JsonArray list ? list.FirstOrDefault() : value) : null;
    }

    private Deviation? Compare(ModelRecord? parent, string? filter, ImmutableArray<JsonObject> list)
    {
        var own = Model.Records(_resource).Where(record => record.State != RecordLifecycle.Unknown && record.Parent is not { State: RecordLifecycle.Unknown }).ToArray();
        var shown = new List<(ModelRecord Record, JsonObject Shown)>();
        foreach (var record in own.Where(record => IsIn(record, filter) is not null))
        {
            var times = list.Where(element => Session.TryGet(element, _resource.Identity, out var identity) && FieldValue.Text(identity) == record.Identity).ToArray();
            if (Times(parent, record, filter) is { } expected && !expected.Contains(times.Length))
            {
                return Model.Deviates(DeviationKind.Listed, _operation,
                    $"{record} in the list {(expected is [0] ? "no more" : expected is [1] ? "once" : "once or not at all")}", $"it is there {times.Length} times");
            }
            if (times is [var one])
                shown.Add((record, one));
        }
        if (Readings.Holds(Behaviors.ListAgrees, Place.Of(_operation)) || !Session.Offers(OperationKind.Find, _resource))
        {
            foreach (var (record, one) in shown.Where(pair => pair.Record.State is RecordLifecycle.Existing or RecordLifecycle.Deactivated))
            {
                if (new RecordPostcondition(Model, _operation).Whole(record, one, OperationKind.List) is { } deviation)
                    return deviation;
            }
        }
        return new OrderPostcondition(Model, _operation).Judge([.. shown.Select(pair => pair.Record)],
            [.. list.Where(element => shown.Exists(pair => pair.Shown == element))]);
    }

    // Null where it is not known.
    private bool? IsIn(ModelRecord record, string? filter)
    {
        if (_operation.Filter is not { } word)
            return true;
        var field = _resource.Field(word.Field);
        return record[field] is { IsSure: true, Values: [{ } value] } && Readings.Holds(Behaviors.Filter, Place.Of(_operation))
            ? (value is JsonArray several ? several : [value.DeepClone()]).Any(one => FieldValue.Text(one) == filter)
            : null;
    }

    // How often the list may show a record; null where nothing is predicted.
    private int[]? Times(ModelRecord? parent, ModelRecord record, string? filter)
    {
        if (record.Parent != parent || IsIn(record, filter) == false)
            return [0];
        switch (record.State)
        {
            case RecordLifecycle.Existing:
                return Readings.Holds(Behaviors.ListComplete, Place.Of(_operation)) ? [1] : null;
            case RecordLifecycle.Deactivated:
                var readings = Readings.Of(Behaviors.DeletedListed, Place.Of(_resource));
                return readings.IsEmpty ? null : readings is ["listed"] ? [1] : readings is ["left-out"] ? [0] : [0, 1];
            default:
                return Readings.Holds(Behaviors.HardDelete, Place.Of(_resource)) ? [0] : null;
        }
    }
}
