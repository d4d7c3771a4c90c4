using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Mock.Journal;

/// <summary>Which entries somebody asks for; members that are null ask for all.</summary>
internal sealed record JournalFilter
{
    /// <summary>The query parameters that make a filter.</summary>
    public static readonly ImmutableArray<string> Parameters = ["operation", "method", "status", "key", "path", "since", "limit"];

    private const int DefaultLimit = 100;

    /// <summary>An <c>operationId</c>.</summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary>A status, or a class of them such as <c>4xx</c>.</summary>
    public string? Status { get; init; }

    /// <summary>A whole key.</summary>
    public string? Key { get; init; }

    /// <summary>A part of the path.</summary>
    public string? Path { get; init; }

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
        };
        if (filter.Status is { } status && !(status.Length == 3 && status[0] is >= '1' and <= '5' && (status[1..] == "xx" || status.All(char.IsAsciiDigit))))
            problems.Add($"status: expected a status such as 404 or a class such as 4xx, found {status}.");
        if (parameter("limit") is { } limit)
        {
            if (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0)
                filter = filter with { Limit = most };
            else
                problems.Add($"limit: expected a whole number from 1, found {limit}.");
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
        && (Status is null || IsStatus(entry.Response.Status))
        && (Path is null || entry.Path.Contains(Path, StringComparison.OrdinalIgnoreCase))
        && (SinceId is null || entry.Id > SinceId)
        && (SinceTime is null || entry.At >= SinceTime)
        && (Key is null || keyOf(entry) == Key);

    private bool IsStatus(int status)
    {
        var text = status.ToString(CultureInfo.InvariantCulture);
        return Status!.EndsWith("xx", StringComparison.Ordinal) ? text[0] == Status[0] : text == Status;
    }
}
