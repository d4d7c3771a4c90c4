using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>A create: the record and those that come with it, all or none.</summary>
internal sealed class CreateHandler(OperationContext context)
{
    private readonly OperationPlan _operation = context.Operation;
    private readonly ResourcePlan _resource = context.Operation.Resource;
    private readonly ActiveModes _modes = context.Modes;

    public OperationResult Answer()
    {
        var body = context.Plan.Dialect.Read(context);
        if (body.Fallback == BodyFallback.UnknownAccepted)
            return Created(New([.. _resource.Fields.Select(context.Initial)]), null);
        if (body.Members is not { } members)
            return context.Refusal(body);
        var bound = new RecordBinder(context).Read(members);
        if (members.Count == 0 && Nothing(bound) is { } refusal)
            return refusal;
        if (bound.Errors.Count == 0)
            new DateSpan(_resource, _modes).Check(bound, null);
        if (bound.Errors.Count == 0)
            return context.Write(() => Store(bound));
        LeaveLinked(bound, flags => flags.InvalidLeaves);
        return context.Refusal(bound.Errors, bound.Text);
    }

    /// <summary>Stores what a create that is refused for want of a right says of linked records, where a breakage wants so.</summary>
    public void LeaveLinked()
    {
        if (_resource.Links.Any(link => _modes[link.Link.ForbiddenLeaves]) && context.Plan.Dialect.Read(context).Members is { } members)
            LeaveLinked(new RecordBinder(context).Read(members), flags => flags.ForbiddenLeaves);
    }

    private void LeaveLinked(BoundRecord bound, Func<LinkModes, ModeFlag> mode)
    {
        foreach (var link in _resource.Links.Where(link => _modes[mode(link.Link)]))
        {
            if (bound.Linked?.GetValueOrDefault(link.Index) is not { Errors.Count: 0 } linked)
                continue;
            context.Write(() =>
            {
                StoreLinked(link, linked);
                return context.Refusal(409, "");
            });
        }
    }

    /// <summary>What a create answers that sends nothing; null where a mode carries it out, or the API knows no such refusal.</summary>
    private OperationResult? Nothing(BoundRecord bound)
    {
        var flags = _operation.Flags;
        if (_modes[flags.NothingNotFound])
            return context.Refusal(404, "There is nothing to create.");
        if (_modes[flags.NothingAccepted])
            bound.ClearErrors();
        if (!_modes[flags.NothingRefused])
            return null;
        var result = bound.Errors.Count > 0 ? context.Refusal(bound.Errors) : context.Refusal(400, "Nothing was sent.");
        return result with { NothingSent = true };
    }

    private Record New(object?[] values, ValueBlock? block = null) =>
        new(context.Table(_resource).NextIdentity(), values, parent: context.Parameters.Parent ?? 0, block: block);

    private OperationResult Store(BoundRecord bound)
    {
        // Between the first look and the lock somebody may have removed the parent.
        if (context.Parameters.Parent is { } parent && context.Parent(FieldValue.Text(parent)) is null)
            return context.Refusal(404, $"There is no {_resource.Parent!.Resource} {parent}.");
        var conflicts = Conflicts(bound);
        if (conflicts.Count > 0)
        {
            LeaveLinked(bound, flags => flags.ConflictLeaves);
            return context.Refusal(conflicts, bound.Text);
        }
        if (Repeated(bound) is { } repeated)
            return Created(repeated, bound);
        StoreLinked(bound);
        var table = context.Table(_resource);
        var values = bound.Unknown is { } unknown ? [.. bound.Values, new ExtraMembers(unknown)] : bound.Values;
        var record = New(values, table.Block);
        record = table.RecordHistories?.Created(record, table) ?? record;
        table.Put(record);
        if (values[_resource.Identity.Index] is long other && table.Find(other) is null)
            table.AlsoKnownAs(other, record);
        return Created(record, bound);
    }

    private OperationResult Created(Record record, BoundRecord? bound)
    {
        var offset = _modes[_resource.Flags.OffByOne] ? 1 : 0;
        bool[]? only = _operation.Operation.Holds == AnswerHolds.Identity ? [.. _resource.Fields.Select(field => field == _resource.Identity)] : null;
        return context.Success(
            new ResultData.One(context.Writer(), record, new WriteOptions(only, IdentityOffset: offset)),
            name => name == _resource.Identity.Field.Name ? FieldValue.Text(record.Identity) : bound?.Text(name),
            created: record.Identity + offset);
    }

    // The record that a create is taken for because it has the same value.
    private Record? Repeated(BoundRecord bound)
    {
        foreach (var field in _resource.Repeatable)
        {
            if (_modes[field.Closed.RepeatMerged] && Other(bound, field) is { } other)
                return other;
        }
        return null;
    }

    private Record? Other(BoundRecord bound, FieldPlan field)
    {
        var value = bound.Values[field.Index];
        return Array.Find(context.Table(_resource).With(field, value), other => FieldValue.Same(other[field.Index], value));
    }

    // All of them, so that whoever mends the request need not send it again for each.
    private List<FieldError> Conflicts(BoundRecord bound)
    {
        List<FieldError> conflicts = [];
        foreach (var field in _resource.Unique)
        {
            if (Taken(bound, field) is { } error)
                conflicts.Add(error);
        }
        foreach (var field in _resource.Repeatable)
        {
            if (_modes[field.Closed.RepeatRefused] && Other(bound, field) is not null)
                conflicts.Add(new FieldError(bound.NameOf(field), "Another record has it."));
        }
        foreach (var link in _resource.Links)
        {
            if (bound.Linked?.GetValueOrDefault(link.Index) is { } linked)
                AddConflicts(conflicts, link, linked);
        }
        return conflicts;
    }

    private FieldError? Taken(BoundRecord bound, FieldPlan field)
    {
        var flags = field.Unique;
        var table = context.Table(_resource);
        var value = bound.Values[field.Index];
        if (FieldValue.IsUnset(value))
        {
            var isRefused = _modes[flags.UnsetConflict] || _modes[flags.UnsetBadRequest];
            return isRefused && UniqueConflict.AnotherUnset(field, table)
                ? new FieldError(bound.NameOf(field), "Another record has no value either.", _modes[flags.UnsetConflict] ? 409 : 400) : null;
        }
        if (_modes[flags.Accepted] || (context.Request.Overlaps && _modes[flags.Race]))
            return null;
        return UniqueConflict.Of(field, value, table, _modes) is { Status: not 0 } conflict ? conflict.AsError(bound.NameOf(field))
            : IsTakenElsewhere(field, value, flags.ScopeVendor) ? new FieldError(bound.NameOf(field), "A record of another silo has it.", 409)
            : IsTakenElsewhere(field, value, flags.ScopeBadRequest) ? new FieldError(bound.NameOf(field), "A record of another silo has it.")
            : null;
    }

    private bool IsTakenElsewhere(FieldPlan field, object? value, ModeFlag scope) => _modes[scope]
        && context.Elsewhere(scope).Any(store => UniqueConflict.Of(field, value, store.Tables[_resource.Index], _modes).Status != 0);

    private void AddConflicts(List<FieldError> conflicts, FieldPlan link, BoundRecord linked)
    {
        foreach (var field in link.Linked)
        {
            if (!field.Inner.Field.Unique || _modes[field.DuplicateSecond])
                continue;
            var conflict = UniqueConflict.Of(field.Inner, linked.Values[field.Inner.Index], context.Table(link.Target!), _modes);
            if (conflict.Status == 409 && _modes[field.DuplicateLinked])
                linked.Existing = conflict.With;
            else if (conflict.Status != 0)
                conflicts.Add(conflict.AsError(linked.Names[field.Inner.Index] ?? link.Field.Link!.FlatName(field.Inner.Field)));
        }
    }

    private void StoreLinked(BoundRecord bound)
    {
        if (bound.Linked is null)
            return;
        foreach (var (link, linked) in bound.Linked)
            bound.Values[link] = linked.Existing ?? StoreLinked(_resource.Fields[link], linked);
    }

    private Record StoreLinked(FieldPlan link, BoundRecord linked)
    {
        var table = context.Table(link.Target!);
        var record = new Record(table.NextIdentity(), linked.Values, block: table.Block);
        if (_modes[link.Link.NotStored])
            table.Skip(record.Identity);
        else
            table.Put(table.RecordHistories?.Created(record, table) ?? record);
        return record;
    }
}
