using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Responses that show single records of one store, for as long as a record is the same version of itself.</summary>
/// <remarks>It has a fixed number of places: a record that is asked for takes the place of another, so memory does not grow with requests.</remarks>
internal sealed class FindResponseCache
{
    private const int Places = 4096;

    // A larger one is asked for so rarely that its memory is worth more.
    private const int MaxBytes = 4096;

    // A cached response, or a record that was asked for once. Most silos are never asked for one of their records.
    private object?[]? _places;

    /// <summary>The response that was cached for a version of a record, or null.</summary>
    public SimulatedResponse? Find(OperationPlan operation, Record record)
    {
        // Read once: another request may put its own here at any time.
        return _places is { } places && Volatile.Read(ref Place(places, operation, record)) is CachedRecord entry
            && entry.Record == record && entry.Operation == operation ? entry.Response : null;
    }

    /// <summary>Caches a response that is the same for every request for this version, the second time that it is made.</summary>
    /// <remarks>Where many records take turns at a place, responses would be cached for nothing, and just long enough to cost a garbage collection.</remarks>
    public void Keep(OperationPlan operation, Record record, SimulatedResponse response)
    {
        ref var place = ref Place(_places ??= new object?[Places], operation, record);
        if (Volatile.Read(ref place) != record)
            Volatile.Write(ref place, record);
        else if (response.Body.Length <= MaxBytes)
            Volatile.Write(ref place, new CachedRecord(operation, record, response));
    }

    // Neighbors are asked for one after the other, and operations are few.
    private static ref object? Place(object?[] places, OperationPlan operation, Record record) =>
        ref places[(int)((ulong)(record.Identity + (operation.Index * 509L)) % Places)];

    private sealed record CachedRecord(OperationPlan Operation, Record Record, SimulatedResponse Response);
}
