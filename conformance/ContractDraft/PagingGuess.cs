using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>How a list comes in pages, told from the names of parameters, members and headers.</summary>
/// <param name="Word">The word x-paging in flow style; null where it could not be told.</param>
/// <param name="Why">What it was told from, or why not.</param>
internal sealed record PagingGuess(string? Word, string Why)
{
    private const int UsualSize = 20;
    private const int UsualMaximum = 100;

    /// <summary>The pages of a list; null where nothing speaks of pages.</summary>
    public static PagingGuess? Of(PlainDocument document, PlainOperation list)
    {
        var parameters = document.QueryParameters(list);
        string? Named(System.Collections.Immutable.ImmutableArray<string> table) => ConventionalNames.Find(table, parameters.Keys);
        var (limit, offset, page, cursor) = (Named(ConventionalNames.Limits), Named(ConventionalNames.Offsets), Named(ConventionalNames.Pages), Named(ConventionalNames.Cursors));
        var answer = new ListAnswer(document, list);
        if ((offset ?? page ?? cursor) is not { } start)
            return limit is null ? null : new PagingGuess(null, $"{limit} limits a list, and no parameter leads behind the first page");
        if (limit is null)
            return new PagingGuess(null, $"{start} chooses a page, and no parameter says how long one is");
        var style = cursor is not null && answer.NextCursor is not null ? $"style: cursor, cursor: {BlockYaml.Scalar(cursor)}, next: {BlockYaml.Scalar(answer.NextCursor)}"
            : offset is not null ? $"style: offset, offset: {BlockYaml.Scalar(offset)}"
            : page is not null && !FromZero(parameters[page]) ? $"style: page, page: {BlockYaml.Scalar(page)}"
            : null;
        if (style is null)
            return new PagingGuess(null, page is not null ? $"{page} counts pages from 0" : $"no member of the answer holds what {cursor} wants");
        var size = Number(parameters[limit], "default") ?? UsualSize;
        var maximum = Number(parameters[limit], "maximum") ?? Math.Max(UsualMaximum, size);
        return new PagingGuess(
            $"{{size: {Text(Math.Min(size, maximum))}, maximum: {Text(maximum)}, {style}, limit: {BlockYaml.Scalar(limit)}{answer.Totals}}}",
            Number(parameters[limit], "default") is null || Number(parameters[limit], "maximum") is null
                ? $"{start} and {limit} are called so; the numbers are usual ones" : $"{start} and {limit} are called so");
    }

    private static bool FromZero(JsonObject parameter) => Number(parameter, "minimum") == 0 || Number(parameter, "default") == 0;

    private static long? Number(JsonObject parameter, string name) => DocumentNode.Integer(parameter["schema"], name);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the answer of a list says beside its records.</summary>
internal sealed class ListAnswer(PlainDocument document, PlainOperation list)
{
    private readonly RecordSchema _schemas = new(document.Node);

    /// <summary>The member with the cursor of the next page, or null. A link is none.</summary>
    public string? NextCursor => ConventionalNames.Find(ConventionalNames.NextCursors,
        Members.Where(member => DocumentNode.Text(member.Value, "type") == "string" && DocumentNode.Text(member.Value, "format") is null).Select(member => member.Key));

    /// <summary>The members of x-paging for totals and links, each behind a comma.</summary>
    public string Totals
    {
        get
        {
            var total = ConventionalNames.Find(ConventionalNames.Totals, Members.Where(member => DocumentNode.Text(member.Value, "type") == "integer").Select(member => member.Key));
            var headers = _schemas.SuccessAnswer(list)?["headers"] as JsonObject ?? [];
            var header = ConventionalNames.Find(ConventionalNames.TotalHeaders, headers.Select(header => header.Key));
            return (total is null ? header is null ? "" : $", total-header: {BlockYaml.Scalar(header)}" : $", total: {BlockYaml.Scalar(total)}")
                + (headers.ContainsKey("Link") || headers.ContainsKey("link") ? ", links: true" : "");
        }
    }

    private IEnumerable<KeyValuePair<string, JsonObject?>> Members => (_schemas.Flat(_schemas.Success(list))?["properties"] as JsonObject ?? [])
        .Select(member => KeyValuePair.Create(member.Key, _schemas.Flat(member.Value)));
}
