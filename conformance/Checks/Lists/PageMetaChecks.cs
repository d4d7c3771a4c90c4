using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What a page says of itself: total, offset and limit.</summary>
internal sealed class PageMetaChecks(Rule rule, Session session) : Check(rule, session)
{
    // A page in the middle, so that none of the three numbers looks like another one.
    private const string Middle = "offset=1&limit=2";

    private static readonly ImmutableArray<(string What, Sending How)> WithoutMeta =
    [
        ("nometa=1", new Sending { Query = $"{Middle}&nometa=1" }),
        ("X-Redmine-Nometa: 1", new Sending { Query = Middle, Headers = [KeyValuePair.Create("X-Redmine-Nometa", "1")] }),
    ];

    [Judges(nameof(Behaviors.PagePastEnd), Exclusive = true)]
    public Task<Verdict> PastEnd() => OnList(1, async operation =>
    {
        var total = (await Session.Page(operation, PageQuery.Limit(operation.Paging, 1))).Total;
        var query = PageQuery.At(operation.Paging, 5, (total ?? 0) + 1_000_000);
        var page = await Session.Page(operation, query);
        // What others make meanwhile is counted by one of the two.
        var after = (await Session.Page(operation, PageQuery.Limit(operation.Paging, 1))).Total;
        if (page.Outcome == Outcome.NotFound)
            return Verdict.Saw("not-found");
        return page is { Succeeded: true, Data: JsonArray { Count: 0 } }
            && (total is null || (page.Total >= Math.Min(total.Value, after ?? 0) && page.Total <= Math.Max(total.Value, after ?? 0)))
            ? Verdict.Saw("empty")
            : Verdict.Broken($"{Pages.Asked(operation, query)} answered with an empty list and total {total}",
                page.Succeeded ? Pages.Shown(page) : page.Summary, page.Exchange);
    });

    [Judges(nameof(Behaviors.PageMeta), Exclusive = true)]
    public Task<Verdict> Present() => OnList(3, async operation =>
    {
        foreach (var format in Contract.Formats)
        {
            var page = await Session.Page(operation, Middle, format);
            if (page is not { Succeeded: true, Total: { } total, Offset: 1, Limit: 2 })
                return Verdict.Broken($"{Pages.Asked(operation, Middle)} in {format} answered with a total, offset 1 and limit 2", Pages.Shown(page), page.Exchange);
            // That the total is true shows at the end of the list: one record before it, none behind it. Each page is held
            // against its own total, since others make records meanwhile.
            var last = await Session.Page(operation, $"offset={total - 1}&limit=1", format);
            var behind = await Session.Page(operation, $"offset={total}&limit=1", format);
            if (!Ends(last, total - 1) || !Ends(behind, total))
            {
                return Verdict.Broken($"the list of {operation} to end after {total} records, which the page gives as the total",
                    $"offset {total - 1}: {Pages.Shown(last)}; offset {total}: {Pages.Shown(behind)}", page.Exchange, last.Exchange, behind.Exchange);
            }
        }
        return Verdict.Saw("present");
    });

    [Judges(nameof(Behaviors.PageNoMeta))]
    public Task<Verdict> LeftOut() => OnList(3, async operation =>
    {
        var resource = Contract.Resource(operation.Resource);
        foreach (var format in Contract.Formats)
        {
            var usual = await Session.Page(operation, Middle, format);
            foreach (var (what, how) in WithoutMeta)
            {
                var page = await Session.Page(operation, how with { Format = format });
                if (page is not { Succeeded: true, Total: null, Offset: null, Limit: null })
                    return Verdict.Broken($"{operation} in {format} with {what} answered without total, offset and limit", Pages.Shown(page), page.Exchange);
                if (!page.Identities(resource).SequenceEqual(usual.Identities(resource)))
                {
                    return Verdict.Broken($"{operation} in {format} with {what} answered with the same page as without it",
                        $"{Describe.All(page.Identities(resource).Take(5))} in place of {Describe.All(usual.Identities(resource))}", usual.Exchange, page.Exchange);
                }
            }
        }
        return Verdict.Saw("left-out");
    });

    private static bool Ends(Answer page, long offset) =>
        page is { Data: JsonArray list, Total: { } total } && list.Count == (total > offset ? 1 : 0);

    private async Task<Verdict> OnList(int needed, Func<Operation, Task<Verdict>> look)
    {
        var count = await Session.FillList(Operation, needed);
        return count < needed
            ? Verdict.Unknown($"the list has {count} records; this takes {needed}, and no more can be made")
            : await Retry.Judge(() => look(Operation));
    }
}
