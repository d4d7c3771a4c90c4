namespace PlanisoContract.Mock.Simulation;

/// <summary>A delete: the record is inactive from then on, and no other one is touched.</summary>
internal sealed class Removal(Call call, long identity)
{
    private readonly OperationPlan _operation = call.Operation;
    private readonly ResourcePlan _resource = call.Operation.Resource;
    private readonly Modes _modes = call.Modes;

    public Reply Answer() => call.Write(() =>
    {
        if (call.Table(_resource).Find(identity) is not { } record)
            return Refusal(404, $"There is no {_resource.Resource} {identity}.");
        if (record.Deleted && Second() is { } refusal)
            return refusal;
        Remove(record);
        Cascade(record);
        var gates = _operation.Gates;
        return _operation.Success(_modes,
            _modes[gates.DeleteObject] ? new Payload.Raw("{}") : _modes[gates.DeleteNull] ? new Payload.Raw("null") : null, Known);
    });

    private Reply? Second()
    {
        var gates = _operation.Gates;
        return _modes[gates.SecondNotFound] ? Refusal(404, $"There is no {_resource.Resource} {identity}.")
            : _modes[gates.SecondConflict] ? Refusal(409, "It is deleted already.")
            : _modes[gates.SecondBadRequest] ? Refusal(400, "It is deleted already.")
            : null;
    }

    private Reply Refusal(int status, string sentence) => _operation.Refusal(status, sentence, Known);

    private string? Known(string name) => name == _resource.Identity.Field.Name ? Values.Text(identity) : null;

    private void Remove(Record record)
    {
        var table = call.Table(_resource);
        if (_resource.Active is not { } active || _modes[_resource.Gates.Removed])
        {
            table.Remove(record);
            return;
        }
        var values = (object?[])record.Values.Clone();
        values[active.Index] = Flag.Of(_modes[_resource.Gates.StillActive]);
        if (_modes[_resource.Gates.Blanked] && _resource.FirstText is { } text)
            values[text.Index] = "deleted-" + Values.Text(record.Identity);
        table.Put(new Record(record.Identity, values, deleted: true));
    }

    private void Cascade(Record record)
    {
        foreach (var field in _resource.Fields)
        {
            if (_modes[field.Link.Cascaded] && record.Values[field.Index] is Record linked)
                Deactivate(field.Target!, linked.Identity);
            if (_modes[field.References.Cascaded] && record.Values[field.Index] is Record[] references)
            {
                foreach (var reference in references)
                    Deactivate(field.Target!, reference.Identity);
            }
        }
        foreach (var link in _resource.LinkedBy.Where(link => _modes[link.Link.LinkingCascaded]))
        {
            foreach (var other in call.Table(link.Owner).All().Where(other => other.Values[link.Index] is Record linked && linked.Identity == record.Identity))
                Deactivate(link.Owner, other.Identity);
        }
    }

    private void Deactivate(ResourcePlan resource, long victim)
    {
        var table = call.Table(resource);
        if ((resource.Active ?? resource.Fields.FirstOrDefault(field => field.Field.Like == "flag")) is not { } active
            || table.At(victim) is not { } record)
            return;
        var values = (object?[])record.Values.Clone();
        values[active.Index] = Flag.False;
        table.Put(new Record(record.Identity, values, deleted: true));
    }
}
