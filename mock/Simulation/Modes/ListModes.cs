using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Modes;

/// <summary>The modes of a list that concern which of its records are shown.</summary>
internal sealed class ListModes(PlaceFlags at)
{
    public ModeFlag SizeAll { get; } = at[Behaviors.PageSize, "all"];
    public ModeFlag LimitOneLess { get; } = at[Behaviors.PageLimit, "one-less"];
    public ModeFlag OffsetOneLess { get; } = at[Behaviors.PageOffset, "one-less"];
    public ModeFlag PastEndNotFound { get; } = at[Behaviors.PagePastEnd, "not-found"];
    public ModeFlag TotalOfPage { get; } = at[Behaviors.PageMeta, "page-total"];
    public ModeFlag Overlap { get; } = at[Behaviors.PagesComplete, "overlap"];
    public ModeFlag Truncated { get; } = at[Behaviors.ListPaged, "truncated"];
    public ModeFlag FilterIgnored { get; } = at[Behaviors.Filter, "ignored"];
    public ModeFlag FilterNotFound { get; } = at[Behaviors.FilterUnknown, "not-found"];
    public ModeFlag FilterRefused { get; } = at[Behaviors.FilterUnknown, "refused"];
    public ModeFlag FilterForbidden { get; } = at[Behaviors.FilterUnknown, "forbidden"];
    public ModeFlag UnknownAll { get; } = at[Behaviors.FilterUnknown, "all"];
    public ModeFlag MissingEmpty { get; } = at[Behaviors.FilterRequired, "empty"];
    public ModeFlag MissingAll { get; } = at[Behaviors.FilterRequired, "all"];
    public ModeFlag FormsBrackets { get; } = at[Behaviors.FilterForms, "brackets"];
    public ModeFlag FormsRepeated { get; } = at[Behaviors.FilterForms, "repeated"];
    public ModeFlag FormsComma { get; } = at[Behaviors.FilterForms, "comma"];
    public ModeFlag FormsNone { get; } = at[Behaviors.FilterForms, "none"];
}
