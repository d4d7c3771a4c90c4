using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>A delete: the record is inactive or gone from then on, with those that live under it; no other one is touched.</summary>
internal sealed class DeleteHandler(OperationContext context, long identity)
{
    private readonly OperationPlan _operation = context.Operation;
    private readonly ResourcePlan _resource = context.Operation.Resource;
    private readonly ActiveModes _modes = context.Modes;

    public OperationResult Answer()
    {
        var result = context.Write(Delete);
        if (result.IsSuccess)
            CrossSiloWrites.Delete(context, identity);
        return result;
    }

    private OperationResult Delete()
    {
        if (context.Find(identity) is not { } record)
            return context.Gone(identity) is null ? Refusal(404, $"There is no {_resource.Resource} {identity}.") with { Missed = true } : Second() ?? Success();
        if (record.Deleted && Second() is { } refusal)
            return refusal;
        if (_resource.Nested.Any(nested => _modes[nested.Flags.ParentKept] && context.Table(nested).Under(record.Identity).Any(child => !child.Deleted)))
            return Refusal(400, $"There are records under {_resource.Resource} {identity}.");
        if (!_modes[_resource.Flags.HardKept])
        {
            context.Table(_resource).RecordHistories?.Deleted(record, context.Table(_resource));
            Remove(record);
            RemoveUnder(_resource, record);
            Cascade(record);
        }
        return Success();
    }

    private OperationResult Success()
    {
        var flags = _operation.Flags;
        return context.Success(_modes[flags.DeleteObject] ? new ResultData.Raw("{}") : _modes[flags.DeleteNull] ? new ResultData.Raw("null") : null, Known);
    }

    private OperationResult? Second()
    {
        var flags = _operation.Flags;
        return _modes[flags.SecondNotFound] ? Refusal(404, $"There is no {_resource.Resource} {identity}.") with { Missed = true }
            : _modes[flags.SecondConflict] ? Refusal(409, "It is deleted already.")
            : _modes[flags.SecondBadRequest] ? Refusal(400, "It is deleted already.")
            : null;
    }

    private OperationResult Refusal(int status, string sentence) => context.Refusal(status, sentence, Known);

    private string? Known(string name) => name == _resource.Identity.Field.Name ? FieldValue.Text(identity) : null;

    private void Remove(Record record)
    {
        var flags = _resource.Flags;
        var table = context.Table(_resource);
        var isHidden = _modes[flags.HardInactive] || _modes[flags.StillListed];
        if (!isHidden && (_resource.Active is null || _modes[flags.Removed]))
        {
            table.Remove(record);
            return;
        }
        var values = record.Unchanged();
        if (_resource.Active is { } active)
            values[active.Index] = BoxedBoolean.Of(_modes[flags.StillActive]);
        else if (_resource.GoneFlag is { } flag && _modes[flags.HardInactive])
            values[flag.Index] = BoxedBoolean.False;
        if (_modes[flags.Blanked] && _resource.FirstText is { } text)
            values[text.Index] = "deleted-" + FieldValue.Text(record.Identity);
        table.Put(record.With(values, deleted: true));
    }

    // What lives under a record goes with it.
    private void RemoveUnder(ResourcePlan resource, Record record)
    {
        foreach (var nested in resource.Nested.Where(nested => !_modes[nested.Flags.Orphaned]))
        {
            foreach (var child in context.Table(nested).Under(record.Identity))
            {
                context.Table(nested).Remove(child);
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
            foreach (var other in context.Table(link.Owner).All().Where(other => other[link.Index] is Record linked && linked.Identity == record.Identity))
                Deactivate(link.Owner, other.Identity);
        }
    }

    private void Deactivate(ResourcePlan resource, long victim)
    {
        var table = context.Table(resource);
        if ((resource.Active ?? resource.Fields.FirstOrDefault(field => field.Field.Like == "flag")) is not { } active
            || table.At(victim) is not { } record)
            return;
        var values = record.Unchanged();
        values[active.Index] = BoxedBoolean.False;
        table.Put(record.With(values, deleted: true));
    }
}
