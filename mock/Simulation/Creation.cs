using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A create: the record and those that come with it, all or none.</summary>
internal sealed class Creation(Call call)
{
    private readonly OperationPlan _operation = call.Operation;
    private readonly ResourcePlan _resource = call.Operation.Resource;
    private readonly Modes _modes = call.Modes;

    public Reply Answer()
    {
        var body = call.Plan.Dialect.Read(call);
        if (body.Fate == BodyFate.UnknownAccepted)
            return Created(New([.. _resource.Fields.Select(call.Initial)]), null);
        if (body.Members is not { } members)
            return call.Refusal(body);
        var draft = new Intake(call).Read(members);
        if (members.Count == 0 && Nothing(draft) is { } refusal)
            return refusal;
        if (draft.Faults.Count == 0)
            new Span(_resource, _modes).Check(draft, null);
        if (draft.Faults.Count == 0)
            return call.Write(() => Store(draft));
        LeaveLinked(draft, gates => gates.InvalidLeaves);
        return call.Refusal(draft.Faults, draft.Text);
    }

    /// <summary>Stores what a create that is refused for want of a right says of linked records, where a breakage wants so.</summary>
    public void LeaveLinked()
    {
        if (_resource.Links.Any(link => _modes[link.Link.ForbiddenLeaves]) && call.Plan.Dialect.Read(call).Members is { } members)
            LeaveLinked(new Intake(call).Read(members), gates => gates.ForbiddenLeaves);
    }

    private void LeaveLinked(Draft draft, Func<LinkGates, Gate> mode)
    {
        foreach (var link in _resource.Links.Where(link => _modes[mode(link.Link)]))
        {
            if (draft.Linked?.GetValueOrDefault(link.Index) is not { Faults.Count: 0 } linked)
                continue;
            call.Write(() =>
            {
                StoreLinked(link, linked);
                return call.Refusal(409, "");
            });
        }
    }

    /// <summary>What a create answers that sends nothing; null where a mode carries it out, or the API knows no such refusal.</summary>
    private Reply? Nothing(Draft draft)
    {
        var gates = _operation.Gates;
        if (_modes[gates.NothingNotFound])
            return call.Refusal(404, "There is nothing to create.");
        if (_modes[gates.NothingAccepted])
            draft.ForgiveAll();
        if (!_modes[gates.NothingRefused])
            return null;
        var reply = draft.Faults.Count > 0 ? call.Refusal(draft.Faults) : call.Refusal(400, "Nothing was sent.");
        return reply with { NothingSent = true };
    }

    private Record New(object?[] values, ValueBlock? block = null) =>
        new(call.Table(_resource).NextIdentity(), values, parent: call.Asked.Parent ?? 0, block: block);

    private Reply Store(Draft draft)
    {
        // Between the first look and the lock somebody may have removed the parent.
        if (call.Asked.Parent is { } parent && call.Parent(Values.Text(parent)) is null)
            return call.Refusal(404, $"There is no {_resource.Parent!.Resource} {parent}.");
        var clashes = Clashes(draft);
        if (clashes.Count > 0)
        {
            LeaveLinked(draft, gates => gates.ConflictLeaves);
            return call.Refusal(clashes, draft.Text);
        }
        if (Repeated(draft) is { } repeated)
            return Created(repeated, draft);
        StoreLinked(draft);
        var table = call.Table(_resource);
        var values = draft.Unknown is { } unknown ? [.. draft.Values, new Extras(unknown)] : draft.Values;
        var record = New(values, table.Block);
        record = table.Lives?.Created(record, table) ?? record;
        table.Put(record);
        if (values[_resource.Identity.Index] is long other && table.Find(other) is null)
            table.AlsoKnownAs(other, record);
        return Created(record, draft);
    }

    private Reply Created(Record record, Draft? draft)
    {
        var offset = _modes[_resource.Gates.OffByOne] ? 1 : 0;
        bool[]? only = _operation.Operation.Holds == AnswerHolds.Identity ? [.. _resource.Fields.Select(field => field == _resource.Identity)] : null;
        return call.Success(
            new Payload.One(call.Writer(), record, new Showing(only, IdentityOffset: offset)),
            name => name == _resource.Identity.Field.Name ? Values.Text(record.Identity) : draft?.Text(name),
            created: record.Identity + offset);
    }

    // The record that a create is taken for because it has the same value.
    private Record? Repeated(Draft draft)
    {
        foreach (var field in _resource.Repeatable)
        {
            if (_modes[field.Closed.RepeatMerged] && Other(draft, field) is { } other)
                return other;
        }
        return null;
    }

    private Record? Other(Draft draft, FieldPlan field)
    {
        var value = draft.Values[field.Index];
        return Array.Find(call.Table(_resource).With(field, value), other => Values.Same(other[field.Index], value));
    }

    // All of them, so that whoever mends the request need not send it again for each.
    private List<Fault> Clashes(Draft draft)
    {
        List<Fault> clashes = [];
        foreach (var field in _resource.Unique)
        {
            if (Taken(draft, field) is { } fault)
                clashes.Add(fault);
        }
        foreach (var field in _resource.Repeatable)
        {
            if (_modes[field.Closed.RepeatRefused] && Other(draft, field) is not null)
                clashes.Add(new Fault(draft.NameOf(field), "Another record has it."));
        }
        foreach (var link in _resource.Links)
        {
            if (draft.Linked?.GetValueOrDefault(link.Index) is { } linked)
                AddClashes(clashes, link, linked);
        }
        return clashes;
    }

    private Fault? Taken(Draft draft, FieldPlan field)
    {
        var gates = field.Unique;
        var table = call.Table(_resource);
        var value = draft.Values[field.Index];
        if (Values.IsUnset(value))
        {
            var isRefused = _modes[gates.UnsetConflict] || _modes[gates.UnsetBadRequest];
            return isRefused && Clash.AnotherUnset(field, table)
                ? new Fault(draft.NameOf(field), "Another record has no value either.", _modes[gates.UnsetConflict] ? 409 : 400) : null;
        }
        if (_modes[gates.Accepted] || (call.Request.Overlaps && _modes[gates.Race]))
            return null;
        return Clash.Of(field, value, table, _modes) is { Status: not 0 } clash ? clash.AsFault(draft.NameOf(field))
            : IsTakenElsewhere(field, value, gates.ScopeVendor) ? new Fault(draft.NameOf(field), "A record of another silo has it.", 409)
            : IsTakenElsewhere(field, value, gates.ScopeBadRequest) ? new Fault(draft.NameOf(field), "A record of another silo has it.")
            : null;
    }

    private bool IsTakenElsewhere(FieldPlan field, object? value, Gate scope) => _modes[scope]
        && call.Elsewhere(scope).Any(store => Clash.Of(field, value, store.Tables[_resource.Index], _modes).Status != 0);

    private void AddClashes(List<Fault> clashes, FieldPlan link, Draft linked)
    {
        foreach (var field in link.Linked)
        {
            if (!field.Inner.Field.Unique || _modes[field.DuplicateSecond])
                continue;
            var clash = Clash.Of(field.Inner, linked.Values[field.Inner.Index], call.Table(link.Target!), _modes);
            if (clash.Status == 409 && _modes[field.DuplicateLinked])
                linked.Existing = clash.With;
            else if (clash.Status != 0)
                clashes.Add(clash.AsFault(linked.Names[field.Inner.Index] ?? link.Field.Link!.FlatName(field.Inner.Field)));
        }
    }

    private void StoreLinked(Draft draft)
    {
        if (draft.Linked is null)
            return;
        foreach (var (link, linked) in draft.Linked)
            draft.Values[link] = linked.Existing ?? StoreLinked(_resource.Fields[link], linked);
    }

    private Record StoreLinked(FieldPlan link, Draft linked)
    {
        var table = call.Table(link.Target!);
        var record = new Record(table.NextIdentity(), linked.Values, block: table.Block);
        if (_modes[link.Link.NotStored])
            table.Skip(record.Identity);
        else
            table.Put(table.Lives?.Created(record, table) ?? record);
        return record;
    }
}
