using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>The records that others may refer to, by identity or by label: those that are given, and those that are there beside them.</summary>
internal sealed class References
{
    private readonly Dictionary<string, (ResourcePlan Resource, long Identity)> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<(ResourcePlan Resource, string Name), PendingRecord> _names = [];
    private readonly HashSet<long>?[] _given;
    private Func<ResourcePlan, long, bool> _isThere = (_, _) => false;
    private Func<ResourcePlan, string, long?>? _numberOf;

    public References(ApiPlan plan) => _given = new HashSet<long>?[plan.Resources.Length];

    /// <summary>Adds a given record; false where its identity is given already.</summary>
    public bool Add(ResourcePlan resource, long identity) => (_given[resource.Index] ??= []).Add(identity);

    /// <summary>Adds what identifies a given record to clients; false where another one has it.</summary>
    public bool Add(ResourcePlan resource, string name, PendingRecord record) => _names.TryAdd((resource, name), record) || _names[(resource, name)] == record;

    /// <summary>Adds a label; false where another record has it.</summary>
    public bool Add(string label, ResourcePlan resource, long identity) => _labels.TryAdd(label, (resource, identity));

    /// <summary>Says which records there are beside the given ones.</summary>
    /// <param name="isThere">By number.</param>
    /// <param name="numberOf">The number of the record that clients know by this identity, or null.</param>
    public void Complete(Func<ResourcePlan, long, bool> isThere, Func<ResourcePlan, string, long?>? numberOf = null) => (_isThere, _numberOf) = (isThere, numberOf);

    /// <summary>Finds the numbers of records to which an identity was given.</summary>
    public static Func<ResourcePlan, string, long?> NumbersIn(StoreContent content)
    {
        var known = new Dictionary<ResourcePlan, Dictionary<string, long>>();
        return (resource, name) =>
        {
            if (!known.TryGetValue(resource, out var numbers))
            {
                known[resource] = numbers = new(StringComparer.Ordinal);
                foreach (var record in content.Tables[resource.Index].Records.Where(record => record[resource.Identity.Index] is not Sentinel))
                    numbers[resource.IdentityNames!.Of(record)] = record.Identity;
            }
            return numbers.TryGetValue(name, out var number) ? number : null;
        };
    }

    /// <summary>The identity that a record is referred to by, or null after reporting why there is none.</summary>
    public long? Find(ResourcePlan resource, JsonElement json, Action<string, string> report)
    {
        if (ValueReader.Integer(json) is { } identity)
        {
            if (_given[resource.Index]?.Contains(identity) == true || _isThere(resource, identity))
                return identity;
            report("", $"There is no {resource.Resource} {identity}.");
            return null;
        }
        if (resource.IdentityNames is { AreNumbers: false } names && json.ValueKind == JsonValueKind.String && json.GetString() is [not DataFormat.LabelMark, ..] text)
        {
            if (names.Canonical(text) is { } canonical && (_names.GetValueOrDefault((resource, canonical))?.Identity ?? _numberOf?.Invoke(resource, canonical)
                ?? (names.TryNumber(canonical, out var number) && (_given[resource.Index]?.Contains(number) == true || _isThere(resource, number)) ? number : null)) is { } known)
                return known;
            report("", $"There is no {resource.Resource} {text}.");
            return null;
        }
        if (json.ValueKind != JsonValueKind.String || json.GetString() is not [DataFormat.LabelMark, .. var label])
        {
            report("", ValueReader.Explain($"the identity of {DataFormat.A(resource)}, or its label behind {DataFormat.LabelMark}", json));
            return null;
        }
        if (!_labels.TryGetValue(label, out var labeled))
            report("", $"No record has the label {label}{(Nearest.To(label, _labels.Keys) is { } near ? $"; did you mean {DataFormat.LabelMark}{near}?" : ".")}");
        else if (labeled.Resource != resource)
            report("", $"Expected {DataFormat.A(resource)}, found the label of {DataFormat.A(labeled.Resource)}.");
        else
            return labeled.Identity;
        return null;
    }
}

/// <summary>The values of unique fields that are given or there, each with the record that has it.</summary>
internal sealed class UniqueValues
{
    private readonly Dictionary<(FieldPlan Field, string Key), string> _taken = [];

    /// <summary>Notes the records that are there.</summary>
    public void Add(ResourcePlan resource, TableContent present)
    {
        foreach (var record in resource.Unique.IsEmpty ? [] : present.Records)
        {
            foreach (var field in resource.Unique)
                Add(field, record[field.Index], $"{resource.Resource} {record.Identity}");
        }
    }

    /// <summary>Notes a value; what has it already, or null.</summary>
    public string? Add(FieldPlan field, object? value, string owner)
    {
        if (FieldValue.Key(value) is not { } key || value is GivenLink)
            return null;
        return _taken.TryAdd((field, key.ToUpperInvariant()), owner) ? null : _taken[(field, key.ToUpperInvariant())];
    }
}
