using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What a page says of the others: how many records there are in all, and where the next one is.</summary>
internal sealed partial class NextPageChecks(Rule rule, Session session) : Check(rule, session)
{
    // Enough for more than one border between pages, with few requests.
    private const int Parts = 3;

    [Judges(nameof(Behaviors.PageTotal), Exclusive = true)]
    public Task<Verdict> Total() => OnList(async () =>
    {
        var query = PageQuery.Limit(Operation.Paging, ListFiller.Few - 1);
        var page = await Session.Page(Operation, query);
        if (page.Total is not { } total)
            return Verdict.Broken($"{Pages.Asked(Operation, query)} answered with the number of records on all pages", Pages.Shown(page), page.Exchange);
        var list = await Session.ReadAll(Operation);
        return list.Records.Length == total && list.Total == total
            ? Verdict.Saw("counted")
            : Verdict.Broken($"the total of {Pages.Asked(Operation, query)} as the number of records on all pages, {list.Records.Length}",
                $"{total}, and where all are shown {list.Total}", [page.Exchange, .. list.Pages]);
    });

    [Judges(nameof(Behaviors.PageLinks), Exclusive = true)]
    public Task<Verdict> Links() => OnList(() => Follow("a link rel=next in the header Link",
        page => page.Exchange.Headers.GetValueOrDefault("link") is { } links && Next().Match(links) is { Success: true } next ? QueryIn(next.Groups[1].Value) : null));

    [Judges(nameof(Behaviors.PageCursor), Exclusive = true)]
    public Task<Verdict> Cursor() => OnList(() => Follow($"a cursor in {Operation.Paging!.Next}",
        page => page.NextCursor is { } cursor ? PageQuery.Behind(Operation.Paging, null, cursor) : null));

    [Judges(nameof(Behaviors.CursorUnknown), Exclusive = true)]
    public Task<Verdict> Unknown() => OnList(async () =>
    {
        var first = await Session.Page(Operation, "");
        var answer = await Session.Page(Operation, PageQuery.Behind(Operation.Paging!, null, $"{Session.Tag}-nothing"));
        if (answer.Succeeded && answer.Identities(Resource).SequenceEqual(first.Identities(Resource)))
            return Verdict.Saw("first-page");
        return answer.Succeeded
            ? Verdict.Broken($"{Operation} with a cursor that no page has named refused, or answered with the first page", Pages.Shown(answer), first.Exchange, answer.Exchange)
            : JudgeOutcome($"{Operation} with a cursor that no page has named", answer, (Outcome.BadRequest, "refused"));
    });

    // From the first page to the last, each leading to records that were not seen before.
    private async Task<Verdict> Follow(string what, Func<Answer, string?> next)
    {
        var count = Math.Max((await Session.ReadAll(Operation)).Records.Length, ListFiller.Few);
        var limit = Math.Clamp(count / Parts, 1, Operation.Paging!.Maximum);
        var page = await Session.Page(Operation, PageQuery.Limit(Operation.Paging, limit));
        var seen = page.Identities(Resource).ToHashSet();
        while (next(page) is { } query)
        {
            // A cursor does not say how long the page is that it leads to, a link does.
            var following = await Session.Page(Operation, PageQuery.Chooses(Operation, query) && !query.Contains(Uri.EscapeDataString(Operation.Paging.Limit) + "=", StringComparison.Ordinal)
                ? PageQuery.Join(query, PageQuery.Limit(Operation.Paging, limit)) : query);
            var identities = following.Identities(Resource);
            if (identities.IsEmpty)
                return Verdict.Broken($"no {what} of the last page of {Operation}", $"it leads to an empty page: {query}", page.Exchange, following.Exchange);
            if (identities.FirstOrDefault(identity => !seen.Add(identity)) is { } again)
            {
                return Verdict.Broken($"{what} of {Operation} to lead to the records behind the page",
                    $"it leads to {Describe.Record(Resource, again)}, which was shown before: {query}", page.Exchange, following.Exchange);
            }
            page = following;
        }
        return seen.Count >= count
            ? Verdict.Saw("next")
            : Verdict.Broken($"{what} of each page of {Operation} but the last, until all {count} records are shown", $"after {seen.Count} of them there is none", page.Exchange);
    }

    private async Task<Verdict> OnList(Func<Task<Verdict>> look)
    {
        var count = await Session.FillList(Operation, ListFiller.Few);
        return count < ListFiller.Few
            ? Verdict.Unknown($"the list has {count} records; this takes {ListFiller.Few}, and no more can be made")
            : await Retry.Judge(look);
    }

    // The host is not compared: behind a proxy a server may know itself by another name.
    private static string QueryIn(string target) => target.Contains('?', StringComparison.Ordinal) ? target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";

    // RFC 8288: the target in angle brackets, then parameters.
    [GeneratedRegex("<([^>]*)>[^<]*;\\s*rel=\"?next\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Next();
}
