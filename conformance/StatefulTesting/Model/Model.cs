using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What is known of a silo: the records that were written, and what follows for the next answer. It sends nothing.</summary>
/// <param name="session">Reads values in answers, as the target's dialect writes them.</param>
/// <param name="readings">The readings that the target may be in.</param>
internal sealed class Model(Session session, KnownReadings readings)
{
    private readonly Dictionary<string, ModelRecords> _records = [];

    public Session Session => session;

    public Contract Contract => session.Contract;

    public KnownReadings Readings => readings;

    /// <summary>The records of a resource, also deleted ones.</summary>
    public IEnumerable<ModelRecord> Records(Resource resource) => _records.GetValueOrDefault(resource.Name)?.All ?? [];

    /// <summary>The record of an identity, deleted or not; null where none is known.</summary>
    public ModelRecord? Find(Resource resource, string identity) => _records.GetValueOrDefault(resource.Name)?.Find(identity);

    public void Add(ModelRecord record)
    {
        if (!_records.TryGetValue(record.Resource.Name, out var records))
            _records[record.Resource.Name] = records = new ModelRecords();
        records.Add(record);
    }

    public void Remove(ModelRecord record) => _records.GetValueOrDefault(record.Resource.Name)?.Remove(record);

    /// <summary>The identity that an answer shows of a record, as a path needs it; null where it shows none.</summary>
    public string? Identity(JsonObject shown, Resource resource) =>
        session.TryGet(shown, resource.Identity, out var identity) && FieldValue.Text(identity) is { Length: > 0 } text ? text : null;

    /// <summary>The answer to a request that nothing is wrong with.</summary>
    public Expectation Succeeds(Operation operation) =>
        readings.Failed(Behaviors.Status, Place.Of(operation)) ? Expectation.Anything : Expectation.Of(Outcome.Success);

    /// <summary>The answer to a request for a record that does not exist.</summary>
    public Expectation UnknownRecord(Operation operation) => Expectation.Of(readings, Behaviors.UnknownRecord, Place.Of(operation),
        ("not-found", Outcome.NotFound), ("bad-request", Outcome.BadRequest));

    /// <summary>The answer to a request for a record that a delete removed, or that went with its parent.</summary>
    public Expectation RemovedRecord(Operation operation, ModelRecord record)
    {
        if (record.Parent is { State: not RecordLifecycle.Existing })
            return readings.Failed(Behaviors.ParentDeleted, Place.Of(record.Resource)) ? Expectation.Anything : UnknownRecord(operation).Or(Outcome.NotFound);
        // One that was only deactivated may be there for anything but lists.
        return readings.IsSure(Behaviors.HardDelete, Place.Of(record.Resource), "removed")
            ? UnknownRecord(operation).Or(Outcome.NotFound)
            : Expectation.Anything;
    }

    /// <summary>The answer to a write with a key that may only read.</summary>
    public Expectation Forbidden(Operation operation) =>
        readings.Holds(Behaviors.Permission, Place.Of(operation)) ? Expectation.Refused : Expectation.Anything;

    /// <summary>How the outcome of an answer differs from what is expected, or null.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="expected">What the model expects.</param>
    /// <param name="answer">What came.</param>
    /// <param name="why">The reason for the expectation, as the end of a sentence.</param>
    public Deviation? Check(Operation operation, Expectation expected, Answer answer, string why = "") =>
        expected.Allows(answer.Outcome) || (answer.Outcome == Outcome.ServerError && readings.Failed(Behaviors.NoServerError, Place.Api))
            ? null
            : Deviates(DeviationKind.Outcome, operation, $"{expected.Describe(session)}{why}", answer.Summary);

    public static Deviation Deviates(DeviationKind kind, Operation operation, string expected, string actual) =>
        new(kind, operation.Resource, operation.Kind, expected, actual);
}
