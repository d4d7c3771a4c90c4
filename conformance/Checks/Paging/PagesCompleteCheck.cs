using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A walk through all pages. Records come and go meanwhile; how many, the totals tell.</summary>
internal static class PagesCompleteCheck
{
    // Enough to see a seam between them more than once, and no more requests than it takes.
    private const int Parts = 4;

    [Judges(nameof(Behaviors.PagesComplete), Exclusive = true)]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var count = await session.Crowd(operation, Crowd.Few);
        return count < Crowd.Few
            ? Verdict.Unknown($"the list has {count} records; it takes {Crowd.Few} to make pages, and no more can be made")
            : await Steady.Judge(() => Walk(session, operation, resource, count));
    }

    private static async Task<Verdict> Walk(Session session, Operation operation, Resource resource, long count)
    {
        var size = Math.Clamp(count / Parts, 1, operation.Paging!.Maximum);
        var seen = new HashSet<string>();
        var (total, shown, moved) = (count, 0L, 0L);
        Answer? before = null;
        for (var offset = 0L; offset < total; offset += size)
        {
            var page = await session.Page(operation, $"offset={offset}&limit={size}");
            var now = page.Total ?? total;
            moved += before is null ? 0 : Math.Abs(now - total);
            total = now;
            var again = page.Identities(resource).Where(identity => !seen.Add(identity)).ToArray();
            if (again.Length > moved)
            {
                return Verdict.Broken($"each record on one page of {operation}", $"{Say.Record(resource, again[0])} is there twice, at offset {offset} and before",
                    (before ?? page).Exchange, page.Exchange);
            }
            shown += page.Records.Length;
            before = page;
        }
        return shown - seen.Count <= moved && seen.Count >= total - moved
            ? Verdict.Saw("complete")
            : Verdict.Broken($"{total} records on all pages of {operation} together, each once", $"{seen.Count} records, {shown - seen.Count} of them again");
    }
}
