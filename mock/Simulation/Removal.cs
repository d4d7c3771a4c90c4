namespace PlanisoContract.Mock.Simulation;

/// <summary>A delete: the record is inactive or gone from then on, with those that live under it; no other one is touched.</summary>
internal sealed class Removal(Call call, long identity)
{
    private readonly OperationPlan _operation = call.Operation;
    private readonly ResourcePlan _resource = call.Operation.Resource;
    private readonly Modes _modes = call.Modes;

    public Reply Answer()
    {
        var reply = call.Write(Delete);
        if (reply.IsSuccess)
            CrossSiloWrites.Delete(call, identity);
        return reply;
    }

    private Reply Delete()
    {
        if (call.Find(identity) is not { } record)
            return call.Gone(identity) is null ? Refusal(404, $"There is no {_resource.Resource} {identity}.") with { Missed = true } : Second() ?? Success();
        if (record.Deleted && Second() is { } refusal)
            return refusal;
        if (_resource.Nested.Any(nested => _modes[nested.Gates.ParentKept] && call.Table(nested).Under(record.Identity).Any(child => !child.Deleted)))
            return Refusal(400, $"There are records under {_resource.Resource} {identity}.");
        if (!_modes[_resource.Gates.HardKept])
        {
            call.Table(_resource).Lives?.Deleted(record, call.Table(_resource));
            Remove(record);
            RemoveUnder(_resource, record);
            Cascade(record);
        }
        return Success();
    }

    private Reply Success()
    {
        var gates = _operation.Gates;
        return call.Success(_modes[gates.DeleteObject] ? new Payload.Raw("{}") : _modes[gates.DeleteNull] ? new Payload.Raw("null") : null, Known);
    }

    private Reply? Second()
    {
        var gates = _operation.Gates;
        return _modes[gates.SecondNotFound] ? Refusal(404, $"There is no {_resource.Resource} {identity}.") with { Missed = true }
            : _modes[gates.SecondConflict] ? Refusal(409, "It is deleted already.")
            : _modes[gates.SecondBadRequest] ? Refusal(400, "It is deleted already.")
            : null;
    }

    private Reply Refusal(int status, string sentence) => call.Refusal(status, sentence, Known);

    private string? Known(string name) => name == _resource.Identity.Field.Name ? Values.Text(identity) : null;

    private void Remove(Record record)
    {
        var gates = _resource.Gates;
        var table = call.Table(_resource);
        var isHidden = _modes[gates.HardInactive] || _modes[gates.StillListed];
        if (!isHidden && (_resource.Active is null || _modes[gates.Removed]))
        {
            table.Remove(record);
            return;
        }
        var values = record.Unchanged();
        if (_resource.Active is { } active)
            values[active.Index] = Flag.Of(_modes[gates.StillActive]);
        else if (_resource.GoneFlag is { } flag && _modes[gates.HardInactive])
            values[flag.Index] = Flag.False;
        if (_modes[gates.Blanked] && _resource.FirstText is { } text)
            values[text.Index] = "deleted-" + Values.Text(record.Identity);
        table.Put(record.With(values, deleted: true));
    }

    // What lives under a record goes with it.
    private void RemoveUnder(ResourcePlan resource, Record record)
    {
        foreach (var nested in resource.Nested.Where(nested => !_modes[nested.Gates.Orphaned]))
        {
            foreach (var child in call.Table(nested).Under(record.Identity))
            {
                call.Table(nested).Remove(child);
                RemoveUnder(nested, child);
            }
        }
    }

    private void Cascade(Record record)
    {
        foreach (var field in _resource.Fields)
        {
            if (_modes[field.Link.Cascaded] && record[field.Index] is Record linked)
                Deactivate(field.Target!, linked.Identity);
            if (_modes[field.References.Cascaded] && record[field.Index] is Record[] references)
            {
                foreach (var reference in references)
                    Deactivate(field.Target!, reference.Identity);
            }
        }
        foreach (var link in _resource.LinkedBy.Where(link => _modes[link.Link.LinkingCascaded]))
        {
            foreach (var other in call.Table(link.Owner).All().Where(other => other[link.Index] is Record linked && linked.Identity == record.Identity))
                Deactivate(link.Owner, other.Identity);
        }
    }

    private void Deactivate(ResourcePlan resource, long victim)
    {
        var table = call.Table(resource);
        if ((resource.Active ?? resource.Fields.FirstOrDefault(field => field.Field.Like == "flag")) is not { } active
            || table.At(victim) is not { } record)
            return;
        var values = record.Unchanged();
        values[active.Index] = Flag.False;
        table.Put(record.With(values, deleted: true));
    }
}
