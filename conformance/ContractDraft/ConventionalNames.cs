using System.Collections.Immutable;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What parameters, members and headers are usually called, whoever makes the API. Compared without case, underscores and other signs.</summary>
internal static class ConventionalNames
{
    /// <summary>What names a record, the surest first.</summary>
    public static readonly ImmutableArray<string> Identities = ["id", "uuid", "guid", "sid", "key", "code", "slug", "number", "no", "name"];

    /// <summary>Parameters for the number of records in a page.</summary>
    public static readonly ImmutableArray<string> Limits =
        ["limit", "perpage", "pagesize", "pagelimit", "size", "take", "top", "maxresults", "maxitems", "resultsperpage"];

    /// <summary>Parameters for the number of records to skip.</summary>
    public static readonly ImmutableArray<string> Offsets = ["offset", "skip", "start", "startat", "startindex", "pageoffset"];

    /// <summary>Parameters for the number of a page.</summary>
    public static readonly ImmutableArray<string> Pages = ["page", "pagenumber", "pageno", "pageindex", "currentpage"];

    /// <summary>Parameters for a cursor that the page before has named.</summary>
    public static readonly ImmutableArray<string> Cursors = ["cursor", "pagetoken", "pagecursor", "nexttoken", "continuationtoken", "continue", "after", "pageafter", "marker"];

    /// <summary>Members with the cursor of the next page.</summary>
    public static readonly ImmutableArray<string> NextCursors = ["nextcursor", "nextpagetoken", "nextpagecursor", "nexttoken", "cursor", "continue", "nextmarker", "next"];

    /// <summary>Members with the number of all records.</summary>
    public static readonly ImmutableArray<string> Totals = ["total", "totalcount", "count", "totalitems", "totalresults", "totalelements", "odatacount", "totalsize"];

    /// <summary>Headers with the number of all records.</summary>
    public static readonly ImmutableArray<string> TotalHeaders = ["xtotalcount", "xtotal", "totalcount", "xpaginationtotalcount"];

    /// <summary>Times that a create sets.</summary>
    public static readonly ImmutableArray<string> CreationTimes = ["created", "createdat", "createdon", "datecreated", "creationtime", "createtime", "creationdate", "insertedat"];

    /// <summary>Times that each change sets.</summary>
    public static readonly ImmutableArray<string> UpdateTimes = ["updated", "updatedat", "updatedon", "dateupdated", "modified", "modifiedat", "lastmodified", "updatetime", "lastupdated"];

    /// <summary>Fields that a delete sets to its time.</summary>
    public static readonly ImmutableArray<string> DeletionTimes = ["deletedat", "deletedon", "datedeleted", "deletiontime", "archivedat", "removedat"];

    /// <summary>Fields that a delete turns false.</summary>
    public static readonly ImmutableArray<string> ActiveFlags = ["active", "isactive", "enabled", "isenabled"];

    // What makers put behind the name of a schema to say whose it is.
    private static readonly ImmutableArray<string> SchemaEndings = ["response", "public", "read", "out", "dto", "model", "resource", "output", "detail", "viewmodel"];

    /// <summary>The name as it is compared.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>The first of some names that is one of a table's, the table's order deciding; or null.</summary>
    public static string? Find(ImmutableArray<string> table, IEnumerable<string> names)
    {
        var all = names.ToList();
        return table.Select(usual => all.Find(name => Plain(name) == usual)).FirstOrDefault(name => name is not null);
    }

    /// <summary>What one record of a resource may be called: its schema's name, the collection's in the singular.</summary>
    public static IEnumerable<string> OfOne(ResourceGuess resource)
    {
        var schema = Plain(resource.Name[(resource.Name.LastIndexOf('.') + 1)..]);
        yield return schema;
        foreach (var ending in SchemaEndings.Where(ending => schema.Length > ending.Length && schema.EndsWith(ending, StringComparison.Ordinal)))
            yield return schema[..^ending.Length];
        foreach (var group in resource.Groups)
            yield return Singular(Plain(group.Collection[(group.Collection.LastIndexOf('/') + 1)..]));
    }

    private static string Singular(string word) => word switch
    {
        [.. var stem, 'i', 'e', 's'] => stem + "y",
        [.. var stem, 's' or 'x' or 'h', 'e', 's'] => word[..^2],
        [.. var stem, 's'] => stem,
        _ => word,
    };
}
