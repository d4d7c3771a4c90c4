using System.Collections.Immutable;

namespace PlanisoContract.Wiremock.Wire;

/// <summary>How an answer ended that is none, or not a whole one.</summary>
internal enum Failure
{
    /// <summary>It is whole.</summary>
    None,

    /// <summary>The connection was closed without a byte.</summary>
    Empty,

    /// <summary>The connection was reset.</summary>
    Reset,

    /// <summary>There is a status and headers; the body is not as they say.</summary>
    Malformed,

    /// <summary>What came is no HTTP.</summary>
    Garbage,
}

/// <summary>An answer as it came over the connection.</summary>
internal sealed record RawAnswer
{
    public Failure Failure { get; init; }

    /// <summary>0 where none came.</summary>
    public int Status { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>In the order in which they came.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Without the chunks that it came in.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>All values of a header, in order.</summary>
    public IEnumerable<string> Values(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
}
