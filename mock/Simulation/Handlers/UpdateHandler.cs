using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>An update: the sent fields change, nothing else does.</summary>
internal sealed class UpdateHandler(OperationContext context, long identity)
{
    private readonly OperationPlan _operation = context.Operation;
    private readonly ResourcePlan _resource = context.Operation.Resource;
    private readonly ActiveModes _modes = context.Modes;

    private RecordHistories? RecordHistories => context.Table(_resource).RecordHistories;

    public OperationResult Answer()
    {
        var body = context.Plan.Dialect.Read(context);
        if (body.Fallback == BodyFallback.MalformedAccepted)
            return context.Write(() => Found(record => Changed(new BoundRecord(_resource), record, record)));
        if (body.Fallback == BodyFallback.MalformedClears)
            return AllCleared();
        if (body.Members is not { } members)
            return context.Refusal(body);
        if (members.Count == 0)
            return Empty();
        var bound = new RecordBinder(context).Read(members);
        var result = context.Write(() => Found(record => Apply(bound, record)));
        if (result.IsSuccess)
            CrossSiloWrites.Update(context, bound, identity);
        return result;
    }

    // Between the first look and the lock somebody may have removed the record.
    private OperationResult Found(Func<Record, OperationResult> then) =>
        context.Find(identity) is { } record
            ? then(record)
            : context.Refusal(404, $"There is no {_resource.Resource} {identity}.", Known(null)) with { Missed = true };

    private OperationResult Empty()
    {
        if (_modes[_operation.Flags.EmptyAccepted])
            return context.Write(() => Found(record => Changed(new BoundRecord(_resource), record, record)));
        if (!_modes[_operation.Flags.RecordCleared])
            return context.Refusal(400, "An update needs at least one field.") with { NothingSent = true };
        return AllCleared();
    }

    private OperationResult AllCleared() => context.Write(() => Found(record =>
    {
        var values = record.Unchanged();
        foreach (var field in _resource.Fields.Where(IsOptional))
            values[field.Index] = Cleared(field);
        return Changed(new BoundRecord(_resource), record, Put(record.With(values, record.Deleted)));
    }));

    private OperationResult Apply(BoundRecord bound, Record now)
    {
        var before = now;
        if (bound.Errors.Count == 0)
            new DateSpan(_resource, _modes).Check(bound, before);
        if (bound.Errors.Count > 0)
        {
            RecordHistories?.Refused(bound, before, []);
            return context.Refusal(bound.Errors, Known(bound));
        }
        if (context.Request.Overlaps && context.Table(_resource).Overlapped(now) is { } read)
        {
            if (_modes[_operation.Flags.OneRefused])
                return context.Refusal(409, "Another update of it is under way.", Known(bound));
            if (_modes[_operation.Flags.BothLost])
                return Changed(bound, now, Put(read.With(read.Unchanged(), read.Deleted)));
            if (_modes[_operation.Flags.LastWins])
                before = read;
        }
        var reactivates = before.Deleted && _resource.Active is { } active && bound.Values[active.Index] is true;
        if (reactivates && _modes[_resource.Flags.ReactivationRefused])
            return context.Refusal(409, "What was deleted stays so.", Known(bound));
        var conflicts = Conflicts(bound, before);
        if (conflicts.Count > 0)
        {
            if (conflicts.Any(conflict => _modes[conflict.Field.Unique.HalfApplied]))
                Put(After(bound, before, reactivates, [.. conflicts.Select(conflict => conflict.Field)]));
            RecordHistories?.Refused(bound, before, [.. conflicts.Select(conflict => conflict.Field)]);
            return context.Refusal([.. conflicts.Select(conflict => conflict.FieldError)], Known(bound));
        }
        ApplyLinked(bound, before);
        var after = After(bound, before, reactivates, []);
        var stored = Put(RecordHistories?.Updated(bound, before, after, context) ?? after);
        if (context.Request.Overlaps)
            context.Table(_resource).NoteOverlap(before, stored);
        if (bound.Values[_resource.Identity.Index] is long other && context.Table(_resource).Find(other) is null)
            context.Table(_resource).AlsoKnownAs(other, after);
        return Changed(bound, before, after, reactivates && _modes[_resource.Flags.ReactivationClaimed]);
    }

    private List<(FieldPlan Field, FieldError FieldError)> Conflicts(BoundRecord bound, Record before)
    {
        List<(FieldPlan, FieldError)> conflicts = [];
        foreach (var field in _resource.Unique)
        {
            var value = bound.Values[field.Index];
            if (value == Sentinel.NotSent || FieldValue.IsUnset(value))
                continue;
            var conflict = _modes[field.Unique.UpdateAccepted]
                ? default : UniqueConflict.Of(field, value, context.Table(_resource), _modes, before);
            if (conflict.Status == 0 && _modes[field.Unique.ScopeVendor] && context.Elsewhere(field.Unique.ScopeVendor)
                .Any(store => UniqueConflict.Of(field, value, store.Tables[_resource.Index], _modes).Status != 0))
                conflict = new UniqueConflict(409, null);
            if (conflict.Status == 0 && _modes[field.Unique.OwnConflict] && FieldValue.Same(value, before[field.Index]))
                conflict = new UniqueConflict(409, before);
            if (conflict.Status != 0)
                conflicts.Add((field, conflict.AsError(bound.NameOf(field))));
        }
        return conflicts;
    }

    private Record After(BoundRecord bound, Record before, bool reactivates, FieldPlan[] except)
    {
        var stays = reactivates && (_modes[_resource.Flags.ReactivationIgnored] || _modes[_resource.Flags.ReactivationClaimed]);
        var values = before.Unchanged();
        foreach (var field in _resource.Fields)
        {
            if (bound.Values[field.Index] != Sentinel.NotSent && !except.Contains(field) && !(stays && field == _resource.Active))
                values[field.Index] = field.IsCollection ? CollectionUpdate.Updated(context, field, before[field.Index], bound.Values[field.Index]) : bound.Values[field.Index];
            else if (field.Field.SetOn is { } on && _modes[on == SetOn.Create ? field.Input.FixedMoved : field.Input.UpdateUnmoved] == (on == SetOn.Create))
                values[field.Index] = context.Now;
        }
        if (_modes[_operation.Flags.UnsentCleared])
            ClearUnsent(bound, before, values);
        if (bound.Unknown is { } sent)
        {
            var unknown = new Dictionary<string, RawJson>(before.ExtraMembers?.Members ?? sent);
            foreach (var (name, value) in sent)
                unknown[name] = value;
            values = [.. values.AsSpan(0, _resource.Fields.Length), new ExtraMembers(unknown)];
        }
        return before.With(values, before.Deleted && !(reactivates && !stays));
    }

    // The first one of which it shows; if all have their defaults, the first one loses even that.
    private void ClearUnsent(BoundRecord bound, Record before, object?[] values)
    {
        var unsent = _resource.Fields.Where(field => IsOptional(field) && !bound.IsSent(field)).ToList();
        if (unsent.Find(field => !FieldValue.Same(Cleared(field), before[field.Index])) is { } victim)
            values[victim.Index] = Cleared(victim);
        else if (unsent.Count > 0)
            values[unsent[0].Index] = null;
    }

    private void ApplyLinked(BoundRecord bound, Record before)
    {
        if (bound.Linked is null)
            return;
        foreach (var (link, linked) in bound.Linked)
        {
            var table = context.Table(linked.Resource);
            if (before[link] is not Record was || table.At(was.Identity) is not { } now)
                continue;
            table.Put(now.With(linked.Values, now.Deleted));
        }
    }

    private OperationResult Changed(BoundRecord bound, Record before, Record after, bool claimActive = false)
    {
        var flags = _operation.Flags;
        bool[]? only = null;
        if (!_modes[flags.FullAnswer])
        {
            only = Array.ConvertAll(bound.Names, name => name is not null);
            if (!_modes[flags.IdentityMissing])
            {
                only[_resource.Identity.Index] = true;
                foreach (var field in _operation.Unsent)
                    only[field.Index] = true;
            }
        }
        var shown = _modes[flags.OldValues] ? before : after;
        return context.Success(_operation.Operation.Holds == AnswerHolds.Nothing ? null : new ResultData.One(context.Writer(), shown, new WriteOptions(only, claimActive)), Known(bound));
    }

    private Record Put(Record record)
    {
        context.Table(_resource).Put(record);
        return record;
    }

    // What decides where a record is found, or is never seen, tells nothing when it is gone.
    private static bool IsOptional(FieldPlan field) =>
        field is { Written: true, Secret: false, Field: { Required: false, OnUpdate: true, Refers: null, Keyed: null } };

    private object? Cleared(FieldPlan field) => field.Default ?? field.Unset(_modes);

    private Func<string, string?> Known(BoundRecord? bound) => name =>
        name == _resource.Identity.Field.Name ? FieldValue.Text(identity) : bound?.Text(name);
}
