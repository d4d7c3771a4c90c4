using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Which records may hold a value that no two may have, so that not every record is looked at with every write.</summary>
internal sealed class DistinctValues
{
    private readonly Dictionary<(string Resource, string Field, string Value), HashSet<KnownRecord>> _holders = [];
    private readonly Dictionary<KnownRecord, HashSet<(string Resource, string Field, string Value)>> _values = [];

    /// <summary>Whether no two records may have the same value of a field.</summary>
    public static bool Concerns(Resource resource, Field field) => field.Unique || resource.Number?.Field == field.Name;

    /// <summary>The records that have, or had, a value.</summary>
    public IReadOnlyCollection<KnownRecord> Holders(Resource resource, Field field, JsonNode? value) =>
        FieldValue.Text(value) is { } text && _holders.TryGetValue((resource.Name, field.Name, text), out var holders) ? holders : [];

    /// <summary>How many values a record has, or had.</summary>
    public int Count(KnownRecord record) => _values.GetValueOrDefault(record)?.Count ?? 0;

    public void Add(KnownRecord record, Field field, JsonNode? value)
    {
        if (FieldValue.Text(value) is not { Length: > 0 } text)
            return;
        var key = (record.Model.Resource.Name, field.Name, text);
        if (!_holders.TryGetValue(key, out var holders))
            _holders[key] = holders = [];
        holders.Add(record);
        if (!_values.TryGetValue(record, out var values))
            _values[record] = values = [];
        values.Add(key);
    }

    public void Remove(KnownRecord record)
    {
        if (!_values.Remove(record, out var values))
            return;
        foreach (var key in values.Where(key => _holders[key].Remove(record) && _holders[key].Count == 0))
            _holders.Remove(key);
    }
}
