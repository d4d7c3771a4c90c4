using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Several records may have the same value in a field, unless a mode refuses a second one or answers with the first.</summary>
internal sealed class RepeatableValue(FieldPlan field)
{
    private readonly ModeFlag _refused = field.Rules[Behaviors.Repeatable, "refused"];
    private readonly ModeFlag _merged = field.Rules[Behaviors.Repeatable, "merged"];

    /// <summary>The fields of a resource that have the rule.</summary>
    public static RepeatableValue[] Of(ResourcePlan resource) =>
        [.. resource.Fields.Where(field => field.Rules.Has(Behaviors.Repeatable)).Select(field => new RepeatableValue(field))];

    /// <summary>What is wrong with the value that a create sends, or null.</summary>
    public FieldError? Check(BoundRecord bound, OperationContext context) =>
        context.Modes[_refused] && Other(bound, context) is not null ? new FieldError(bound.NameOf(field), "Another record has it.") : null;

    /// <summary>The existing record with the same value that a create answers with, or null.</summary>
    public Record? Merged(BoundRecord bound, OperationContext context) => context.Modes[_merged] ? Other(bound, context) : null;

    private Record? Other(BoundRecord bound, OperationContext context)
    {
        var value = bound.Values[field.Index];
        return Array.Find(context.Table(field.Owner).FindByValue(field, value), other => FieldValue.Same(other[field.Index], value));
    }
}
