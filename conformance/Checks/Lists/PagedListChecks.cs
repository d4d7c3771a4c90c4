using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Lists read to their end, page by page.</summary>
internal sealed class PagedListChecks(Rule rule, Session session) : Check(rule, session)
{
    // Enough for more than one border between pages, with few requests.
    private const int Parts = 4;

    private const int Size = 25;
    private const int Made = Size + 2;

    [Judges(nameof(Behaviors.PagesComplete), Exclusive = true)]
    public async Task<Verdict> Complete()
    {
        var count = await Session.FillList(Operation, ListFiller.Few);
        return count < ListFiller.Few
            ? Verdict.Unknown($"the list has {count} records; it takes {ListFiller.Few} to make pages, and no more can be made")
            : await Retry.Judge(async () => await ReadPages(await Counted(count)));
    }

    [Judges(nameof(Behaviors.ListPaged), Exclusive = true)]
    public async Task<Verdict> Paged()
    {
        var (parent, children) = await Children();
        var how = new Sending { Parent = parent };

        var first = await Session.Page(Operation, how);
        var shown = first.Identities(Resource);
        if (children.All(shown.Contains))
            return Verdict.Saw("complete");
        var expected = $"{Operation} answered with all {Made} records, or with {Size} of them, their total and the rest at offset {Size}";
        if (shown.Length != Size || first is not { Total: Made, Offset: 0, Limit: Size })
            return Verdict.Broken(expected, Pages.Shown(first), first.Exchange);
        var second = await Session.Page(Operation, how with { Query = $"offset={Size}" });
        var rest = second.Identities(Resource);
        return rest.Length == Made - Size && children.All(child => shown.Contains(child) != rest.Contains(child))
            ? Verdict.Saw("paged")
            : Verdict.Broken(expected, $"at offset {Size} {Pages.Shown(second)}", first.Exchange, second.Exchange);
    }

    // Where no page shows a total, the longest pages together show how many records there are.
    private async Task<long> Counted(long count) =>
        (await Session.Page(Operation, PageQuery.Limit(Operation.Paging, 1))).Total is null ? (await Session.ReadAll(Operation)).Records.Length : count;

    private async Task<Verdict> ReadPages(long count)
    {
        var size = Math.Clamp(count / Parts, 1, Operation.Paging!.Maximum);
        var seen = new HashSet<string>();
        var (total, shown, moved) = (count, 0L, 0L);
        Answer? before = null;
        for (var offset = 0L; Query(before, size, offset, total) is { } query; offset += size)
        {
            var page = await Session.Page(Operation, query);
            var now = page.Total ?? total;
            moved += before is null ? 0 : Math.Abs(now - total);
            total = now;
            var again = page.Identities(Resource).Where(identity => !seen.Add(identity)).ToArray();
            if (again.Length > moved)
            {
                return Verdict.Broken($"each record on one page of {Operation}", $"{Describe.Record(Resource, again[0])} is there twice, at offset {offset} and before",
                    (before ?? page).Exchange, page.Exchange);
            }
            shown += page.Records.Length;
            before = page;
        }
        return shown - seen.Count <= moved && seen.Count >= total - moved
            ? Verdict.Saw("complete")
            : Verdict.Broken($"{total} records on all pages of {Operation} together, each once", $"{seen.Count} records, {shown - seen.Count} of them again");
    }

    // Behind the last page null.
    private string? Query(Answer? before, long size, long offset, long total) =>
        Operation.Paging!.Cursor is null || before is null
            ? offset < total ? PageQuery.At(Operation.Paging, size, offset) : null
            : before is { NextCursor: { } cursor, Records.IsEmpty: false } ? PageQuery.Behind(Operation.Paging, size, cursor) : null;

    private async Task<(string Parent, ImmutableArray<string> Children)> Children()
    {
        if (Resource.Parent is null || !Offers(OperationKind.Create))
            throw new PreconditionException($"{Made} records of {Resource} under a parent of their own cannot be made");
        var parent = (await Session.Make(Contract.Resource(Resource.Parent.Resource))).Identity;
        // A few at a time: a target that is slow with one is not faster with all of them at once.
        var children = ImmutableArray.CreateBuilder<string>();
        foreach (var some in Enumerable.Range(0, Made).Chunk(9))
            children.AddRange((await Task.WhenAll(some.Select(_ => Session.MakeUnder(Resource, parent)))).Select(made => made.Identity));
        return (parent, children.ToImmutable());
    }
}
