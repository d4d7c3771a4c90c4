using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>One page of a list, and what it must hold.</summary>
internal static class Pages
{
    public static Task<Answer> Page(this Session session, Operation operation, string query, string? format = null) =>
        session.Page(operation, new Sending { Query = query, Format = format });

    /// <summary>Whether a page is the one of an offset and a limit: as long as it must be, and with the two numbers if it shows them.</summary>
    /// <param name="rule">Its default reading is the only one.</param>
    /// <param name="operation">The list.</param>
    /// <param name="query">What was asked for, for messages.</param>
    /// <param name="page">The answer.</param>
    /// <param name="offset">The offset that must be in force.</param>
    /// <param name="limit">The limit that must be in force.</param>
    /// <param name="count">How many records the list has at least, where the page does not say.</param>
    public static Verdict Judge(Rule rule, Operation operation, string query, Answer page, long offset, long limit, long count)
    {
        var total = page.Total ?? count;
        var length = Math.Clamp(total - offset, 0, limit);
        var expected = $"{Asked(operation, query)} answered with {length} of {total} records, offset {offset}, limit {limit}";
        if (page is not { Succeeded: true, Data: JsonArray list })
            return Verdict.Broken(expected, page.Summary, page.Exchange);
        if (list.Count != length || (page.Limit ?? limit) != limit || (page.Offset ?? offset) != offset)
            return Verdict.Broken(expected, Shown(page), page.Exchange);
        return page.Limit is null && total <= limit + offset
            ? Verdict.Unknown($"the list has {total} records, and the answer does not say which limit is in force: more than {limit} records would show it")
            : Verdict.Saw(rule.Default.Name);
    }

    /// <summary>The identities on a page, from the first to the last.</summary>
    /// <exception cref="ViolationException">It is no page.</exception>
    public static ImmutableArray<string> Identities(this Answer page, Resource resource) => page.Succeeded
        ? [.. page.Records.Select(record => Session.IdentityOf(resource, record, page))]
        : throw new ViolationException("a page of the list", page.Summary, page.Exchange);

    /// <summary>A request for a page as messages name it.</summary>
    public static string Asked(Operation operation, string query) => query.Length == 0 ? operation.ToString() : $"{operation} with {query}";

    /// <summary>What a page holds and says of itself.</summary>
    public static string Shown(Answer page) => page.Data is JsonArray list
        ? $"{list.Count} records, total {Number(page.Total)}, offset {Number(page.Offset)}, limit {Number(page.Limit)}"
        : page.Summary;

    private static string Number(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not shown";
}
