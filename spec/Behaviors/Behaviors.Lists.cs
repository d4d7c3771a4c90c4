using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// A list operation: pages and filters.
public static partial class Behaviors
{
    private static bool IsPaged(Site site) => site.Operation.Paging is not null;

    private static bool IsFiltered(Site site) => site.Operation.Filter is not null;

    private static bool IsFilteredByQuery(Site site) => site.Operation.Filter is { InPath: false };

    private static Behavior Page(string name, string summary, (string Name, string Sentence)[] readings, params (string Name, string Sentence)[] breakages) => new()
    {
        Name = name,
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = summary,
        AppliesTo = IsPaged,
        Readings = Modes(readings),
        Breakages = Modes(breakages),
    };

    public static readonly Behavior PageSize = Page("page-size",
        "Without a limit a page holds at most the declared size.",
        [("declared", "It does.")], ("all", "It holds everything."));

    public static readonly Behavior PageLimit = Page("page-limit",
        "A page holds at most as many records as the limit says.",
        [("obeyed", "It does.")], ("ignored", "It has the declared size."), ("one-less", "It holds one less."));

    public static readonly Behavior PageMaximum = Page("page-maximum",
        "A limit above the declared maximum counts as the maximum; total and limit in the answer are the ones in force.",
        [("capped", "It does.")], ("uncapped", "It counts as it is."));

    public static readonly Behavior PageLimitWrong = Page("page-limit-wrong",
        "A limit of zero, below zero or of no digits counts as the declared size.",
        [("declared", "It does.")], ("refused", "Refused as invalid."));

    public static readonly Behavior PageOffset = Page("page-offset",
        "An offset skips that many records.",
        [("skips", "It does.")], ("ignored", "The first records are shown."), ("one-less", "It skips one less."));

    public static readonly Behavior PageOffsetWrong = Page("page-offset-wrong",
        "An offset below zero or of no digits counts as zero.",
        [("zero", "It does.")], ("refused", "Refused as invalid."));

    public static readonly Behavior PageNumber = Page("page-number",
        "The parameter page counts pages from 1; an offset beside it wins.",
        [("pages", "It does.")], ("ignored", "The first page is shown."), ("from-zero", "Pages are counted from 0."));

    public static readonly Behavior PagePastEnd = Page("page-past-end",
        "An offset behind the last record is answered with an empty list and the true total.",
        [("empty", "It is.")], ("not-found", "Refused as not found."));

    public static readonly Behavior PageMeta = Page("page-meta",
        "The answer holds total_count, offset and limit as they are in force.",
        [("present", "It does.")], ("missing", "They are not there."), ("page-total", "The total is that of the page."));

    public static readonly Behavior PageNoMeta = Page("page-nometa",
        "The parameter nometa or the header X-Redmine-Nometa leaves total_count, offset and limit out; offset and limit act all the same.",
        [("left-out", "It does.")], ("ignored", "They are there."));

    public static readonly Behavior PagesComplete = Page("pages-complete",
        "All pages together hold each record once.",
        [("complete", "They do.")], ("overlap", "Each page but the first begins with the last record of the one before."));

    public static readonly Behavior ListPaged = new()
    {
        Name = "list-paged",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "Whether a list that is not documented as one of pages has pages of 25 all the same.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("complete", "It holds everything."), ("paged", "It has pages, and total_count, offset and limit.")),
        Breakages = Modes(("truncated", "It ends after 25 records, and an offset does not help.")),
    };

    public static readonly Behavior Filter = new()
    {
        Name = "filter",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list holds the records that the filter asks for, and no others.",
        AppliesTo = IsFiltered,
        Readings = Modes(("applied", "It does.")),
        Breakages = Modes(("ignored", "It holds all records.")),
    };

    public static readonly Behavior FilterUnknown = new()
    {
        Name = "filter-unknown",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "What a filter answers that names a record which does not exist.",
        AppliesTo = IsFiltered,
        Readings = Modes(
            ("empty", "An empty list."), ("not-found", "Refused as not found."), ("refused", "Refused as invalid."), ("forbidden", "403.")),
        Breakages = Modes(("all", "All records.")),
    };

    public static readonly Behavior FilterRequired = new()
    {
        Name = "filter-required",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "A list without its required filter is refused, or empty.",
        AppliesTo = site => IsFilteredByQuery(site) && site.Operation.Filter!.Required,
        Readings = Modes(("refused", "Refused as invalid."), ("empty", "An empty list.")),
        Breakages = Modes(("all", "All records.")),
    };

    public static readonly Behavior FilterForms = new()
    {
        Name = "filter-forms",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "How a filter of several values may be written: name[]=1&name[]=2, name=1&name=2, name=1,2.",
        AppliesTo = site => IsFilteredByQuery(site) && site.Operation.Filter!.Many,
        Readings = Modes(
            ("all", "Each of them is read."), ("brackets", "name[]=1&name[]=2 alone."),
            ("repeated", "name=1&name=2 alone."), ("comma", "name=1,2 alone.")),
        Breakages = Modes(("none", "None of them: of several values the last one counts.")),
    };
}
