using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How long a page is, and where it begins.</summary>
internal sealed class PageChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.PageSize))]
    public Task<Verdict> Size() =>
        Long(Paging.Size + 1, Paging.Size, "");

    [Judges(nameof(Behaviors.PageLimit))]
    public Task<Verdict> Limit() => Long(ListFiller.Few, ListFiller.Few - 1, Limited(ListFiller.Few - 1));

    [Judges(nameof(Behaviors.PageMaximum))]
    public Task<Verdict> Maximum()
    {
        var most = Paging.Maximum;
        return Long(most + 1, most, Limited(most + 1), Limited(most * 10));
    }

    [Judges(nameof(Behaviors.PageLimitWrong))]
    public Task<Verdict> LimitWrong() =>
        // Where the answer does not say which limit is in force, only more records than that show it.
        Long(Paging.HasMeta ? ListFiller.Few : Paging.Size + 1, Paging.Size, Limited(0), Limited(-5), Limited("abc"));

    [Judges(nameof(Behaviors.PageOffset), Exclusive = true)]
    public Task<Verdict> Offset() =>
        Places((Offset(1, 2), [1, 2]), (Offset(2, 1), [2]));

    [Judges(nameof(Behaviors.PageOffsetWrong), Exclusive = true)]
    public Task<Verdict> OffsetWrong() =>
        Places((Offset(-3, 2), [0, 1]), (Offset("abc", 2), [0, 1]));

    [Judges(nameof(Behaviors.PageNumber), Exclusive = true)]
    public Task<Verdict> Number()
    {
        ImmutableArray<(string, int[])> pages = [.. Enumerable.Range(1, 3).Select(page => (PageQuery.Join(PageQuery.Is(Paging.Page!, page), Limited(1)), new[] { page - 1 }))];
        return Places(Paging.Offset is null ? pages : [.. pages, (PageQuery.Join(PageQuery.Is(Paging.Page!, 2), Offset(0, 1)), [0])]);
    }

    private PagingWord Paging => Operation.Paging!;

    private string Limited(object limit) => PageQuery.Limit(Paging, limit);

    private string Offset(object offset, int limit) => PageQuery.Join(PageQuery.Is(Paging.Offset!, offset), Limited(limit));

    private async Task<Verdict> Long(int needed, int limit, params ImmutableArray<string> queries)
    {
        var count = await Session.FillList(Operation, needed);
        var readings = new List<string>();
        foreach (var query in queries)
        {
            var page = await Session.Page(Operation, query);
            if (!IsRefusal(page) && Pages.Judge(Rule, Operation, query, page, 0, limit, count) is var verdict and not Verdict.Pass)
                return verdict;
            readings.Add(IsRefusal(page) ? "refused" : Obeyed);
        }
        return Seen(readings);
    }

    // Each query must show the records that stand at these places of the list, counted from 0.
    private async Task<Verdict> Places(params ImmutableArray<(string Query, int[] Places)> asked)
    {
        if (await Session.FillList(Operation, ListFiller.Few) is var count && count < ListFiller.Few)
            return Verdict.Unknown($"the list has {count} records; this takes {ListFiller.Few}, and no more can be made");
        return await Retry.Judge(() => Compare(asked));
    }

    private async Task<Verdict> Compare(ImmutableArray<(string Query, int[] Places)> asked)
    {
        var resource = Contract.Resource(Operation.Resource);
        var first = await Session.Page(Operation, Limited(ListFiller.Few));
        var identities = first.Identities(resource);
        if (identities.Length < ListFiller.Few)
            return Verdict.Unknown($"{Pages.Asked(Operation, Limited(ListFiller.Few))} shows {identities.Length} records; it takes {ListFiller.Few} to see where a page begins");
        var readings = new List<string>();
        foreach (var (query, places) in asked)
        {
            var page = await Session.Page(Operation, query);
            var wanted = places.Select(place => identities[place]).ToArray();
            var expected = $"{Pages.Asked(Operation, query)} answered with {Describe.All(wanted)}, out of {Describe.All(identities)} and more";
            readings.Add(IsRefusal(page) ? "refused" : Obeyed);
            if (IsRefusal(page))
                continue;
            if (!page.Succeeded)
                return Verdict.Broken(expected, page.Summary, first.Exchange, page.Exchange);
            if (!page.Identities(resource).SequenceEqual(wanted))
                return Verdict.Broken(expected, $"it shows {Describe.All(page.Identities(resource).Take(5))}", first.Exchange, page.Exchange);
        }
        return Seen(readings);
    }

    private string Obeyed => Rule.Behavior.Readings[0].Name;

    // One that is not tolerated tells more than those that are.
    private Verdict Seen(List<string> readings) =>
        readings.FirstOrDefault(reading => !Rule.Tolerates(reading)) is { } other ? Verdict.Saw(other) : SawLast(readings);

    // What one target refuses another takes for something else; where both are tolerated a target may do both.
    private bool IsRefusal(Answer page) => page.Outcome == Outcome.BadRequest && Rule.Behavior.Mode("refused") is not null;
}
