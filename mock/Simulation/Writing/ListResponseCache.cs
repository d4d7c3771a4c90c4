using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>The last response of each list of one store, for as long as no record changes: reading is most of what a mock does.</summary>
/// <remarks>Lists of which every request may ask for another part are not cached here; <see cref="SortedListCache"/> has their order.</remarks>
internal sealed class ListResponseCache(ApiPlan plan)
{
    private const int MaxBytes = 1 << 20;

    // Some ten thousand records. Of these the last one alone is kept.
    private const int MaxLargeBytes = 16 << 20;

    private readonly CachedList?[] _entries = new CachedList?[plan.Operations.Length];
    private CachedList? _large;

    /// <summary>The response that was cached for the records as they are, or null.</summary>
    /// <param name="operation">The list.</param>
    /// <param name="store">The store of this cache.</param>
    /// <param name="emptyIsNotFound">Whether an empty list is an error.</param>
    public SimulatedResponse? Find(OperationPlan operation, Store store, bool emptyIsNotFound)
    {
        var version = store.Version;
        return Current(Volatile.Read(ref _entries[operation.Index])) ?? Current(Volatile.Read(ref _large));

        SimulatedResponse? Current(CachedList? entry) => entry is not null && entry.Operation == operation
            && entry.EmptyIsNotFound == emptyIsNotFound && entry.Version == version ? entry.Response : null;
    }

    /// <summary>Caches the response to a list.</summary>
    /// <param name="operation">The list.</param>
    /// <param name="version">The store's before the records were read: a change meanwhile makes the response one that is never used again.</param>
    /// <param name="emptyIsNotFound">Whether an empty list is an error.</param>
    /// <param name="response">The response.</param>
    public void Keep(OperationPlan operation, long version, bool emptyIsNotFound, SimulatedResponse response)
    {
        var entry = new CachedList(operation, version, emptyIsNotFound, response);
        if (response.Body.Length <= MaxBytes)
            Volatile.Write(ref _entries[operation.Index], entry);
        else if (response.Body.Length <= MaxLargeBytes)
            Volatile.Write(ref _large, entry);
    }

    private sealed record CachedList(OperationPlan Operation, long Version, bool EmptyIsNotFound, SimulatedResponse Response);
}
