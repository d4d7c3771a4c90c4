using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Deletes a record: it is inactive or gone from then on, with those nested in it; no other one is touched.</summary>
internal sealed class DeleteHandler(OperationPlan operation) : IOperationHandler
{
    private readonly ResourcePlan _resource = operation.Resource;
    private readonly RecordLookup _lookup = new(operation);
    private readonly Deletion _deletion = new(operation.Resource);
    private readonly NestedRecords _nested = new(operation.Resource);
    private readonly DeleteCascade _cascade = new(operation.Resource);
    private readonly SecondDelete _second = new(operation);
    private readonly Preconditions _preconditions = new(operation);
    private readonly CrossSiloWrites _otherSilos = new(operation);
    private readonly ModeFlag _answersObject = operation.Rules[Behaviors.DeleteAnswer, "object"];
    private readonly ModeFlag _answersNull = operation.Rules[Behaviors.DeleteAnswer, "null"];

    public OperationResult Handle(OperationContext context)
    {
        var identity = _lookup.Identity(context);
        if (identity is not { } known || (_lookup.Find(context, known) ?? _lookup.FindDeleted(context, known)) is null)
            return _lookup.NotFound(context, identity);
        var result = context.Write(() => Delete(known, context));
        if (result.IsSuccess)
            _otherSilos.Delete(context, known);
        return result;
    }

    private OperationResult Delete(long identity, OperationContext context)
    {
        if (_lookup.Find(context, identity) is not { } record)
        {
            return _lookup.FindDeleted(context, identity) is null
                ? context.Refusal(404, $"There is no {_resource.Resource} {context.Table(_resource).NameOf(identity)}.", Known) with { Missed = true }
                : _second.Refuse(identity, context, Known) ?? Deleted(context, Known);
        }
        var stale = _preconditions.Refuse(record, context);
        if (stale is not null && !_preconditions.IsCarriedOutAllTheSame(context.Modes))
            return stale;
        if (record.Deleted && _second.Refuse(identity, context, Known) is { } refusal)
            return refusal;
        if (_nested.IsDeleteRefused(record, context))
            return context.Refusal(400, $"There are records under {_resource.Resource} {context.Table(_resource).NameOf(identity)}.", Known);
        if (_deletion.IsApplied(context.Modes))
            Remove(record, context);
        return stale ?? (operation.Operation.Holds == AnswerHolds.Record
            ? context.Success(context.One(context.Table(_resource).Find(identity) ?? record), Known) : Deleted(context, Known));

        string? Known(string name) => name == _resource.Identity.Field.Name ? context.Table(_resource).NameOf(identity) : null;
    }

    private void Remove(Record record, OperationContext context)
    {
        var table = context.Table(_resource);
        table.Histories?.Deleted(record, table);
        _deletion.Apply(table, record, context.Now, context.Modes);
        _nested.Remove(record, context);
        _cascade.Apply(record, context);
    }

    private OperationResult Deleted(OperationContext context, Func<string, string?> known) => context.Success(
        context.Modes[_answersObject] ? new ResultData.Raw("{}") : context.Modes[_answersNull] ? new ResultData.Raw("null") : null, known);
}

/// <summary>Deleting again what is deleted already succeeds, unless a mode refuses it.</summary>
internal sealed class SecondDelete(OperationPlan operation)
{
    private readonly ModeFlag _notFound = operation.Rules[Behaviors.SecondDelete, "not-found"];
    private readonly ModeFlag _conflict = operation.Rules[Behaviors.SecondDelete, "conflict"];
    private readonly ModeFlag _badRequest = operation.Rules[Behaviors.SecondDelete, "bad-request"];

    /// <summary>The refusal, or null.</summary>
    public OperationResult? Refuse(long identity, OperationContext context, Func<string, string?> known)
    {
        var modes = context.Modes;
        return modes[_notFound] ? context.Refusal(404, $"There is no {operation.Resource.Resource} {context.Table(operation.Resource).NameOf(identity)}.", known) with { Missed = true }
            : modes[_conflict] ? context.Refusal(409, "It is deleted already.", known)
            : modes[_badRequest] ? context.Refusal(400, "It is deleted already.", known)
            : null;
    }
}
