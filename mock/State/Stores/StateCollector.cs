using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State.Snapshots;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>The names of what is stored.</summary>
internal static class StoredNames
{
    public const string Silos = "silos";
    public const string Overrides = "overrides";
    public const string SnapshotPrefix = "snapshot/";
    public const string StatePrefix = "state/";

    public static string State(string silo, Contract contract) => $"{StatePrefix}{silo}/{contract.Api}";
}

/// <summary>Finds what in memory differs from what is stored: that is what the last requests have done, whatever they were.</summary>
internal sealed class StateCollector(MockServices services, StoredIds ids)
{
    private readonly StoredContentFormat _contents = new(services);
    private readonly SnapshotWriter _snapshots = new(services.Options.Contracts, services.Options.Clock);
    private StateEffects _effects = new();

    private Silos Silos => services.Silos;

    public StateEffects Collect()
    {
        _effects = new StateEffects();
        if (Silos.List != ids.Silos)
            CollectSilos();
        foreach (var silo in Silos.All)
        {
            foreach (var (contract, state) in silo.States)
                CollectState(silo, contract, state);
        }
        if (services.Overrides.List.Version != ids.Overrides)
            CollectOverrides();
        if (services.Snapshots.List != ids.SnapshotList)
            CollectSnapshots();
        // What ended, or was replaced, may have been the last that needed its contents.
        if (_effects.Items.Count > 0)
            _effects.EndedContents.AddRange(ids.TakeUnneeded());
        return _effects;
    }

    private void CollectSilos()
    {
        ids.Silos = Silos.List;
        var kept = Silos.Kept;
        var list = new JsonArray();
        foreach (var silo in Silos.All.Concat(kept).Distinct())
        {
            var shown = SiloJson.Describe(silo.Settings);
            shown["id"] = ids.Of(silo);
            shown["kept"] = kept.Contains(silo);
            shown["gone"] = !Silos.All.Contains(silo);
            list.Add(shown);
            // What is given is not generated again, so it is stored at once.
            foreach (var contract in services.Options.Contracts.Where(contract => silo.Settings.Given.ContainsKey(contract.Api)))
                silo.StateOf(contract);
        }
        _effects.Items.Add(new StoredItem(StoredNames.Silos, list.ToJsonString()));
        var there = Silos.All.Concat(kept).SelectMany(silo => services.Options.Contracts.Select(contract => StoredNames.State(ids.Of(silo), contract))).ToHashSet();
        foreach (var (item, generation) in ids.Ended(there))
        {
            _effects.Items.Add(new StoredItem(item, null));
            _effects.EndedGenerations.Add(generation);
            ids.Remove(generation);
            ids.NeedsNone(item);
        }
    }

    private void CollectState(Silo silo, Contract contract, ApiState state)
    {
        var store = state.Made;
        var isChanged = store is not null && Array.Exists(store.Tables, table => table.HasChanges);
        var known = ids.Of(state);
        var isNew = known is null ? isChanged || state.Replacements > 0 || silo.Settings.Given.ContainsKey(contract.Api)
            : known.Replacements != state.Replacements || known.Start != state.Start || ids.Of(state.Start) is null || ids.Of(state.Source) is null;
        if (isNew)
            known = Begin(silo, contract, state);
        if (isChanged)
            CollectRecords(known!.Id, state, store!);
    }

    private StoredGeneration Begin(Silo silo, Contract contract, ApiState state)
    {
        var item = StoredNames.State(ids.Of(silo), contract);
        var known = ids.Of(state);
        var generation = new StoredGeneration(known?.Replacements == state.Replacements ? known.Id : StoredIds.New(), state.Replacements, state.Start);
        if (ids.Set(item, state, generation) is { } ended)
            _effects.EndedGenerations.Add(ended);
        var start = Content(state.Start, state.Plan, state.IsStartOwn && !silo.Settings.Given.ContainsKey(contract.Api) ? silo.Settings : null);
        var source = state.Source == state.Start ? null : Content(state.Source, state.Plan, null);
        ids.Needs(item, start, source);
        _effects.Items.Add(new StoredItem(item, new JsonObject
        {
            ["generation"] = generation.Id,
            ["start"] = start.ToJson(),
            ["base"] = source?.ToJson(),
        }.ToJsonString()));
        return generation;
    }

    private ContentRef Content(StoreSource source, ApiPlan plan, SiloSettings? seeded)
    {
        if (ids.Of(source) is { } known)
            return known;
        var content = source.Make();
        var stored = new ContentRef(StoredIds.New(), plan.Contract.Fingerprint, seeded is null ? null : _contents.Recipe(seeded, plan.Contract), content.Count);
        ids.Add(source, stored);
        _effects.Contents.Add(new StoredContent(stored.Id, _contents.Write(plan, content)));
        return stored;
    }

    private void CollectRecords(string generation, ApiState state, Store store)
    {
        var format = new StoredRecordFormat(state.Plan, state.Modes, services.Options.Clock.GetUtcNow().Year);
        var changes = state.Plan.Resources.Select(resource => store.Tables[resource.Index].TakeChanges()).ToArray();
        foreach (var (changed, resource) in state.Plan.Resources.SelectMany(resource => changes[resource.Index].Select(identity => (identity, resource))).ToList())
            AddLinking(store, resource, changed, state.Modes, changes);
        foreach (var resource in state.Plan.Resources)
        {
            foreach (var identity in changes[resource.Index])
                _effects.Records.Add(new StoredRecord(generation, DataFormat.Name(resource), identity, format.Write(store, resource, identity)));
        }
    }

    // A link to the current version is stored as an identity. Where it matters that it is another one from now on, it is stored again.
    private static void AddLinking(Store store, ResourcePlan resource, long identity, ActiveModes modes, HashSet<long>[] changes)
    {
        foreach (var link in resource.LinkedBy)
        {
            var matters = store.Tables[resource.Index].At(identity) is null
                || modes[link.Rules[Behaviors.LinkedCurrent, "stale"]] || modes[link.Rules[Behaviors.LinkedCurrent, "missing"]];
            if (!matters)
                continue;
            foreach (var linking in store.Tables[link.Owner.Index].All().Where(record => record[link.Index] is Record linked && linked.Identity == identity))
                changes[link.Owner.Index].Add(linking.Identity);
        }
    }

    private void CollectOverrides()
    {
        var list = services.Overrides.List;
        ids.Overrides = list.Version;
        _effects.Items.Add(new StoredItem(StoredNames.Overrides, new JsonObject
        {
            ["lastId"] = list.LastId,
            ["list"] = new JsonArray([.. list.Save(null).Select(SnapshotWriter.Describe)]),
        }.ToJsonString()));
    }

    private void CollectSnapshots()
    {
        ids.SnapshotList = services.Snapshots.List;
        var all = services.Snapshots.All.ToDictionary(snapshot => snapshot.Name);
        foreach (var gone in ids.Snapshots.Keys.Except(all.Keys).ToList())
        {
            ids.Snapshots.Remove(gone);
            ids.NeedsNone(StoredNames.SnapshotPrefix + gone);
            _effects.Items.Add(new StoredItem(StoredNames.SnapshotPrefix + gone, null));
        }
        foreach (var (name, snapshot) in all.Where(pair => ids.Snapshots.GetValueOrDefault(pair.Key) != pair.Value))
        {
            ids.Snapshots[name] = snapshot;
            CollectSnapshot(StoredNames.SnapshotPrefix + name, snapshot);
        }
    }

    private void CollectSnapshot(string item, Snapshot snapshot)
    {
        var needed = new List<ContentRef?>();
        var silos = new JsonArray();
        foreach (var silo in snapshot.Silos)
        {
            var shown = SiloJson.Describe(silo.Settings);
            shown["contents"] = new JsonObject(services.Options.Contracts.Select((contract, api) =>
            {
                // What nobody has asked for is what the silo starts with; that is known without being stored, unless it was given.
                var source = silo.Records[api] ?? (silo.Settings.Given.ContainsKey(contract.Api) ? _snapshots.RecordsOf(silo, contract, api) : null);
                var content = source is null ? null : Content(source, ApiPlan.Of(contract), null);
                needed.Add(content);
                return KeyValuePair.Create(contract.Api, (JsonNode?)content?.ToJson());
            }));
            silos.Add(shown);
        }
        ids.Needs(item, needed);
        _effects.Items.Add(new StoredItem(item, new JsonObject
        {
            [SnapshotFormat.Time] = snapshot.Time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            [SnapshotFormat.Whole] = snapshot.IsWhole,
            [SnapshotFormat.Silos] = silos,
            [SnapshotFormat.Overrides] = snapshot.Overrides is { } overrides ? new JsonArray([.. overrides.Select(SnapshotWriter.Describe)]) : null,
        }.ToJsonString()));
    }
}
