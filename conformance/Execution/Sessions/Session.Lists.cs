using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

// Lists, page by page.
internal sealed partial class Session
{
    // Records come and go while pages are read. A list that never holds still is taken as it was seen last.
    private const int MaxReads = 4;
    private const int MaxPages = 1000;

    /// <summary>The whole list in the resource's scope (parent and filter by default), all pages.</summary>
    public Task<Answer> List(Resource resource, string query = "", Credential who = Credential.Full) =>
        List(Contract.ListOf(resource) ?? Operation(OperationKind.List, resource), new Sending { Who = who, Query = query });

    /// <summary>The whole list of an operation, all pages. A query that chooses a page itself gets that page.</summary>
    public async Task<Answer> List(Operation operation, Sending? how = null)
    {
        how ??= Sending.Default;
        if (!Contract.MayBePaged(operation) || PageQuery.Chooses(operation, how.Query))
            return await Page(operation, how);
        for (var reads = 1; ; reads++)
        {
            var (answer, held) = await AllPages(operation, how);
            if (held || reads == MaxReads)
                return answer;
        }
    }

    /// <summary>One request for a list, without paging of the suite's own: the page that the query asks for.</summary>
    public Task<Answer> Page(Operation operation, Sending? how = null) => Call(operation, how: how);

    /// <summary>How many records a list of pages has, after some were made where it had fewer than needed; fewer where none can be made.</summary>
    public Task<long> FillList(Operation operation, int needed) => run.Lists.Fill(operation, needed);

    // Whether the list held still: no record was seen twice, none missing, while its pages were read.
    private async Task<(Answer Answer, bool Held)> AllPages(Operation operation, Sending how)
    {
        var identity = Contract.Resource(operation.Resource).Identity.Name;
        var limit = operation.Paging?.Maximum;
        var pages = new List<Answer>();
        var count = 0;
        for (string? first = null; pages.Count < MaxPages;)
        {
            var page = await Page(operation, how with { Query = PageQuery.Join(how.Query, Next(operation.Paging, limit, count, pages)) });
            if (!page.Succeeded || page.Data is not JsonArray list)
                return (page, true);
            var starts = TextOf((list.FirstOrDefault() as JsonObject)?[identity]);
            // A target that takes no notice of an offset shows its first page for ever.
            if (pages.Count > 0 && (list.Count == 0 || starts == first))
                break;
            pages.Add(page);
            count += list.Count;
            first = starts;
            if (operation.Paging?.Cursor is not null ? page.NextCursor is null
                : page.Total is { } total ? count >= total : list.Count < (limit ?? int.MaxValue))
                break;
        }
        return (Joined(pages), pages.Count == 1 || Held(pages, identity));
    }

    // Pages that are counted are all of one length but the last.
    private static string Next(PagingWord? paging, int? limit, int count, List<Answer> pages) =>
        paging?.Cursor is not null && pages is [.., { NextCursor: { } cursor }] ? PageQuery.Behind(paging, limit, cursor)
        : PageQuery.At(paging, limit, paging is { Offset: null, Page: not null } ? (long)pages.Count * limit!.Value : count);

    private static bool Held(List<Answer> pages, string identity)
    {
        var seen = pages.SelectMany(page => (JsonArray)page.Data!).Select(record => TextOf((record as JsonObject)?[identity])).ToArray();
        return pages[0].Total == pages[^1].Total && seen.Distinct().Count() == seen.Length && (pages[0].Total is not { } total || total == seen.Length);
    }

    private static Answer Joined(List<Answer> pages) => pages.Count == 1 ? pages[0] : pages[0] with
    {
        Data = new JsonArray([.. pages.SelectMany(page => (JsonArray)page.Data!).Select(record => record?.DeepClone())]),
        Pages = [.. pages.Select(page => page.Exchange)],
        Total = pages[^1].Total,
    };
}
