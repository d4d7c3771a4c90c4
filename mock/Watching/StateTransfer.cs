using System.Collections.Immutable;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.State.Snapshots;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Watching;

/// <summary>Brings silos, overrides and snapshots over to a mock of the same APIs whose contracts have changed.</summary>
/// <param name="before">What holds them; nobody writes meanwhile.</param>
/// <param name="after">What takes its place.</param>
/// <param name="report">Takes a line for what does not fit any more.</param>
internal sealed class StateTransfer(MockServices before, MockServices after, Action<string> report)
{
    private readonly Dictionary<StoreSource, StoreSource> _moved = [];

    public void Run()
    {
        var silos = before.Silos.All.Concat(before.Silos.Kept).Distinct().ToDictionary(silo => silo, Moved);
        after.Silos.Become(before.Silos.All.Select(silo => silos[silo]), before.Silos.Kept.Select(silo => silos[silo]));
        after.Overrides.List.Load(Fitting(before.Overrides.List.Save(null)), before.Overrides.List.LastId);
        foreach (var snapshot in before.Snapshots.All)
            after.Snapshots.Add(Moved(snapshot));
    }

    /// <summary>An override, read again by other contracts; null, after a line about it, where it does not fit them.</summary>
    public static Override? Fitting(Override definition, ImmutableArray<Contract> contracts, Action<string> report)
    {
        // Whose key it is, is not asked again.
        var reader = new OverrideReader(contracts, [definition.Key ?? ""]);
        var read = reader.Read(definition.Source).Single();
        if (reader.Problems.Count == 0)
            return read;
        report($"An override is left out: {string.Join(' ', reader.Problems)}");
        return null;
    }

    private ImmutableArray<SavedOverride> Fitting(IEnumerable<SavedOverride> saved) =>
        [.. saved.Select(one => Fitting(one.Definition, after.Options.Contracts, report) is { } definition ? one with { Definition = definition } : null).OfType<SavedOverride>()];

    private Silo Moved(Silo silo)
    {
        var other = after.Silos.Make(Fitting(silo.Settings));
        foreach (var (contract, state) in silo.States)
        {
            var captured = state.Capture();
            var isAsked = state.Made is not null || captured != state.Start;
            // What nobody has asked for yet is seeded by the other contract.
            if (!isAsked && state.IsStartOwn)
                continue;
            var next = other.StateOf(Following(contract));
            // Files of data were read again.
            var start = state.IsStartOwn || !silo.Settings.Given.IsEmpty ? next.Start : Moved(state.Start, state.Plan, next, other.Settings);
            next.Load(start, isAsked ? Moved(captured, state.Plan, next, other.Settings) : start);
        }
        return other;
    }

    private Contract Following(Contract contract) => after.Options.Contracts[before.Options.Contracts.IndexOf(contract)];

    // The same object for the same.
    private StoreSource Moved(StoreSource source, ApiPlan plan, ApiState next, SiloSettings settings)
    {
        if (next.Plan == plan)
            return source;
        if (!_moved.TryGetValue(source, out var moved))
        {
            var transfer = new RecordTransfer(plan, next, settings, after.Options.Clock.GetUtcNow().Year, report);
            _moved[source] = moved = new StoreSource(_ => transfer.Move(source.Make())) { Count = source.Made?.Count ?? source.Count };
            // Else it is when somebody asks for it.
            if (source.Made is not null)
                moved.Make();
        }
        return moved;
    }

    private Snapshot Moved(Snapshot snapshot) => snapshot with
    {
        Silos = [.. snapshot.Silos.Select(silo =>
        {
            var other = after.Silos.Make(Fitting(silo.Settings));
            return new SavedSilo(other.Settings, [.. silo.Records.Select((source, api) => source is null ? null
                : Moved(source, ApiPlan.Of(before.Options.Contracts[api]), other.StateOf(after.Options.Contracts[api]), other.Settings))]);
        })],
        Overrides = snapshot.Overrides is { } saved ? Fitting(saved) : null,
    };

    // Without the readings, breakages and counts that name what is gone.
    private SiloSettings Fitting(SiloSettings settings)
    {
        settings = settings with
        {
            Given = settings.Given.IsEmpty ? settings.Given : after.Options.Data?.Of(settings) ?? ImmutableSortedDictionary<string, Seeding.GivenContent>.Empty,
        };
        var problems = after.Silos.Problems(settings).ToList();
        foreach (var problem in problems)
            report($"{settings.Keys[0].Key}: {problem}");
        var none = new SiloSettings { Keys = [] };
        bool Fits(SiloSettings part) => !after.Silos.Problems(part).Any();
        return problems.Count == 0 ? settings : settings with
        {
            Profile = settings.Profile.Where(one => Fits(none with { Profile = none.Profile.Add(one.Key, one.Value) })).ToImmutableSortedDictionary(),
            Broken = [.. settings.Broken.Where(one => Fits(none with { Broken = [one] }))],
            Records = settings.Records.Named.Where(one => !Fits(none with { Records = none.Records.With(one.Key, one.Value) }))
                .Aggregate(settings.Records, (records, one) => records with { Named = records.Named.Remove(one.Key) }),
        };
    }
}
