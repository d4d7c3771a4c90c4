using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Handlers.Updates;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Updates a record: the sent fields change, nothing else does.</summary>
internal sealed class UpdateHandler(OperationPlan operation, IRequestReader dialect) : IOperationHandler
{
    private readonly ResourcePlan _resource = operation.Resource;
    private readonly RecordLookup _lookup = new(operation);
    private readonly RecordBinder _binder = new(operation);
    private readonly EmptyUpdate _empty = new(operation);
    private readonly DateSpan _span = new(operation.Resource);
    private readonly ParallelUpdates _parallel = new(operation);
    private readonly Deletion _deletion = new(operation.Resource);
    private readonly UniqueConstraint[] _unique = [.. operation.Resource.Unique.Select(field => new UniqueConstraint(field))];
    private readonly PartialUpdate _changes = new(operation);
    private readonly UpdateAnswer _answer = new(operation);
    private readonly Preconditions _preconditions = new(operation);
    private readonly ReplacingUpdate? _replacement = operation.Operation.Replaces ? new ReplacingUpdate(operation) : null;
    private readonly CrossSiloWrites _otherSilos = new(operation);

    public OperationResult Handle(OperationContext context)
    {
        var identity = _lookup.Identity(context);
        if (identity is not { } known || _lookup.Find(context, known) is null)
            return _lookup.NotFound(context, identity);
        var body = dialect.Read(context);
        if (body.Fallback == BodyFallback.MalformedAccepted)
            return Nothing(context, known);
        if (body.Fallback == BodyFallback.MalformedClears)
            return AllCleared(context, known);
        if (body.Members is not { } members)
            return context.Refusal(body);
        if (members.Count == 0 && _replacement is null)
            return Empty(context, known);
        var bound = _binder.Bind(members, context);
        _replacement?.Complete(bound, context);
        return Update(bound, context, known);
    }

    private OperationResult Update(BoundRecord bound, OperationContext context, long identity)
    {
        var result = context.Write(() => Found(context, identity, record => Apply(bound, record, identity, context)));
        if (result.IsSuccess)
            _otherSilos.Update(context, bound, identity);
        return result;
    }

    // Between the first look and the lock somebody may have removed the record.
    private OperationResult Found(OperationContext context, long identity, Func<Record, OperationResult> then) =>
        _lookup.Find(context, identity) is { } record
            ? _preconditions.Carry(record, context, then)
            : context.Refusal(404, $"There is no {_resource.Resource} {context.Table(_resource).NameOf(identity)}.", _answer.Known(null, identity, context)) with { Missed = true };

    private OperationResult Empty(OperationContext context, long identity) =>
        _empty.IsAccepted(context.Modes) ? Nothing(context, identity)
        : _empty.IsRecordCleared(context.Modes) ? AllCleared(context, identity)
        : context.Refusal(400, "An update needs at least one field.") with { NothingSent = true };

    private OperationResult Nothing(OperationContext context, long identity) => context.Write(() => Found(context, identity, record =>
        _answer.Updated(new BoundRecord(_resource), record, record, identity, context)));

    private OperationResult AllCleared(OperationContext context, long identity) => context.Write(() => Found(context, identity, record =>
        _answer.Updated(new BoundRecord(_resource), record, Put(_changes.AllCleared(record, context.Modes), context), identity, context)));

    private OperationResult Apply(BoundRecord bound, Record now, long identity, OperationContext context)
    {
        var (modes, table) = (context.Modes, context.Table(_resource));
        var known = _answer.Known(bound, identity, context);
        _span.Check(bound, now, modes);
        if (bound.Errors.Count > 0)
        {
            table.Histories?.Refused(bound.Values, now, []);
            return context.Refusal(bound.Errors, known);
        }
        if (_parallel.Conflict(now, context) is { } refusal)
            return context.Refusal(409, refusal, known);
        if (_parallel.Lost(now, context) is { } lost)
            return _answer.Updated(bound, now, Put(lost, context), identity, context);
        var before = _parallel.Read(now, context);
        var reactivates = _deletion.IsReactivation(before, bound.Values);
        if (reactivates && _deletion.IsReactivationRefused(modes))
            return context.Refusal(409, "What was deleted stays so.", known);
        if (Conflicts(bound, before, context) is { Count: > 0 } conflicts)
            return Refused(conflicts, bound, before, reactivates, known, context);
        LinkedRecords.Update(bound, before, context);
        return Stored(bound, before, _changes.After(bound, before, reactivates, [], context), reactivates, identity, context);
    }

    private OperationResult Stored(BoundRecord bound, Record before, Record after, bool reactivates, long identity, OperationContext context)
    {
        var table = context.Table(_resource);
        var stored = Put(table.Histories?.Updated(bound.Values, bound.Names, before, after, context.Tables) ?? after, context);
        if (context.Request.Overlaps)
            table.Overlaps.Add(before, stored);
        if (_resource.IdentityNames is null && bound.Values[_resource.Identity.Index] is long other && table.Find(other) is null)
            table.AlsoKnownAs(other, after);
        return _answer.Updated(bound, before, after, identity, context, reactivates && _deletion.IsReactivationClaimed(context.Modes));
    }

    private OperationResult Refused(
        List<(UniqueConstraint Constraint, FieldError Error)> conflicts, BoundRecord bound, Record before, bool reactivates,
        Func<string, string?> known, OperationContext context)
    {
        FieldPlan[] fields = [.. conflicts.Select(conflict => conflict.Constraint.Field)];
        if (conflicts.Any(conflict => conflict.Constraint.IsRefusalHalfApplied(context.Modes)))
            Put(_changes.After(bound, before, reactivates, fields, context), context);
        context.Table(_resource).Histories?.Refused(bound.Values, before, fields);
        return context.Refusal([.. conflicts.Select(conflict => conflict.Error)], known);
    }

    private List<(UniqueConstraint Constraint, FieldError Error)> Conflicts(BoundRecord bound, Record before, OperationContext context)
    {
        List<(UniqueConstraint, FieldError)> conflicts = [];
        foreach (var constraint in _unique)
        {
            if (constraint.CheckUpdate(bound, before, context) is { } error)
                conflicts.Add((constraint, error));
        }
        return conflicts;
    }

    private Record Put(Record record, OperationContext context)
    {
        context.Table(_resource).Put(record);
        return record;
    }
}
