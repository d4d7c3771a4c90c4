using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State.Snapshots;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>Brings into memory what is stored.</summary>
/// <param name="services">The mock.</param>
/// <param name="ids">What is stored under which name.</param>
/// <param name="readContent">Reads the parts of a content.</param>
/// <param name="report">Takes what does not fit the contracts any more, and why.</param>
internal sealed class StateLoader(MockServices services, StoredIds ids, Func<string, IReadOnlyList<byte[]>> readContent, Action<string> report)
{
    private readonly StoredContentFormat _contents = new(services);
    private readonly Dictionary<string, Silo> _silos = [];

    private Silos Silos => services.Silos;

    private ImmutableArray<Contract> Contracts => services.Options.Contracts;

    public void Load(StoredChanges changes)
    {
        foreach (var silo in Silos.All.Concat(Silos.Kept))
            _silos[ids.Of(silo)] = silo;
        if (changes.Items.FirstOrDefault(item => item.Name == StoredNames.Silos) is { Json: { } silos })
            LoadSilos(silos);
        foreach (var item in changes.Items.Where(item => item.Json is not null && item.Name.StartsWith(StoredNames.StatePrefix, StringComparison.Ordinal)))
            LoadState(item.Name, JsonNode.Parse(item.Json!)!);
        foreach (var generation in changes.Records.GroupBy(record => record.Generation))
            LoadRecords(generation.Key, generation);
        foreach (var item in changes.Items.Where(item => item.Name.StartsWith(StoredNames.SnapshotPrefix, StringComparison.Ordinal)))
            LoadSnapshot(item);
        if (changes.Items.FirstOrDefault(item => item.Name == StoredNames.Overrides) is { Json: { } overrides })
            LoadOverrides(overrides);
    }

    private void LoadSilos(string json)
    {
        var (all, kept) = (new List<Silo>(), new List<Silo>());
        foreach (var node in JsonNode.Parse(json)!.AsArray().Select(node => node!.AsObject()))
        {
            var id = (string)node["id"]!;
            if (!_silos.TryGetValue(id, out var silo))
                _silos[id] = silo = Make(node);
            ids.Set(silo, id);
            if (!(bool)node["gone"]!)
                all.Add(silo);
            if ((bool)node["kept"]!)
                kept.Add(silo);
        }
        Silos.Become(all, kept);
        ids.Silos = Silos.List;
    }

    private Silo Make(JsonObject node)
    {
        var settings = Settings(node);
        foreach (var problem in Silos.Problems(settings))
        {
            report($"silo {settings.Keys[0].Key}: {problem}");
            // Without what the contracts do not have any more it is a silo all the same.
            settings = settings with { Profile = ImmutableSortedDictionary<string, string>.Empty, Broken = [], Records = settings.Records.Others };
        }
        return Silos.Make(settings);
    }

    private static SiloSettings Settings(JsonObject node)
    {
        var own = new JsonObject(node.Where(member => member.Key is "keys" or "seed" or "records" or "profile" or "broken").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return new SiloReader(new SiloSettings { Keys = [] }, []).Read(own, "silo");
    }

    private void LoadState(string item, JsonNode json)
    {
        var path = item.Split('/');
        // Of an API that is not served, or of a silo that is no more.
        if (Contracts.FirstOrDefault(contract => contract.Api == path[2]) is not { } contract || !_silos.TryGetValue(path[1], out var silo))
            return;
        var state = silo.StateOf(contract);
        var (startRef, baseRef) = (ContentRef.Of(json["start"])!, ContentRef.Of(json["base"]));
        var start = Source(startRef, silo.Settings, contract, $"{silo.Name}: ", state);
        var source = baseRef is null ? start : Source(baseRef, silo.Settings, contract, $"{silo.Name}: ", null);
        source.Make();
        state.Load(start, source);
        ids.Set(item, state, new StoredGeneration((string)json["generation"]!, state.Replacements, start));
        ids.Needs(item, startRef, baseRef);
    }

    private void LoadRecords(string generation, IEnumerable<StoredRecord> records)
    {
        if (ids.StateOf(generation) is not { } state)
            return;
        var store = state.Store;
        var misfits = new List<(ResourcePlan? Resource, long Identity)>();
        lock (store)
        {
            new StoredRecordFormat(state.Plan, state.Modes, services.Options.Clock.GetUtcNow().Year).Load(store, records, (record, problem) =>
            {
                report($"{NameOf(state)}: {record.Resource} {record.Identity}: {problem}");
                misfits.Add((state.Plan.Resources.FirstOrDefault(resource => DataFormat.Name(resource) == record.Resource), record.Identity));
            });
            // What is loaded is no change. What is left out is: nothing of it shall be there, the next time neither.
            foreach (var table in store.Tables)
                table.TakeChanges();
            foreach (var (resource, identity) in misfits)
            {
                if (resource is not null)
                    store.Tables[resource.Index].Forget(identity);
            }
        }
    }

    private string NameOf(ApiState state) => Silos.All.FirstOrDefault(silo => silo.States.Any(own => own.State == state))?.Name ?? state.Plan.Contract.Api;

    /// <summary>The records of a content: generated again where the same build does that, else read.</summary>
    private StoreSource Source(ContentRef content, SiloSettings settings, Contract contract, string owner, ApiState? seeded)
    {
        if (ids.Source(content.Id) is { } known)
            return known;
        var isSame = content.Contract == contract.Fingerprint;
        var source = content.Recipe == _contents.Recipe(settings, contract) ? (seeded ?? Silos.Make(settings).StateOf(contract)).Start
            : new StoreSource(_ => _contents.Read(readContent(content.Id), settings, contract, null)) { Count = content.Count };
        // What may not fit any more is looked through at once.
        if (!isSame)
        {
            var isWhole = true;
            source = new StoreSource(_contents.Read(readContent(content.Id), settings, contract, (record, problem) =>
            {
                isWhole = false;
                report($"{owner}{record}: {problem}");
            }));
            // Without an id it is stored anew.
            if (!isWhole)
                return source;
        }
        ids.Set(source, content);
        return source;
    }

    private void LoadSnapshot(StoredItem item)
    {
        var name = item.Name[StoredNames.SnapshotPrefix.Length..];
        if (item.Json is null)
        {
            services.Snapshots.Remove(name);
            ids.Snapshots.Remove(name);
            ids.NeedsNone(item.Name);
        }
        else
        {
            var json = JsonNode.Parse(item.Json)!;
            var isWhole = true;
            var needed = new List<ContentRef?>();
            ImmutableArray<SavedSilo> silos = [.. json[SnapshotFormat.Silos]!.AsArray().Select(node =>
            {
                var settings = Settings(node!.AsObject());
                return new SavedSilo(settings, [.. Contracts.Select(contract =>
                {
                    var content = ContentRef.Of(node["contents"]?[contract.Api]);
                    needed.Add(content);
                    var source = content is null ? null : Source(content, settings, contract, $"snapshot {name}: ", null);
                    isWhole &= source is null || ids.Of(source) is not null;
                    return source;
                })]);
            })];
            ids.Needs(item.Name, needed);
            var overrides = json[SnapshotFormat.Overrides] is JsonArray saved ? Saved(saved) : (ImmutableArray<SavedOverride>?)null;
            var snapshot = new Snapshot(name, DateTimeOffset.Parse((string)json[SnapshotFormat.Time]!, CultureInfo.InvariantCulture), silos, (bool)json[SnapshotFormat.Whole]!, overrides);
            services.Snapshots.Add(snapshot);
            if (isWhole)
                ids.Snapshots[name] = snapshot;
        }
        ids.SnapshotList = ids.Snapshots.Count == services.Snapshots.All.Count() ? services.Snapshots.List : null;
    }

    private void LoadOverrides(string text)
    {
        var json = JsonNode.Parse(text)!;
        services.Overrides.List.Load(Saved(json["list"]!.AsArray()), (int)json["lastId"]!);
        ids.Overrides = services.Overrides.List.Version;
    }

    private ImmutableArray<SavedOverride> Saved(JsonArray list)
    {
        var saved = ImmutableArray.CreateBuilder<SavedOverride>();
        foreach (var one in list.Select(one => one!))
        {
            var reader = new OverrideReader(Contracts, Silos.AllKeys.Append((string?)one["override"]?["key"] ?? ""));
            var definitions = reader.Read(JsonSerializer.SerializeToElement(one["override"]));
            if (reader.Problems.Count > 0)
                report($"override {one["id"]}: {string.Join(' ', reader.Problems)}");
            else
                saved.Add(new SavedOverride((int)one["id"]!, definitions.Single(), (bool)one["enabled"]!, (long)one["seen"]!, (long)one["used"]!));
        }
        return saved.ToImmutable();
    }
}
