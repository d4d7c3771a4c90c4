using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>What is known of the records that one key opens. It begins in the middle: of what no answer has shown it knows nothing.</summary>
/// <param name="session">Reads values.</param>
/// <param name="readings">The readings that the server may be in.</param>
/// <param name="capacity">How many records are remembered in all silos.</param>
internal sealed class KnownSilo(Session session, KnownReadings readings, RecordCapacity capacity)
{
    // What a record was sent before its last changes explains nothing any more.
    private const int MaxFormerValues = 8;
    private const int MaxTaken = 5000;
    private const int MaxTakenLength = 200;

    private readonly Dictionary<string, Dictionary<string, KnownRecord>> _records = [];

    public Model Model { get; } = new(session, readings);

    /// <summary>Finds the records of a value that no two may have.</summary>
    public DistinctValues Distinct { get; } = new();

    /// <summary>Values that a write with success has sent: they are valid.</summary>
    public HashSet<string> Taken { get; } = [];

    public IEnumerable<KnownRecord> Of(Resource resource) => _records.GetValueOrDefault(resource.Name)?.Values ?? Enumerable.Empty<KnownRecord>();

    public KnownRecord? Find(Resource resource, string? identity) => identity is null ? null : _records.GetValueOrDefault(resource.Name)?.GetValueOrDefault(identity);

    public KnownRecord Add(KnownRecord record)
    {
        var resource = record.Model.Resource;
        if (Find(resource, record.Model.Identity) is { } old)
            Forget(old);
        if (!_records.TryGetValue(resource.Name, out var records))
            _records[resource.Name] = records = [];
        records[record.Model.Identity] = record;
        if (Model.Find(resource, record.Model.Identity) != record.Model)
            Model.Add(record.Model);
        capacity.Add(this, record);
        return record;
    }

    /// <summary>Notes that a value was taken.</summary>
    public void Accept(string value)
    {
        if (Taken.Count < MaxTaken && value.Length < MaxTakenLength)
            Taken.Add(value);
    }

    /// <summary>From now on it is as unknown as any that was never seen.</summary>
    public void Forget(KnownRecord record)
    {
        if (Find(record.Model.Resource, record.Model.Identity) != record)
            return;
        _records[record.Model.Resource.Name].Remove(record.Model.Identity);
        Model.Remove(record.Model);
        Distinct.Remove(record);
    }

    /// <summary>A record that was there before it was seen.</summary>
    public KnownRecord Learn(Resource resource, string identity, string? parent) => Add(new KnownRecord(
        new ModelRecord($"{resource}", resource, identity, default) { Parent = Parent(resource, parent), State = RecordLifecycle.Unknown }));

    /// <summary>The record that another lives under, by its identity in a path.</summary>
    public ModelRecord? Parent(Resource resource, string? identity)
    {
        if (resource.Parent is not { } word || identity is null)
            return null;
        var parent = session.Contract.Resource(word.Resource);
        return (Find(parent, identity) ?? Learn(parent, identity, null)).Model;
    }

    /// <summary>Takes over what an answer shows of a record, whatever was known of it.</summary>
    public void Note(KnownRecord known, JsonObject shown)
    {
        var (record, resource) = (known.Model, known.Model.Resource);
        foreach (var field in resource.Fields.Where(field => field is { Link: null, From: null } && field != resource.Identity))
        {
            if (!session.TryGet(shown, field, out var value) || (!record[field].IsOpen && record[field].IsSure && record[field].Allows(session, field, value)))
                continue;
            record[field] = PossibleValues.Of(value?.DeepClone());
            if (value is not null && field.IsPlain)
                record.NoteSent(field, value.DeepClone());
        }
        known.Tested.Clear();
        record.State = IsDeleted(resource, shown) ? RecordLifecycle.Unknown
            : resource.SoftDelete is { } word && session.TryGet(shown, resource.Field(word.Field), out var flag) && FieldValue.Flag(flag) == false
            ? RecordLifecycle.Deactivated : RecordLifecycle.Existing;
        Index(known);
    }

    // A record that is gone from lists may still be found, with a flag that says so.
    private bool IsDeleted(Resource resource, JsonObject shown) => session.Contract.Rule(Behaviors.HardDelete, Place.Of(resource))?.Arguments["flag"]?.GetValue<string>() is { } flag
        && session.TryGet(shown, resource.Field(flag), out var value) && FieldValue.Flag(value) == false;

    /// <summary>Makes a record found by what it may hold by now.</summary>
    public void Index(KnownRecord known)
    {
        known.Model.KeepLast(MaxFormerValues);
        if (Distinct.Count(known) > MaxFormerValues * known.Model.Resource.Fields.Length)
            Distinct.Remove(known);
        foreach (var field in known.Model.Resource.Fields.Where(field => DistinctValues.Concerns(known.Model.Resource, field)))
        {
            foreach (var value in known.Model[field].Values)
                Distinct.Add(known, field, value);
        }
    }
}
