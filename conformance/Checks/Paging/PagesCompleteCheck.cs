using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A walk through all pages. Records come and go meanwhile; how many, the totals tell.</summary>
internal sealed class PagesCompleteCheck(Rule rule, Session session) : Check(rule, session)
{
    // Enough to see a seam between them more than once, and no more requests than it takes.
    private const int Parts = 4;

    [Judges(nameof(Behaviors.PagesComplete), Exclusive = true)]
    public async Task<Verdict> Judge()
    {
        var count = await Session.Crowd(Operation, Crowd.Few);
        return count < Crowd.Few
            ? Verdict.Unknown($"the list has {count} records; it takes {Crowd.Few} to make pages, and no more can be made")
            : await Steady.Judge(() => Walk(count));
    }

    private async Task<Verdict> Walk(long count)
    {
        var size = Math.Clamp(count / Parts, 1, Operation.Paging!.Maximum);
        var seen = new HashSet<string>();
        var (total, shown, moved) = (count, 0L, 0L);
        Answer? before = null;
        for (var offset = 0L; offset < total; offset += size)
        {
            var page = await Session.Page(Operation, $"offset={offset}&limit={size}");
            var now = page.Total ?? total;
            moved += before is null ? 0 : Math.Abs(now - total);
            total = now;
            var again = page.Identities(Resource).Where(identity => !seen.Add(identity)).ToArray();
            if (again.Length > moved)
            {
                return Verdict.Broken($"each record on one page of {Operation}", $"{Say.Record(Resource, again[0])} is there twice, at offset {offset} and before",
                    (before ?? page).Exchange, page.Exchange);
            }
            shown += page.Records.Length;
            before = page;
        }
        return shown - seen.Count <= moved && seen.Count >= total - moved
            ? Verdict.Saw("complete")
            : Verdict.Broken($"{total} records on all pages of {Operation} together, each once", $"{seen.Count} records, {shown - seen.Count} of them again");
    }
}
