namespace PlanisoContract.Spec;

// A list whose query parameters narrow, sort and search it by fields.
public static partial class Behaviors
{
    private static Field Queried(Site site, string name) => site.Contract.Resource(site.Operation.Resource).Field(name);

    private static Func<Site, bool> Queries(Func<Site, QueryWord, bool> so) => site => site.Operation.Query is { } query && so(site, query);

    private static Behavior Query(string name, string summary, Func<Site, QueryWord, bool> so, (string Name, string Sentence)[] readings, params (string Name, string Sentence)[] breakages) => new()
    {
        Name = name,
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = summary,
        AppliesTo = Queries(so),
        Readings = Modes(readings),
        Breakages = Modes(breakages),
    };

    public static readonly Behavior Where = Query("where",
        "A list that is narrowed by a parameter holds the records whose field compares as declared, and no others.",
        (_, query) => !query.Where.IsEmpty,
        [("applied", "A narrowed list holds the records that fit, and no others.")],
        ("ignored", "A narrowed list holds all records."), ("one-too-many", "A narrowed list holds the oldest record that does not fit, too."),
        ("one-missing", "A narrowed list lacks the newest record that fits."));

    public static readonly Behavior WhereBounds = Query("where-bounds",
        "A bound of a narrowed list belongs to it, and numbers compare as numbers.",
        (_, query) => query.Where.Any(where => where.Is is FilterOperator.AtLeast or FilterOperator.AtMost),
        [("inclusive", "Records that are equal to the bound are in the list.")],
        ("exclusive", "Records that are equal to the bound are not in the list."));

    public static readonly Behavior QueryLiteral = Query("query-literal",
        "The characters %, _ and * in what a list is narrowed or searched by stand for themselves.",
        (site, query) => query.Search is not null || query.Where.Any(where => where.Is == FilterOperator.Contains),
        [("literal", "The characters %, _ and * in a searched text stand for themselves.")],
        ("pattern", "The characters %, _ and * in a searched text stand for anything."));

    public static readonly Behavior QueryUnknown = Query("query-unknown",
        "A query parameter that the list does not document is refused, or ignored.",
        (_, _) => true,
        [("refused", "A parameter that the list does not document is refused as invalid."), ("ignored", "A parameter that the list does not document changes nothing.")],
        ("server-error", "A parameter that the list does not document is answered 500."), ("empty", "A parameter that the list does not document is answered with an empty list."));

    public static readonly Behavior Sort = Query("sort",
        "A list is sorted by the field that the parameter names; descending is the reverse of ascending, ties apart.",
        (_, query) => query.Sort is not null,
        [("sorted", "A list is sorted by the field that the parameter names, ignoring case; null first or last.")],
        ("ignored", "The parameter that sorts a list is not looked at."), ("descending-ignored", "A list that is to be sorted downwards is sorted upwards."));

    public static readonly Behavior SortNumbers = Query("sort-numbers",
        "Numbers sort as numbers.",
        (site, query) => query.Sort?.Fields.Any(name => Queried(site, name).Type is FieldType.Integer or FieldType.Number) == true,
        [("as-numbers", "A list that is sorted by a number has 9 before 10.")],
        ("as-texts", "A list that is sorted by a number has 10 before 9."));

    public static readonly Behavior SortUnknown = Query("sort-unknown",
        "A field that a list cannot be sorted by is refused, or ignored.",
        (_, query) => query.Sort is not null,
        [("refused", "A field that a list cannot be sorted by is refused as invalid."), ("ignored", "A field that a list cannot be sorted by changes nothing.")],
        ("server-error", "A field that a list cannot be sorted by is answered 500."));

    public static readonly Behavior Search = Query("search",
        "A list that is searched holds the records one of whose searched fields contains the text, and no others.",
        (_, query) => query.Search is not null,
        [("ignoring-case", "A searched list ignores letter case."), ("exact-case", "A searched list tells capital letters from small ones.")],
        ("ignored", "A searched list holds all records."), ("starts-with", "A searched list holds the records one of whose fields begins with the text."));
}
