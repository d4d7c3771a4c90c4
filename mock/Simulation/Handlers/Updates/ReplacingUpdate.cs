using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Updates;

/// <summary>An update that puts the sent record in the place of the one before: what it does not send is required, or lost.</summary>
internal sealed class ReplacingUpdate(OperationPlan operation)
{
    private readonly ModeFlag _kept = operation.Rules[Behaviors.Replace, "unsent-kept"];
    private readonly ModeFlag _requiredKept = operation.Rules[Behaviors.ReplaceRequired, "kept"];

    /// <summary>Binds what was not sent.</summary>
    public void Complete(BoundRecord bound, OperationContext context)
    {
        var modes = context.Modes;
        foreach (var field in operation.Resource.Fields.Where(field => field.Written && field.Field.OnUpdate && !bound.IsSent(field)))
        {
            if (field.Field.Required)
            {
                if (!modes[_requiredKept])
                    bound.AddMissing(bound.NameOf(field));
            }
            else if (!modes[_kept])
                bound.Values[field.Index] = field.Default ?? field.Unset(modes);
        }
    }
}
