using System.Collections.Immutable;
using System.Security.Cryptography;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The silos of a mock, by the keys that open them. Safe for parallel use.</summary>
/// <param name="contracts">The APIs that every silo holds records of.</param>
/// <param name="clock">Time for what the server sets.</param>
internal sealed class Silos(ImmutableArray<Contract> contracts, TimeProvider clock)
{
    private readonly Lock _adding = new();
    private ImmutableDictionary<string, Access> _byKey = ImmutableDictionary<string, Access>.Empty;
    private ImmutableList<Silo> _all = [];
    private ImmutableList<Silo> _kept = [];

    /// <summary>Whether what is written is remembered, for a store that it lasts in.</summary>
    public bool IsTracked { get; init; }

    /// <summary>The silo that was added first: its modes govern requests without a valid key.</summary>
    public Silo Default => Volatile.Read(ref _all)[0];

    /// <summary>Stands for all keys and what they open: another object as soon as there is another key.</summary>
    public object Keys => Volatile.Read(ref _byKey);

    /// <summary>All silos, in the order in which they were added.</summary>
    public ImmutableArray<Silo> All => [.. Volatile.Read(ref _all)];

    /// <summary>The keys of all silos, in that order.</summary>
    public IEnumerable<string> AllKeys => All.SelectMany(silo => silo.Settings.Keys).Select(right => right.Key);

    /// <summary>A key for a silo whose maker names none.</summary>
    public static string NewKey() => $"silo-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>Makes a silo. Its records are seeded when an API of it is first used.</summary>
    /// <exception cref="ArgumentException">A key is taken, a count names no resource, or a mode names no rule or reading; the message lists all that is wrong, each with the nearest known name.</exception>
    public Silo Add(SiloSettings settings)
    {
        lock (_adding)
        {
            var silo = Make(settings, WrongKeys(settings));
            Volatile.Write(ref _all, _all.Add(silo));
            Volatile.Write(ref _byKey, _byKey.AddRange(Accesses(silo)));
            return silo;
        }
    }

    /// <summary>What is wrong with settings, beside keys that are taken.</summary>
    public IEnumerable<string> Problems(SiloSettings settings)
    {
        var reader = new ModeReader(contracts);
        reader.Read(settings.Profile, settings.Broken);
        return [.. settings.Records.Problems(contracts), .. reader.Problems];
    }

    /// <summary>Puts silos back to what they were, or makes them again.</summary>
    /// <param name="saved">Their settings, and their records by API; null for those that they start with.</param>
    /// <param name="isAll">Whether all others are gone.</param>
    public void Restore(IReadOnlyList<(SiloSettings Settings, ImmutableArray<StoreSource?> Records)> saved, bool isAll)
    {
        lock (_adding)
        {
            var all = _all;
            List<Silo> restored = [];
            foreach (var (settings, records) in saved)
            {
                var silo = all.Find(silo => silo.Settings.IsLike(settings)) ?? Make(settings, []);
                silo.Restore(records);
                restored.Add(silo);
                // One that has a key of it gives way.
                var before = all.FindIndex(other => other == silo || other.Settings.Keys.Any(right => settings.Keys.Any(own => own.Key == right.Key)));
                all = before < 0 ? all.Add(silo) : all.SetItem(before, silo);
                all = all.RemoveAll(other => other != silo && other.Settings.Keys.Any(right => settings.Keys.Any(own => own.Key == right.Key)));
            }
            all = isAll ? [.. restored] : all;
            if (all.SequenceEqual(_all))
                return;
            Volatile.Write(ref _all, all);
            Volatile.Write(ref _byKey, all.SelectMany(Accesses).ToImmutableDictionary());
        }
    }

    /// <summary>What a key opens, or null.</summary>
    public Access? Find(string key) => Volatile.Read(ref _byKey).GetValueOrDefault(key);

    /// <summary>From now on a reset leaves these silos alone.</summary>
    public void KeepAll() => _kept = _all;

    /// <summary>The silos that a reset leaves.</summary>
    public ImmutableArray<Silo> Kept => [.. _kept];

    /// <summary>Stands for the silos that there are: another object as soon as there are others.</summary>
    public object List => Volatile.Read(ref _all);

    /// <summary>Puts other silos in the place of all that there are.</summary>
    public void Become(IEnumerable<Silo> all, IEnumerable<Silo> kept)
    {
        lock (_adding)
        {
            _kept = [.. kept];
            Volatile.Write(ref _all, [.. all]);
            Volatile.Write(ref _byKey, _all.SelectMany(Accesses).ToImmutableDictionary());
        }
    }

    /// <summary>Makes a silo that no key opens yet.</summary>
    /// <exception cref="ArgumentException">The settings are wrong.</exception>
    public Silo Make(SiloSettings settings) => Make(settings, []);

    /// <summary>Puts the silos that <see cref="KeepAll"/> saw back to their seed; all others are gone.</summary>
    public void Reset()
    {
        lock (_adding)
        {
            Volatile.Write(ref _all, _kept);
            Volatile.Write(ref _byKey, _kept.SelectMany(Accesses).ToImmutableDictionary());
        }
        foreach (var silo in _kept)
            silo.Reset();
    }

    /// <summary>Gives a silo other readings and breakages; its records stay, and a reset takes it back to those that it began with.</summary>
    /// <exception cref="ArgumentException">A mode names no rule or reading.</exception>
    public void Change(Silo silo, SiloSettings settings)
    {
        lock (_adding)
        {
            var changed = Make(settings, []);
            changed.Restore(silo.Capture());
            Replace(silo, changed);
        }
    }

    // The keys stay the same, but what they open is another silo.
    private void Replace(Silo before, Silo after)
    {
        Volatile.Write(ref _all, _all.Replace(before, after));
        Volatile.Write(ref _byKey, _byKey.SetItems(Accesses(after)));
    }

    /// <summary>Puts a silo back to its seed, and to the readings that it began with.</summary>
    public void Reset(Silo silo)
    {
        if (!Volatile.Read(ref _all).Contains(silo))
            throw new ArgumentException($"The silo {silo.Name} is another mock's.", nameof(silo));
        var first = _kept.Find(kept => kept.Settings.Keys.SequenceEqual(silo.Settings.Keys)) ?? silo;
        first.Reset();
        if (first == silo)
            return;
        lock (_adding)
            Replace(silo, first);
    }

    /// <summary>Takes a silo away, with its keys; false for <see cref="Default"/>, which stays.</summary>
    public bool Remove(Silo silo)
    {
        lock (_adding)
        {
            if (silo == Default)
                return false;
            Volatile.Write(ref _all, _all.Remove(silo));
            Volatile.Write(ref _byKey, _byKey.RemoveRange(silo.Settings.Keys.Select(right => right.Key)));
            return true;
        }
    }

    private Silo Make(SiloSettings settings, IEnumerable<string> wrong)
    {
        var reader = new ModeReader(contracts);
        var modes = reader.Read(settings.Profile, settings.Broken);
        string[] problems = [.. wrong, .. settings.Records.Problems(contracts), .. reader.Problems];
        if (problems.Length > 0)
            throw new ArgumentException(string.Join('\n', problems), nameof(settings));
        return new Silo(settings, [.. contracts.Select((contract, api) => (contract, new Lazy<ApiState>(() => StateOf(contract, modes[api].Value, settings))))]);
    }

    private ApiState StateOf(Contract contract, ActiveModes modes, SiloSettings settings)
    {
        var plan = ApiPlan.Of(contract);
        return new ApiState(plan, modes, SourceOf(plan, modes, settings), IsTracked);
    }

    private StoreSource SourceOf(ApiPlan plan, ActiveModes modes, SiloSettings settings) => new(progress =>
        new Seeder(plan, modes, settings.Seed, clock.GetUtcNow().Year, settings.Records, settings.Given.GetValueOrDefault(plan.Contract.Api)).Seed(progress));

    private static IEnumerable<KeyValuePair<string, Access>> Accesses(Silo silo) =>
        silo.Settings.Keys.Select(right => KeyValuePair.Create(right.Key, new Access(silo, right.CanWrite, right.CanRead)));

    private IEnumerable<string> WrongKeys(SiloSettings settings)
    {
        if (settings.Keys.IsDefaultOrEmpty)
            yield return "A silo needs a key.";
        else
        {
            foreach (var right in settings.Keys)
            {
                if (right.Key.Length == 0)
                    yield return "A key is empty.";
                else if (_byKey.ContainsKey(right.Key))
                    yield return $"The key {right.Key} is taken.";
                else if (settings.Keys.Count(other => other.Key == right.Key) > 1)
                    yield return $"The key {right.Key} is given twice.";
            }
        }
    }
}

/// <summary>What a key opens.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="CanWrite">Whether it may change something.</param>
/// <param name="CanRead">Whether it may read.</param>
internal sealed record Access(Silo Silo, bool CanWrite, bool CanRead = true);

/// <summary>What a silo starts with.</summary>
internal sealed record SiloSettings
{
    /// <summary>The keys that open it, with their rights; the first one names the silo.</summary>
    public required ImmutableArray<KeyRight> Keys { get; init; }

    public int Seed { get; init; }

    /// <summary>Seeded records of each resource.</summary>
    public RecordCounts Records { get; init; } = 50;

    /// <summary>Readings by rule id: <c>find-user-unknown-record</c> → <c>bad-request</c>.</summary>
    public ImmutableSortedDictionary<string, string> Profile { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Records that it starts with in place of seeded ones, by the API's name.</summary>
    public ImmutableSortedDictionary<string, GivenContent> Given { get; init; } = ImmutableSortedDictionary<string, GivenContent>.Empty;

    /// <summary>Rules to break: a rule's id, or <c>id=breakage</c> where it has several.</summary>
    public ImmutableArray<string> Broken { get; init; } = [];

    /// <summary>Whether other settings make the same silo, whatever records are given to it.</summary>
    public bool IsLike(SiloSettings other) => Keys.SequenceEqual(other.Keys) && Seed == other.Seed && Records.Others == other.Records.Others
        && Records.Named.SequenceEqual(other.Records.Named) && Profile.SequenceEqual(other.Profile) && Broken.SequenceEqual(other.Broken);
}

/// <param name="Key">The key.</param>
/// <param name="CanWrite">Whether it may change something.</param>
/// <param name="CanRead">Whether it may read.</param>
internal sealed record KeyRight(string Key, bool CanWrite, bool CanRead = true)
{
    /// <summary>What it may do, for people.</summary>
    public string Rights => CanWrite ? "all" : CanRead ? "reads only" : "none";
}
