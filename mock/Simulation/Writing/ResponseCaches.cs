using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>The cached responses of each store; they go with it.</summary>
internal sealed class ResponseCaches(ApiPlan plan)
{
    private readonly ConditionalWeakTable<Store, StoreResponses> _stores = [];

    public StoreResponses Of(Store store) => _stores.TryGetValue(store, out var responses) ? responses : Add(store);

    // Apart, so that most requests make no closure.
    private StoreResponses Add(Store store) => _stores.GetValue(store, _ => new StoreResponses(plan));
}

/// <summary>The cached responses of one store.</summary>
internal sealed class StoreResponses(ApiPlan plan)
{
    public ListResponseCache Lists { get; } = new(plan);

    public FindResponseCache Finds { get; } = new();
}
