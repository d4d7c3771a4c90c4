namespace PlanisoContract.Mock.Simulation;

/// <summary>A first and a last day, where a resource declares that they belong together.</summary>
internal readonly struct Span(ResourcePlan resource, Modes modes)
{
    /// <summary>Refuses a last day before the first, or swaps the two, if a mode says so.</summary>
    /// <param name="draft">What the request says.</param>
    /// <param name="before">The record before an update.</param>
    public void Check(Draft draft, Record? before)
    {
        if (resource is not { From: { } from, To: { } to }
            || (before is not null && draft.Values[from.Index] == Mark.NotSent && draft.Values[to.Index] == Mark.NotSent)
            || Day(draft, from, before) is not { } first || Day(draft, to, before) is not { } last || last >= first)
            return;
        if (modes[resource.Gates.SpanRefused])
            draft.Fail(draft.NameOf(to), $"Expected a day from {Values.Text(first)} on, got {Values.Text(last)}.");
        else if (modes[resource.Gates.SpanSwapped])
            (draft.Values[from.Index], draft.Values[to.Index]) = (last, first);
    }

    private static DateOnly? Day(Draft draft, FieldPlan field, Record? before) =>
        (draft.Values[field.Index] == Mark.NotSent ? before?[field.Index] : draft.Values[field.Index]) as DateOnly?;
}
