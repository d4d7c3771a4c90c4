using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The silos of a mock, by the keys that open them. Safe for parallel use.</summary>
internal sealed class Silos
{
    /// <param name="contracts">The APIs that every silo holds records of.</param>
    /// <param name="clock">Time for what the server sets.</param>
    public Silos(ImmutableArray<Contract> contracts, TimeProvider clock) => throw new NotImplementedException();

    /// <summary>The silo that was added first: its modes govern requests without a valid key.</summary>
    public Silo Home => throw new NotImplementedException();

    /// <summary>All silos, in the order in which they were added.</summary>
    public ImmutableArray<Silo> All => throw new NotImplementedException();

    /// <summary>Makes a silo. Its records are seeded when an API of it is first used.</summary>
    /// <exception cref="ArgumentException">A key is taken, or a mode names no rule or reading; the message lists all that is wrong, each with the nearest known name.</exception>
    public Silo Add(SiloSettings settings) => throw new NotImplementedException();

    /// <summary>What a key opens, or null.</summary>
    public Access? Find(string key) => throw new NotImplementedException();

    /// <summary>Puts a silo back to its seed.</summary>
    public void Reset(Silo silo) => throw new NotImplementedException();
}

/// <summary>What a key opens.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="CanWrite">Whether it may change something.</param>
internal sealed record Access(Silo Silo, bool CanWrite);

/// <summary>What a silo starts with.</summary>
internal sealed record SiloSettings
{
    /// <summary>The keys that open it, with their rights; the first one names the silo.</summary>
    public required ImmutableArray<KeyRight> Keys { get; init; }

    public int Seed { get; init; }

    /// <summary>Seeded records for each resource.</summary>
    public int Records { get; init; } = 50;

    /// <summary>Readings by rule id: <c>find-user-unknown-record</c> → <c>bad-request</c>.</summary>
    public ImmutableSortedDictionary<string, string> Profile { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Rules to break: a rule's id, or <c>id=breakage</c> where it has several.</summary>
    public ImmutableArray<string> Broken { get; init; } = [];
}

/// <param name="Key">The key.</param>
/// <param name="CanWrite">Whether it may change something.</param>
internal sealed record KeyRight(string Key, bool CanWrite);

/// <summary>An isolated, resettable world of records with its own seed, profile and breakages.</summary>
internal sealed class Silo
{
    public SiloSettings Settings => throw new NotImplementedException();

    /// <summary>The first key: the name under which administration knows the silo.</summary>
    public string Name => Settings.Keys[0].Key;

    /// <summary>The count of records by resource of an API; seeds it if nobody has yet.</summary>
    public IReadOnlyList<(Resource Resource, int Count)> Count(Contract contract) => throw new NotImplementedException();

    /// <summary>Seeds the records of an API now. Progress goes from 0 to 1.</summary>
    public void Seed(Contract contract, IProgress<double>? progress = null) => throw new NotImplementedException();

    /// <summary>Whether this mode of a rule (by id) is in force; for hosts that must act on one (breakage <c>race</c>).</summary>
    public bool Is(Rule rule, string mode) => throw new NotImplementedException();
}
