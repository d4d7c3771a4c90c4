namespace PlanisoContract.Mock.InProcess;

/// <summary>What a silo starts with: an isolated world of records that its keys open.</summary>
public sealed record PlanisoSiloOptions
{
    /// <summary>The key that opens it with all rights; null for one that is made up.</summary>
    public string? Key { get; init; }

    /// <summary>A second key, with which nothing can be changed; null for none.</summary>
    public string? ReadOnlyKey { get; init; }

    /// <summary>Same seed, same records; null for that of the mock.</summary>
    public int? Seed { get; init; }

    /// <summary>Seeded records for each resource; null for those of the mock.</summary>
    public int? Records { get; init; }

    /// <summary>Seeded records of single resources, by name; null for those of the mock, unless <see cref="Records"/> is given.</summary>
    public IReadOnlyDictionary<string, int>? RecordsOf { get; init; }

    /// <summary>Readings by rule; null for those of the mock.</summary>
    public IReadOnlyDictionary<string, string>? Profile { get; init; }

    /// <summary>Rules to break on purpose: <c>RULE</c> or <c>RULE=BREAKAGE</c>; null for those of the mock.</summary>
    public IReadOnlyCollection<string>? Broken { get; init; }
}
