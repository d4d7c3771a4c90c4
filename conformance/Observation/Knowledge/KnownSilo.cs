using System.Text.Json.Nodes;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>What is known of the records that one key opens. It begins in the middle: of what no answer has shown it knows nothing.</summary>
internal sealed class KnownSilo(Session session, KnownReadings readings)
{
    // The oldest is forgotten first, and then as unknown as any that was never seen.
    private const int MaxRecords = 4000;

    private readonly Dictionary<(string Resource, string Identity), KnownRecord> _records = [];
    private readonly Queue<KnownRecord> _order = [];

    public Model Model { get; } = new(session, readings);

    public IEnumerable<KnownRecord> Of(Resource resource) => _records.Values.Where(record => record.Model.Resource == resource);

    public KnownRecord? Find(Resource resource, string? identity) => identity is null ? null : _records.GetValueOrDefault((resource.Name, identity));

    public KnownRecord Add(KnownRecord record)
    {
        if (_records.Remove(Key(record), out var old))
            Model.Remove(old.Model);
        _records[Key(record)] = record;
        if (Model.Find(record.Model.Resource, record.Model.Identity) != record.Model)
            Model.Add(record.Model);
        _order.Enqueue(record);
        while (_order.Count > MaxRecords && _order.TryDequeue(out var oldest))
        {
            if (_records.GetValueOrDefault(Key(oldest)) == oldest)
            {
                _records.Remove(Key(oldest));
                Model.Remove(oldest.Model);
            }
        }
        return record;
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
        record.State = resource.SoftDelete is { } word && session.TryGet(shown, resource.Field(word.Field), out var flag) && Checks.FieldValue.Flag(flag) == false
            ? RecordLifecycle.Deactivated : RecordLifecycle.Existing;
    }

    private static (string, string) Key(KnownRecord record) => (record.Model.Resource.Name, record.Model.Identity);
}
