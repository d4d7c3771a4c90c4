using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Updates;

/// <summary>What an update answers: the identity and the fields that were sent, or in a mode all.</summary>
internal sealed class UpdateAnswer(OperationPlan operation)
{
    private readonly ResourcePlan _resource = operation.Resource;
    private readonly ModeFlag _full = operation.Rules[Behaviors.UpdateAnswer, "full"];
    private readonly ModeFlag _oldValues = operation.Rules[Behaviors.UpdateAnswer, "old-values"];
    private readonly ModeFlag _identityMissing = operation.Rules[Behaviors.UpdateAnswer, "identity-missing"];

    /// <param name="bound">What the update says.</param>
    /// <param name="before">The record before.</param>
    /// <param name="after">The record after.</param>
    /// <param name="identity">The identity in the path.</param>
    /// <param name="context">The operation.</param>
    /// <param name="claimActive">Whether it says that a deleted record is active.</param>
    public OperationResult Updated(BoundRecord bound, Record before, Record after, long identity, OperationContext context, bool claimActive = false)
    {
        var data = operation.Operation.Holds == AnswerHolds.Nothing ? null
            : context.One(context.Modes[_oldValues] ? before : after, new WriteOptions(Shown(bound, context), claimActive));
        return context.Success(data, Known(bound, identity, context));
    }

    /// <summary>The values that a documented message may name.</summary>
    public Func<string, string?> Known(BoundRecord? bound, long identity, OperationContext context) => name =>
        name == _resource.Identity.Field.Name ? context.Table(_resource).NameOf(identity) : bound?.Text(name);

    // Null for all fields.
    private bool[]? Shown(BoundRecord bound, OperationContext context)
    {
        if (context.Modes[_full])
            return null;
        var shown = Array.ConvertAll(bound.Names, name => name is not null);
        if (context.Modes[_identityMissing])
            return shown;
        shown[_resource.Identity.Index] = true;
        foreach (var field in context.Results.Schema.Unsent)
            shown[field.Index] = true;
        return shown;
    }
}

/// <summary>What becomes of an update that sends nothing: it is refused, unless a mode says otherwise.</summary>
internal sealed class EmptyUpdate(OperationPlan operation)
{
    private readonly ModeFlag _accepted = operation.Rules[Behaviors.EmptyUpdate, "accepted"];
    private readonly ModeFlag _recordCleared = operation.Rules[Behaviors.EmptyUpdate, "record-cleared"];

    public bool IsAccepted(ActiveModes modes) => modes[_accepted];

    public bool IsRecordCleared(ActiveModes modes) => modes[_recordCleared];
}
