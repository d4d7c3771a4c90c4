using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The modes of a list that concern which of its records are shown.</summary>
internal sealed class ListGates(GatesAt at)
{
    public Gate SizeAll { get; } = at[Behaviors.PageSize, "all"];
    public Gate LimitOneLess { get; } = at[Behaviors.PageLimit, "one-less"];
    public Gate OffsetOneLess { get; } = at[Behaviors.PageOffset, "one-less"];
    public Gate PastEndNotFound { get; } = at[Behaviors.PagePastEnd, "not-found"];
    public Gate TotalOfPage { get; } = at[Behaviors.PageMeta, "page-total"];
    public Gate Overlap { get; } = at[Behaviors.PagesComplete, "overlap"];
    public Gate Truncated { get; } = at[Behaviors.ListPaged, "truncated"];
    public Gate FilterIgnored { get; } = at[Behaviors.Filter, "ignored"];
    public Gate FilterNotFound { get; } = at[Behaviors.FilterUnknown, "not-found"];
    public Gate FilterRefused { get; } = at[Behaviors.FilterUnknown, "refused"];
    public Gate FilterForbidden { get; } = at[Behaviors.FilterUnknown, "forbidden"];
    public Gate UnknownAll { get; } = at[Behaviors.FilterUnknown, "all"];
    public Gate MissingEmpty { get; } = at[Behaviors.FilterRequired, "empty"];
    public Gate MissingAll { get; } = at[Behaviors.FilterRequired, "all"];
    public Gate FormsBrackets { get; } = at[Behaviors.FilterForms, "brackets"];
    public Gate FormsRepeated { get; } = at[Behaviors.FilterForms, "repeated"];
    public Gate FormsComma { get; } = at[Behaviors.FilterForms, "comma"];
    public Gate FormsNone { get; } = at[Behaviors.FilterForms, "none"];
}
