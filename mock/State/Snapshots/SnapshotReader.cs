using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Snapshots;

/// <summary>Reads snapshots that were downloaded, from this mock or another one.</summary>
/// <param name="services">The mock.</param>
/// <param name="isDiscarding">Whether records that the contracts do not allow any more are left out.</param>
internal sealed class SnapshotReader(MockServices services, bool isDiscarding)
{
    private readonly List<DataProblem> _problems = [];
    private readonly List<DataProblem> _discarded = [];

    /// <summary>What is wrong; then there is no snapshot.</summary>
    public IReadOnlyList<DataProblem> Problems => _problems;

    /// <summary>What was left out.</summary>
    public IReadOnlyList<DataProblem> Discarded => _discarded;

    private ImmutableArray<Contract> Contracts => services.Options.Contracts;

    /// <param name="name">The name that it gets.</param>
    /// <param name="text">The file.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public Snapshot? Read(string name, byte[] text)
    {
        var file = StrictJson.Parse(text) as JsonObject;
        if (!IsReadable(file))
            return null;
        CheckContracts(file![SnapshotFormat.Contracts]);
        if (file[SnapshotFormat.Silos] is not JsonArray { Count: > 0 } list)
            Wrong($"/{SnapshotFormat.Silos}", "Expected a list of silos.");
        else if (_problems.Count == 0)
        {
            ImmutableArray<SavedSilo> silos = [.. list.Select((silo, index) => Silo(silo, $"/{SnapshotFormat.Silos}/{index}"))];
            var overrides = file[SnapshotFormat.Overrides] is JsonArray saved ? Overrides(saved, silos) : (ImmutableArray<SavedOverride>?)null;
            if (_problems.Count == 0)
                return new Snapshot(name, Time(file), silos, file[SnapshotFormat.Whole] is not JsonValue whole || !whole.TryGetValue(out bool isWhole) || isWhole, overrides);
        }
        return null;
    }

    private bool IsReadable(JsonObject? file)
    {
        var format = file?[SnapshotFormat.Format];
        if (format is not JsonValue value || !value.TryGetValue(out int number) || number < 1)
            return Wrong($"/{SnapshotFormat.Format}", $"Expected a snapshot, whose {SnapshotFormat.Format} is an integer from 1 to {SnapshotFormat.Newest}; found {format?.ToJsonString() ?? "nothing"}. GET /__admin/snapshots/NAME downloads one.");
        return number <= SnapshotFormat.Newest
            || Wrong($"/{SnapshotFormat.Format}", $"Format {number} is newer than this mock, which reads up to {SnapshotFormat.Newest}; a newer mock reads it.");
    }

    private void CheckContracts(JsonNode? contracts)
    {
        var served = Contracts.Select(contract => contract.Api).ToList();
        if (contracts is not JsonObject known)
        {
            Wrong($"/{SnapshotFormat.Contracts}", "Expected { \"API\": \"fingerprint\" }.");
            return;
        }
        foreach (var api in known.Select(member => member.Key).Where(api => !served.Contains(api)))
            Wrong(Pointer.Down($"/{SnapshotFormat.Contracts}", api), $"The snapshot is of {api}, too, which this mock does not serve; it serves {string.Join(", ", served)}.");
    }

    private SavedSilo Silo(JsonNode? node, string at)
    {
        var problems = new List<string>();
        var data = (node as JsonObject)?[SnapshotFormat.Data];
        (node as JsonObject)?.Remove(SnapshotFormat.Data);
        var settings = new SiloReader(new SiloSettings { Keys = [] }, problems).Read(node, "silo");
        problems.AddRange(services.Silos.Problems(settings));
        foreach (var problem in problems)
            Wrong(at, problem);
        if (settings.Keys.IsEmpty)
            Wrong(at, "Expected a key that opens the silo.");
        var given = data is null || problems.Count > 0 || settings.Keys.IsEmpty ? ImmutableSortedDictionary<string, GivenContent>.Empty : Records(data, settings, $"{at}/{SnapshotFormat.Data}");
        return new SavedSilo(settings, _problems.Count > 0 ? [] : services.Data.Make(settings, given));
    }

    private ImmutableSortedDictionary<string, GivenContent> Records(JsonNode data, SiloSettings settings, string at)
    {
        while (true)
        {
            var wrong = new List<DataProblem>();
            var given = services.Data.Read([DataDocument.Of(JsonSerializer.SerializeToElement(data), at)], settings.Records, wrong, isDiscarding ? int.MaxValue : 100);
            // Nothing is discarded in silence, nor twice.
            if (wrong.Count == 0 || !isDiscarding || !wrong.All(problem => MisfitRecords.Remove(data, problem.Pointer[at.Length..])))
            {
                _problems.AddRange(wrong);
                return given;
            }
            _discarded.AddRange(wrong);
            MisfitRecords.Compact(data);
        }
    }

    private ImmutableArray<SavedOverride> Overrides(JsonArray saved, ImmutableArray<SavedSilo> silos)
    {
        var keys = silos.SelectMany(silo => silo.Settings.Keys).Select(right => right.Key);
        var restored = ImmutableArray.CreateBuilder<SavedOverride>();
        foreach (var (index, one) in saved.Index())
        {
            var reader = new OverrideReader(Contracts, keys.Concat(services.Silos.AllKeys));
            var definition = reader.Read(JsonSerializer.SerializeToElement(one?["override"])).Single();
            foreach (var problem in reader.Problems)
                Wrong($"/{SnapshotFormat.Overrides}/{index}/override{problem.Pointer}", problem.Detail);
            restored.Add(new SavedOverride((int)Number(one, "id", index + 1), definition, definition.IsEnabled && one?["enabled"]?.ToString() != "false", Number(one, "seen", 0), Number(one, "used", 0)));
        }
        return restored.ToImmutable();
    }

    private static long Number(JsonNode? one, string name, long otherwise) => one?[name] is JsonValue value && value.TryGetValue(out int number) ? number : otherwise;

    private DateTimeOffset Time(JsonObject file) =>
        DateTimeOffset.TryParse(file[SnapshotFormat.Time]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : services.Options.Clock.GetUtcNow();

    private bool Wrong(string pointer, string detail)
    {
        _problems.Add(new DataProblem("", 0, pointer, detail));
        return false;
    }
}

/// <summary>Takes what does not fit a contract out of data: a field that is unknown, else the record, else what is around it.</summary>
internal static class MisfitRecords
{
    // API, resource, position.
    private const int RecordDepth = 3;

    /// <summary>Takes out what a pointer leads to; false where nothing is there to be taken out.</summary>
    public static bool Remove(JsonNode data, string pointer)
    {
        var path = pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var node = data;
        for (var depth = 0; depth < path.Length; depth++)
        {
            switch (node)
            {
                case JsonObject members when depth is < 2 or RecordDepth && (depth == path.Length - 1 || depth == RecordDepth):
                    // A record that does not fit without the field is next.
                    return members.Remove(path[depth]) || RemoveRecord(data, path);
                case JsonObject members:
                    node = members[path[depth]];
                    break;
                case JsonArray when depth == path.Length - 1:
                    return RemoveRecord(data, path);
                case JsonArray list when int.TryParse(path[depth], out var index) && index < list.Count:
                    // Taken out for another reason already.
                    if (list[index] is null)
                        return true;
                    node = list[index];
                    break;
                default:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Closes the gaps: until then the pointers to other records stay right.</summary>
    public static void Compact(JsonNode data)
    {
        foreach (var list in (data as JsonObject ?? []).Select(api => api.Value).OfType<JsonObject>().SelectMany(api => api).Select(resource => resource.Value).OfType<JsonArray>())
        {
            for (var at = list.Count - 1; at >= 0; at--)
            {
                if (list[at] is null)
                    list.RemoveAt(at);
            }
        }
    }

    private static bool RemoveRecord(JsonNode data, string[] path)
    {
        if (path.Length < RecordDepth || data[path[0]]?[path[1]] is not JsonArray list || !int.TryParse(path[2], out var index) || index >= list.Count)
            return false;
        list[index] = null;
        return true;
    }
}
