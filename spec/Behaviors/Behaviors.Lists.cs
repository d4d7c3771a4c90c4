using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// A list operation: pages and filters.
public static partial class Behaviors
{
    private static bool IsPaged(Site site) => site.Operation.Paging is not null;

    public static readonly Behavior ListCollation = new()
    {
        Name = "list-collation",
        IdSuffix = "collation",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "How a list that is sorted by a text puts capital letters, accents and digits.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Arguments = ImmutableDictionary<string, Shape>.Empty.Add("field", new Shape.Text()),
        Readings = Modes(
            ("letters", "A list that is sorted by a text ignores letter case: a, B, c."),
            ("codes", "A list that is sorted by a text puts capital letters before small ones: B, a, c.")),
        Breakages = Modes(("numbers", "A list that is sorted by a text puts 9 before 10, as if its digits were a number.")),
    };

    private static bool IsFiltered(Site site) => site.Operation.Filter is not null;

    private static bool IsFilteredByQuery(Site site) => site.Operation.Filter is { InPath: false };

    private static Func<Site, bool> Paged(Func<PagingWord, bool> so) => site => site.Operation.Paging is { } paging && so(paging);

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
        [("declared", "Without a limit a page holds at most the declared size.")], ("all", "Without a limit a page holds everything."));

    public static readonly Behavior PageLimit = Page("page-limit",
        "A page holds at most as many records as the limit says.",
        [("obeyed", "A page holds at most as many records as the limit says.")], ("ignored", "A page has the declared size, whatever the limit says."), ("one-less", "A page holds one record less than the limit says."));

    public static readonly Behavior PageMaximum = Page("page-maximum",
        "A limit above the declared maximum counts as the maximum, or is refused; total and limit in the answer are the ones in force.",
        [("capped", "A limit above the declared maximum counts as the maximum."), ("refused", "A limit above the declared maximum is refused as invalid.")],
        ("uncapped", "A limit above the declared maximum counts as it is."));

    public static readonly Behavior PageLimitWrong = Page("page-limit-wrong",
        "A limit of zero, below zero or of no digits counts as the declared size, or is refused.",
        [("declared", "A limit that is none counts as the declared size."), ("refused", "A limit that is none is refused as invalid.")],
        ("empty", "A limit that is none is answered with a page without records."));

    public static readonly Behavior PageOffset = Page("page-offset",
        "An offset skips that many records.",
        [("skips", "An offset skips that many records.")], ("ignored", "An offset is ignored: the first records are shown."), ("one-less", "An offset skips one record less.")) with
    { AppliesTo = Paged(paging => paging.Offset is not null) };

    public static readonly Behavior PageOffsetWrong = Page("page-offset-wrong",
        "An offset below zero or of no digits counts as zero, or is refused.",
        [("zero", "An offset that is none counts as zero."), ("refused", "An offset that is none is refused as invalid.")],
        ("empty", "An offset that is none is answered with a page without records.")) with
    { AppliesTo = Paged(paging => paging.Offset is not null) };

    public static readonly Behavior PageNumber = Page("page-number",
        "The parameter page counts pages from 1; an offset beside it wins.",
        [("pages", "The parameter page counts pages from 1.")], ("ignored", "The parameter page is ignored: the first page is shown."), ("from-zero", "The parameter page counts pages from 0.")) with
    { AppliesTo = Paged(paging => paging.Page is not null) };

    public static readonly Behavior PagePastEnd = Page("page-past-end",
        "A page behind the last record is answered with an empty list and the true total, or is not found.",
        [("empty", "A page behind the last record is answered with an empty list and the true total."), ("not-found", "A page behind the last record is answered 404.")],
        ("first-page", "A page behind the last record is answered with the first one.")) with
    { AppliesTo = Paged(paging => paging.Cursor is null) };

    public static readonly Behavior PageMeta = Page("page-meta",
        "The answer holds total_count, offset and limit as they are in force.",
        [("present", "A page says total_count, offset and limit as they are in force.")], ("missing", "A page lacks total_count, offset and limit."), ("page-total", "The total of a page is the number of its own records.")) with
    { AppliesTo = Paged(paging => paging.HasMeta) };

    public static readonly Behavior PageNoMeta = Page("page-nometa",
        "The parameter nometa or the header X-Redmine-Nometa leaves total_count, offset and limit out; offset and limit act all the same.",
        [("left-out", "With nometa a page lacks total_count, offset and limit.")], ("ignored", "With nometa a page shows total_count, offset and limit all the same.")) with
    { AppliesTo = Paged(paging => paging.HasMeta) };

    public static readonly Behavior PagesComplete = Page("pages-complete",
        "All pages together hold each record once.",
        [("complete", "All pages together hold each record once.")], ("overlap", "Each page but the first begins with the last record of the one before."));

    public static readonly Behavior PageTotal = Page("page-total",
        "A page says how many records there are on all pages.",
        [("counted", "The total of a page is the number of records on all pages.")],
        ("off-by-one", "The total of a page is one too great."), ("of-page", "The total of a page is the number of its own records."), ("absent", "A page has no total."))
        with
    { AppliesTo = Paged(paging => paging.Total is not null || paging.TotalHeader is not null) };

    public static readonly Behavior PageLinks = Page("page-links",
        "The header Link of a page leads to the next one, and that of the last page does not.",
        [("next", "The link rel=next of a page leads to the next page; the last page has none.")],
        ("absent", "No page has a link rel=next."), ("same-page", "The link rel=next of a page leads to the page itself."), ("endless", "The last page has a link rel=next, too."))
        with
    { AppliesTo = Paged(paging => paging.Links) };

    public static readonly Behavior PageCursor = Page("page-cursor",
        "A page names the cursor of the next one, and the last page names none.",
        [("next", "The cursor of a page leads to the records behind it; the last page has none.")],
        ("absent", "No page names a cursor."), ("same-page", "The cursor of a page leads to the page itself."), ("endless", "The last page names a cursor, too."))
        with
    { AppliesTo = Paged(paging => paging.Cursor is not null) };

    public static readonly Behavior CursorUnknown = Page("cursor-unknown",
        "A cursor that no page has named is refused, or taken for none.",
        [("refused", "A cursor that no page has named is refused as invalid."), ("first-page", "A cursor that no page has named is answered with the first page.")],
        ("empty", "A cursor that no page has named is answered with an empty list."))
        with
    { AppliesTo = Paged(paging => paging.Cursor is not null) };

    public static readonly Behavior ListPaged = new()
    {
        Name = "list-paged",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "Whether a list that is not documented as one of pages has pages of 25 all the same.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("complete", "A list that is not documented as one of pages holds everything."),
            ("paged", "A list that is not documented as one of pages has pages, and says total_count, offset and limit.")),
        Breakages = Modes(("truncated", "A list that is not documented as one of pages ends after 25 records, and an offset does not help.")),
    };

    public static readonly Behavior Filter = new()
    {
        Name = "filter",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list holds the records that the filter asks for, and no others.",
        AppliesTo = IsFiltered,
        Readings = Modes(("applied", "A filtered list holds the records that the filter asks for, and no others.")),
        Breakages = Modes(("ignored", "A filtered list holds all records.")),
    };

    public static readonly Behavior FilterUnknown = new()
    {
        Name = "filter-unknown",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "What a filter answers that names a record which does not exist.",
        AppliesTo = IsFiltered,
        Readings = Modes(
            ("empty", "A filter that names a record which does not exist is answered with an empty list."),
            ("not-found", "A filter that names a record which does not exist is refused as not found."),
            ("refused", "A filter that names a record which does not exist is refused as invalid."),
            ("forbidden", "A filter that names a record which does not exist is answered 403.")),
        Breakages = Modes(("all", "A filter that names a record which does not exist is answered with all records.")),
    };

    public static readonly Behavior FilterRequired = new()
    {
        Name = "filter-required",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "A list without its required filter is refused, or empty.",
        AppliesTo = site => IsFilteredByQuery(site) && site.Operation.Filter!.Required,
        Readings = Modes(
            ("refused", "A list without its required filter is refused as invalid."),
            ("empty", "A list without its required filter is empty.")),
        Breakages = Modes(("all", "A list without its required filter holds all records.")),
    };

    public static readonly Behavior FilterForms = new()
    {
        Name = "filter-forms",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "How a filter of several values may be written: name[]=1&name[]=2, name=1&name=2, name=1,2.",
        AppliesTo = site => IsFilteredByQuery(site) && site.Operation.Filter!.Many,
        Readings = Modes(
            ("all", "A filter of several values is read in each of the three forms."),
            ("brackets", "A filter of several values is read as name[]=1&name[]=2 alone."),
            ("repeated", "A filter of several values is read as name=1&name=2 alone."),
            ("comma", "A filter of several values is read as name=1,2 alone.")),
        Breakages = Modes(("none", "Of several values in a filter the last one counts.")),
    };
}
