using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>A write whose header If-Match names another version than the current one is refused (RFC 9110, 13.1.1), where that is declared.</summary>
internal sealed class Preconditions(OperationPlan operation)
{
    private readonly ModeFlag _enforced = operation.Rules[Behaviors.IfMatch, "enforced"];
    private readonly ModeFlag _ignored = operation.Rules[Behaviors.IfMatch, "ignored"];
    private readonly ModeFlag _applied = operation.Rules[Behaviors.IfMatch, "applied"];
    private readonly ModeFlag _required = operation.Rules[Behaviors.IfMatchRequired, "required"];
    private readonly ModeFlag _notRequired = operation.Rules[Behaviors.IfMatchRequired, "accepted"];

    /// <summary>The refusal, or null.</summary>
    public OperationResult? Refuse(Record now, OperationContext context)
    {
        var modes = context.Modes;
        if (!modes[_required] && !modes[_enforced] && !modes[_applied])
            return null;
        if (context.Request.Header("If-Match") is not { Length: > 0 } sent)
            return modes[_required] && !modes[_notRequired] ? context.Refusal(428, "The header If-Match is missing.") : null;
        return modes[_ignored] || EntityTags.Match(sent, RecordVersion.Of(now))
            ? null : context.Refusal(412, "The record is another version than If-Match names.");
    }

    /// <summary>Whether a breakage carries out what is refused.</summary>
    public bool IsCarriedOutAllTheSame(ActiveModes modes) => modes[_applied];

    /// <summary>What a write answers that is carried out only where nothing refuses it.</summary>
    public OperationResult Carry(Record now, OperationContext context, Func<Record, OperationResult> write)
    {
        var refusal = Refuse(now, context);
        if (refusal is not null && !IsCarriedOutAllTheSame(context.Modes))
            return refusal;
        var result = write(now);
        return refusal ?? result;
    }
}
