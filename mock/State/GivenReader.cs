using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Reads the records that documents give to one API: first which there are, then what they say, for they may refer to each other.</summary>
/// <param name="plan">The API.</param>
/// <param name="thisYear">The current year.</param>
internal sealed class GivenReader(ApiPlan plan, int thisYear)
{
    private readonly References _references = new(plan);
    private readonly List<PendingRecord>?[] _pending = new List<PendingRecord>?[plan.Resources.Length];
    private readonly (long? Last, long? Seeded)[] _counters = new (long?, long?)[plan.Resources.Length];
    private readonly Dictionary<string, ResourcePlan> _resources = plan.Resources.SelectMany(resource =>
        new[] { DataFormat.Name(resource), resource.Resource.Name }.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, resource)))
        .DistinctBy(pair => pair.name, StringComparer.OrdinalIgnoreCase).ToDictionary(pair => pair.name, pair => pair.resource, StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes what a document has of the API.</summary>
    /// <param name="json">Its member.</param>
    /// <param name="at">The pointer to it.</param>
    /// <param name="present">The records that are there and stay; null for none.</param>
    /// <param name="report">Takes what is wrong.</param>
    public void Add(JsonElement json, string at, StoreContent? present, Action<string, string> report)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            report(at, ValueReader.Explain("an object { \"RESOURCE\": [ records ] }", json));
            return;
        }
        var isCompleted = !Flag(json, DataFormat.Generate, at, true, report, out var generate) || generate;
        var label = json.TryGetProperty(DataFormat.Label, out var field) ? field.ToString() : null;
        foreach (var member in json.EnumerateObject())
        {
            var pointer = Pointer.Down(at, member.Name);
            if (member.Name == DataFormat.Counters)
                Counters(member.Value, pointer, report);
            else if (_resources.TryGetValue(member.Name, out var resource))
                Add(resource, member.Value, pointer, new PendingDefaults(isCompleted, label, present?.Tables[resource.Index]), report);
            else if (!DataFormat.ApiMembers.Contains(member.Name))
                report(pointer, $"There is no resource {member.Name} in {plan.Contract.Api}; {Nearest.HintOrAll(member.Name.ToLowerInvariant(), [.. plan.Resources.Select(DataFormat.Name)])}");
        }
    }

    /// <summary>What was given, once all documents are there.</summary>
    /// <param name="records">How many records are seeded of what is not named.</param>
    /// <param name="present">The records that are there and stay; null for none.</param>
    public GivenContent Finish(RecordCounts records, StoreContent? present)
    {
        var counts = new SeedCounts(plan, records);
        _references.Complete((resource, identity) => present is not null ? present.Tables[resource.Index].Find(identity) is not null
            : _pending[resource.Index] is null && identity > 0 && identity <= counts.Of(resource), present is null ? null : References.NumbersIn(present));
        var unique = new UniqueValues();
        foreach (var resource in plan.Resources.Where(resource => present is not null && _pending[resource.Index] is not null))
            unique.Add(resource, present!.Tables[resource.Index]);
        var reader = new RecordReader(new ValueReader(new ValueCheck(thisYear), _references), _references, unique);
        return new GivenContent([.. plan.Resources.Select(resource => _pending[resource.Index] is not { } pending ? null
            : new GivenTable([.. pending.Select(one => reader.Read(resource, one)).OrderBy(record => record.Identity)])
            {
                Last = Highest(pending.Select(one => one.Number), _counters[resource.Index].Last),
                Seeded = _counters[resource.Index].Seeded,
            })]);
    }

    // A number that is given is not generated once more.
    private static long? Highest(IEnumerable<long?> numbers, long? last) => numbers.Append(last).Max();

    private void Add(ResourcePlan resource, JsonElement json, string at, PendingDefaults defaults, Action<string, string> report)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            report(at, ValueReader.Explain("a list of records", json));
            return;
        }
        var list = _pending[resource.Index] ??= [];
        var from = list.Count;
        foreach (var (index, one) in json.EnumerateArray().Index())
        {
            var pointer = $"{at}/{index}";
            if (one.ValueKind != JsonValueKind.Object)
                report(pointer, ValueReader.Explain("an object", one));
            else
                list.Add(new PendingRecord(one, pointer, report) { IsCompleted = defaults.IsCompleted });
        }
        Identities.Assign(resource, list, from, defaults.Present, _references);
        foreach (var one in list.Skip(from))
            Label(resource, one, defaults.Label);
    }

    private void Label(ResourcePlan resource, PendingRecord one, string? field)
    {
        var own = one.Json.TryGetProperty(DataFormat.Label, out var given);
        if (!own && (field is null || !one.Json.TryGetProperty(field, out given) || given.ValueKind is JsonValueKind.Null))
            return;
        var label = given.ToString().TrimStart(DataFormat.LabelMark);
        if (label.Length == 0 || given.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            one.Report($"/{DataFormat.Label}", ValueReader.Explain("a text", given));
        else if (!_references.Add(label, resource, one.Identity))
            one.Report(own ? $"/{DataFormat.Label}" : $"/{field}", $"Another record has the label {label}.");
    }

    private void Counters(JsonElement json, string at, Action<string, string> report)
    {
        foreach (var member in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().ToArray() : [])
        {
            if (!_resources.TryGetValue(member.Name, out var resource) || member.Value.ValueKind != JsonValueKind.Object)
                report(Pointer.Down(at, member.Name), $"Expected {{ \"RESOURCE\": {{ \"{DataFormat.Next}\": 7, \"{DataFormat.Seeded}\": 5 }} }}.");
            else
                _counters[resource.Index] = (Number(member.Value, DataFormat.Next) - 1, Number(member.Value, DataFormat.Seeded));
        }
    }

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && ValueReader.Integer(value) is >= 0 and <= Identities.Highest + 1 and var number ? number : null;

    internal static bool Flag(JsonElement json, string name, string at, bool otherwise, Action<string, string> report, out bool flag)
    {
        flag = otherwise;
        if (!json.TryGetProperty(name, out var value))
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            flag = value.GetBoolean();
        else
            report(Pointer.Down(at, name), ValueReader.Explain("true or false", value));
        return true;
    }

    private sealed record PendingDefaults(bool IsCompleted, string? Label, TableContent? Present);
}

/// <summary>A record of a document whose identity is known, but not yet what it says.</summary>
internal sealed record PendingRecord(JsonElement Json, string At, Action<string, string> Problems)
{
    public long Identity { get; set; }

    /// <summary>What identifies it to clients, where that does not follow from <see cref="Identity"/>; else null.</summary>
    public string? Name { get; set; }

    /// <summary>The identity that its number follows from, where one is given.</summary>
    public long? Number { get; set; }

    public bool IsCompleted { get; init; }

    public void Report(string below, string problem) => Problems(At + below, problem);
}
