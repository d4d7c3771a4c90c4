using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How long a page is, and where it begins.</summary>
internal static class PageChecks
{
    [Judges(nameof(Behaviors.PageSize))]
    public static Task<Verdict> Size(Rule rule, Session session) =>
        Long(rule, session, rule.Place.Operation!.Paging!.Size + 1, rule.Place.Operation.Paging.Size, "");

    [Judges(nameof(Behaviors.PageLimit))]
    public static Task<Verdict> Limit(Rule rule, Session session) => Long(rule, session, Crowd.Few, Crowd.Few - 1, $"limit={Crowd.Few - 1}");

    [Judges(nameof(Behaviors.PageMaximum))]
    public static Task<Verdict> Maximum(Rule rule, Session session)
    {
        var most = rule.Place.Operation!.Paging!.Maximum;
        return Long(rule, session, most + 1, most, $"limit={most + 1}", $"limit={most * 10}");
    }

    [Judges(nameof(Behaviors.PageLimitWrong))]
    public static Task<Verdict> LimitWrong(Rule rule, Session session) =>
        Long(rule, session, Crowd.Few, rule.Place.Operation!.Paging!.Size, "limit=0", "limit=-5", "limit=abc");

    [Judges(nameof(Behaviors.PageOffset))]
    public static Task<Verdict> Offset(Rule rule, Session session) =>
        Places(rule, session, ("offset=1&limit=2", [1, 2]), ("offset=2&limit=1", [2]));

    [Judges(nameof(Behaviors.PageOffsetWrong))]
    public static Task<Verdict> OffsetWrong(Rule rule, Session session) =>
        Places(rule, session, ("offset=-3&limit=2", [0, 1]), ("offset=abc&limit=2", [0, 1]));

    [Judges(nameof(Behaviors.PageNumber))]
    public static Task<Verdict> Number(Rule rule, Session session) => Places(rule, session,
        ("page=1&limit=1", [0]), ("page=2&limit=1", [1]), ("page=3&limit=1", [2]), ("page=2&offset=0&limit=1", [0]));

    private static async Task<Verdict> Long(Rule rule, Session session, int needed, int limit, params ImmutableArray<string> queries)
    {
        var operation = rule.Place.Operation!;
        var count = await session.Crowd(operation, needed);
        Verdict verdict = Verdict.Saw(rule.Default.Name);
        foreach (var query in queries)
        {
            verdict = Pages.Judge(rule, operation, query, await session.Page(operation, query), 0, limit, count);
            if (verdict is not Verdict.Pass)
                break;
        }
        return verdict;
    }

    // Each query must show the records that stand at these places of the list, counted from 0.
    private static async Task<Verdict> Places(Rule rule, Session session, params ImmutableArray<(string Query, int[] Places)> asked)
    {
        var operation = rule.Place.Operation!;
        if (await session.Crowd(operation, Crowd.Few) is var count && count < Crowd.Few)
            return Verdict.Unknown($"the list has {count} records; this takes {Crowd.Few}, and no more can be made");
        return await Steady.Judge(() => Compare(rule, session, operation, asked));
    }

    private static async Task<Verdict> Compare(Rule rule, Session session, Operation operation, ImmutableArray<(string Query, int[] Places)> asked)
    {
        var resource = session.Contract.Resource(operation.Resource);
        var first = await session.Page(operation, $"limit={Crowd.Few}");
        var identities = first.Identities(resource);
        if (identities.Length < Crowd.Few)
            return Verdict.Unknown($"{Pages.Asked(operation, $"limit={Crowd.Few}")} shows {identities.Length} records; it takes {Crowd.Few} to see where a page begins");
        foreach (var (query, places) in asked)
        {
            var page = await session.Page(operation, query);
            var wanted = places.Select(place => identities[place]).ToArray();
            var expected = $"{Pages.Asked(operation, query)} answered with {Say.All(wanted)}, out of {Say.All(identities)} and more";
            if (!page.Succeeded)
                return Verdict.Broken(expected, page.Summary, first.Exchange, page.Exchange);
            if (!page.Identities(resource).SequenceEqual(wanted))
                return Verdict.Broken(expected, $"it shows {Say.All(page.Identities(resource).Take(5))}", first.Exchange, page.Exchange);
        }
        return Verdict.Saw(rule.Default.Name);
    }
}
