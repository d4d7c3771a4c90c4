using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>A first and a last day, where a resource declares that they belong together.</summary>
internal sealed class DateSpan(ResourcePlan resource)
{
    private readonly ModeFlag _refused = resource.Rules[Behaviors.DateSpan, "refused"];
    private readonly ModeFlag _swapped = resource.Rules[Behaviors.DateSpan, "swapped"];

    /// <summary>Refuses a last day before the first, or swaps the two, if a mode says so. What is wrong already is not looked at again.</summary>
    /// <param name="bound">What the request says.</param>
    /// <param name="before">The record before an update.</param>
    /// <param name="modes">The modes in force.</param>
    public void Check(BoundRecord bound, Record? before, ActiveModes modes)
    {
        if (bound.Errors.Count > 0 || resource is not { From: { } from, To: { } to }
            || (before is not null && bound.Values[from.Index] == Sentinel.NotSent && bound.Values[to.Index] == Sentinel.NotSent)
            || Day(bound, from, before) is not { } first || Day(bound, to, before) is not { } last || last >= first)
            return;
        if (modes[_refused])
            bound.AddError(bound.NameOf(to), $"Expected a day from {FieldValue.Text(first)} on, got {FieldValue.Text(last)}.");
        else if (modes[_swapped])
            (bound.Values[from.Index], bound.Values[to.Index]) = (last, first);
    }

    private static DateOnly? Day(BoundRecord bound, FieldPlan field, Record? before) =>
        (bound.Values[field.Index] == Sentinel.NotSent ? before?[field.Index] : bound.Values[field.Index]) as DateOnly?;
}
