using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Storage.Packing;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Creates a record and those that come with it, all or none.</summary>
internal sealed class CreateHandler(OperationPlan operation, IRequestReader dialect) : IOperationHandler
{
    private readonly ResourcePlan _resource = operation.Resource;
    private readonly RecordBinder _binder = new(operation);
    private readonly EmptyCreate _empty = new(operation);
    private readonly DateSpan _span = new(operation.Resource);
    private readonly ParentLookup? _parents = operation.Resource.Parent is null ? null : new ParentLookup(operation.Resource);
    private readonly UniqueConstraint[] _unique = [.. operation.Resource.Unique.Select(field => new UniqueConstraint(field))];
    private readonly RepeatableValue[] _repeatable = RepeatableValue.Of(operation.Resource);
    private readonly LinkedRecords _linked = new(operation.Resource);
    private readonly InitialValue[] _initial = [.. operation.Resource.Fields.Select(field => new InitialValue(field))];
    private readonly ModeFlag _identityOffByOne = operation.Resource.Rules[Behaviors.Identity, "off-by-one"];
    private readonly bool[]? _shown = operation.Operation.Holds == AnswerHolds.Identity
        ? [.. operation.Resource.Fields.Select(field => field == operation.Resource.Identity)] : null;

    public OperationResult Handle(OperationContext context)
    {
        var body = dialect.Read(context);
        if (body.Fallback == BodyFallback.UnknownAccepted)
            return Created(New([.. _initial.Select(initial => initial.Of(context))], context), null, context);
        if (body.Members is not { } members)
            return context.Refusal(body);
        var bound = _binder.Bind(members, context);
        if (members.Count == 0 && _empty.Refuse(bound, context) is { } refusal)
            return refusal;
        _span.Check(bound, null, context.Modes);
        if (bound.Errors.Count == 0)
            return context.Write(() => Store(bound, context));
        _linked.StoreDespite(CreateRefusal.Invalid, bound, context);
        return context.Refusal(bound.Errors, bound.Text);
    }

    /// <summary>What a breakage does of a create that is refused for want of a right.</summary>
    public void Forbidden(OperationContext context)
    {
        if (_linked.AreStoredDespite(CreateRefusal.Forbidden, context.Modes) && dialect.Read(context).Members is { } members)
            _linked.StoreDespite(CreateRefusal.Forbidden, _binder.Bind(members, context), context);
    }

    private OperationResult Store(BoundRecord bound, OperationContext context)
    {
        // Between the first look and the lock somebody may have removed the parent.
        if (context.Parameters.Parent is { } parent && _parents!.Find(context, parent) is null)
            return context.Refusal(404, $"There is no {_resource.Parent!.Resource} {parent}.");
        var conflicts = Conflicts(bound, context);
        if (conflicts.Count > 0)
        {
            _linked.StoreDespite(CreateRefusal.Conflict, bound, context);
            return context.Refusal(conflicts, bound.Text);
        }
        foreach (var field in _repeatable)
        {
            if (field.Merged(bound, context) is { } other)
                return Created(other, bound, context);
        }
        _linked.Store(bound, context);
        return Created(Put(bound, context), bound, context);
    }

    private Record Put(BoundRecord bound, OperationContext context)
    {
        var table = context.Table(_resource);
        var record = New(bound.Unknown is { } unknown ? [.. bound.Values, new ExtraMembers(unknown)] : bound.Values, context, table.Block);
        record = table.Histories?.Created(record, table) ?? record;
        table.Put(record);
        if (_resource.IdentityNames is null && bound.Values[_resource.Identity.Index] is long other && table.Find(other) is null)
            table.AlsoKnownAs(other, record);
        return record;
    }

    private Record New(object?[] values, OperationContext context, ValueBlock? block = null) =>
        new(context.Table(_resource).NextIdentity(), values, parent: context.Parameters.Parent ?? 0, block: block);

    private OperationResult Created(Record record, BoundRecord? bound, OperationContext context)
    {
        var offset = context.Modes[_identityOffByOne] ? 1 : 0;
        return context.Success(
            context.One(record, new WriteOptions(_shown, IdentityOffset: offset)),
            name => name == _resource.Identity.Field.Name ? context.Table(_resource).NameOf(record.Identity) : bound?.Text(name),
            created: record.Identity + offset) with
        {
            CreatedName = offset == 0 ? _resource.IdentityNames?.Of(record) : null,
            ParentName = context.Parameters.Parent is { } parent && _resource.Parent!.IdentityNames is not null ? context.Table(_resource.Parent).NameOf(parent) : null,
        };
    }

    // Where the field is declared to be unique, that decides.
    private bool IsTaken(BoundRecord bound, OperationContext context) => _resource is { IdentityNames: not null, Identity.Field: { OnCreate: true, Unique: false } }
        && bound.Values[_resource.Identity.Index] is var given and not (null or Sentinel)
        && context.Table(_resource) is var table && table.NumberOf(FieldValue.Text(given)) is { } number && table.Find(number) is not null;

    // All of them, so that a client need not send the request again for each.
    private List<FieldError> Conflicts(BoundRecord bound, OperationContext context)
    {
        List<FieldError> conflicts = [];
        if (IsTaken(bound, context))
            conflicts.Add(new FieldError(bound.NameOf(_resource.Identity), $"Another {_resource.Resource} has this identity.", 409));
        foreach (var constraint in _unique)
        {
            if (constraint.CheckCreate(bound, context) is { } error)
                conflicts.Add(error);
        }
        foreach (var field in _repeatable)
        {
            if (field.Check(bound, context) is { } error)
                conflicts.Add(error);
        }
        _linked.AddConflicts(conflicts, bound, context);
        return conflicts;
    }
}

/// <summary>What becomes of a create that sends nothing, where an API has an answer of its own to that.</summary>
internal sealed class EmptyCreate(OperationPlan operation)
{
    private readonly ModeFlag _refused = operation.Rules[Behaviors.EmptyCreate, "refused"];
    private readonly ModeFlag _accepted = operation.Rules[Behaviors.EmptyCreate, "accepted"];
    private readonly ModeFlag _notFound = operation.Rules[Behaviors.EmptyCreate, "not-found"];

    /// <summary>The refusal; null where the create goes on, with what is wrong or, in a mode, without it.</summary>
    public OperationResult? Refuse(BoundRecord bound, OperationContext context)
    {
        var modes = context.Modes;
        if (modes[_notFound])
            return context.Refusal(404, "There is nothing to create.");
        if (modes[_accepted])
            bound.ClearErrors();
        if (!modes[_refused])
            return null;
        var refusal = bound.Errors.Count > 0 ? context.Refusal(bound.Errors) : context.Refusal(400, "Nothing was sent.");
        return refusal with { NothingSent = true };
    }
}
