using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PlanisoContract.Mock.Journal;

/// <summary>Which entries somebody asks for; members that are null ask for all.</summary>
internal sealed record JournalFilter
{
    /// <summary>The query parameters that make a filter.</summary>
    public static readonly ImmutableArray<string> Parameters = ["operation", "method", "status", "key", "path", "text", "since", "limit", "offset"];

    private const int DefaultLimit = 100;
    private const string Refused = "refused";

    /// <summary>An <c>operationId</c>.</summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary>A status, a class of them such as <c>4xx</c>, or <c>refused</c>: an API may refuse under 200.</summary>
    public string? Status { get; init; }

    /// <summary>A whole key.</summary>
    public string? Key { get; init; }

    /// <summary>A part of the path.</summary>
    public string? Path { get; init; }

    /// <summary>A part of the path, the query, a body, or of why it was refused.</summary>
    public string? Text { get; init; }

    /// <summary>How many of the newest are left out.</summary>
    public int Offset { get; init; }

    /// <summary>The entries after this one.</summary>
    public long? SinceId { get; init; }

    /// <summary>The entries from this time on.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    /// <param name="parameter">Looks a query parameter up.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static JournalFilter Read(Func<string, string?> parameter, List<string> problems)
    {
        var filter = new JournalFilter
        {
            Operation = parameter("operation"),
            Method = parameter("method"),
            Status = parameter("status"),
            Key = parameter("key"),
            Path = parameter("path"),
            Text = parameter("text"),
        };
        if (filter.Status is { } status && status != Refused && !(status.Length == 3 && status[0] is >= '1' and <= '5' && (status[1..] == "xx" || status.All(char.IsAsciiDigit))))
            problems.Add($"status: expected a status such as 404, a class such as 4xx, or {Refused}, found {status}.");
        if (parameter("limit") is { } limit)
        {
            if (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0)
                filter = filter with { Limit = most };
            else
                problems.Add($"limit: expected a whole number from 1, found {limit}.");
        }
        if (parameter("offset") is { } offset)
        {
            if (int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var skipped))
                filter = filter with { Offset = skipped };
            else
                problems.Add($"offset: expected a whole number from 0, found {offset}.");
        }
        if (parameter("since") is not { } since)
            return filter;
        if (long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return filter with { SinceId = id };
        if (DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return filter with { SinceTime = time };
        problems.Add($"since: expected the id of an entry or a time such as 2026-11-29T12:00:00Z, found {since}.");
        return filter;
    }

    /// <param name="entry">The entry.</param>
    /// <param name="keyOf">Finds the key that a request was sent with, or null.</param>
    public bool Takes(JournalEntry entry, Func<JournalEntry, string?> keyOf) =>
        (Operation is null || entry.OperationId == Operation)
        && (Method is null || entry.Method.Equals(Method, StringComparison.OrdinalIgnoreCase))
        && (Status is null || IsStatus(entry))
        && (Path is null || entry.Path.Contains(Path, StringComparison.OrdinalIgnoreCase))
        && (SinceId is null || entry.Id > SinceId)
        && (SinceTime is null || entry.At >= SinceTime)
        && (Key is null || keyOf(entry) == Key)
        && (Text is null || Holds(entry, Text));

    private static bool Holds(JournalEntry entry, string text) =>
        entry.Path.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Query.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Response.Errors.Any(error => error.Key.Contains(text, StringComparison.OrdinalIgnoreCase) || error.Value.Contains(text, StringComparison.OrdinalIgnoreCase))
        || Encoding.UTF8.GetString(entry.RequestBody.Span).Contains(text, StringComparison.OrdinalIgnoreCase)
        || Encoding.UTF8.GetString(entry.Response.Body.Span).Contains(text, StringComparison.OrdinalIgnoreCase);

    private bool IsStatus(JournalEntry entry)
    {
        if (Status == Refused)
            return entry.IsRefused;
        var status = entry.Response.Status;
        var text = status.ToString(CultureInfo.InvariantCulture);
        return Status!.EndsWith("xx", StringComparison.Ordinal) ? text[0] == Status[0] : text == Status;
    }
}
