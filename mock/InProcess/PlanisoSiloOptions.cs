using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock;

/// <summary>What a silo starts with: an isolated world of records that its keys open. What is null is as the mock has it.</summary>
public sealed record PlanisoSiloOptions
{
    /// <summary>The key that opens it with all rights; null for one that is made up.</summary>
    public string? Key { get; init; }

    /// <summary>A second key, which may only read; null for none.</summary>
    public string? ReadOnlyKey { get; init; }

    /// <summary>Same seed, same records.</summary>
    public int? Seed { get; init; }

    /// <summary>Seeded records of each resource.</summary>
    public int? Records { get; init; }

    /// <summary>Seeded records of single resources, by name.</summary>
    public IReadOnlyDictionary<string, int>? RecordsOf { get; init; }

    /// <summary>Readings by rule.</summary>
    public IReadOnlyDictionary<string, string>? Profile { get; init; }

    /// <summary>Rules to break on purpose: <c>RULE</c> or <c>RULE=BREAKAGE</c>.</summary>
    public IReadOnlyCollection<string>? Broken { get; init; }

    /// <summary>Records in place of seeded ones, as any object that can be written as JSON: <c>new { api = new { resource = new[] { new { field = "value" } } } }</c>. For <see cref="ContractHandle.AddSilo"/>.</summary>
    public object? Data { get; init; }

    internal SiloSettings Read(SiloSettings start)
    {
        var keys = ImmutableArray.Create(new KeyRight(Key ?? Silos.NewKey(), true));
        return start with
        {
            Keys = ReadOnlyKey is { } readOnly ? keys.Add(new KeyRight(readOnly, false)) : keys,
            Seed = Seed ?? start.Seed,
            Records = Counts(Records ?? start.Records, RecordsOf),
            Profile = Profile?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? start.Profile,
            Broken = Broken is { } broken ? [.. broken] : start.Broken,
        };
    }

    internal static RecordCounts Counts(RecordCounts each, IReadOnlyDictionary<string, int>? named) =>
        (named ?? ImmutableSortedDictionary<string, int>.Empty).Aggregate(each, (counts, one) => counts.With(one.Key, one.Value));
}
