using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Where a cached response is found, so that a host can answer the same request again without having it routed and bound anew.</summary>
/// <remarks>
/// It says where, not what: the record or the list may have changed meanwhile, and the silo may have been reset. Only another
/// key could lead the same request elsewhere.
/// </remarks>
/// <param name="Caches">The caches of the API.</param>
/// <param name="Silos">The silos of the mock.</param>
/// <param name="Keys">Their <see cref="Silos.Keys"/>, before the request was authenticated.</param>
/// <param name="State">Whose records are asked for.</param>
/// <param name="Operation">What is asked of them: a find or a list.</param>
/// <param name="Identity">The identity in the path; 0 without one.</param>
/// <param name="EmptyIsNotFound">For a list: whether an empty one is an error.</param>
internal sealed record CachedResponse(
    ResponseCaches Caches, Silos Silos, object Keys, ApiState State, OperationPlan Operation, long Identity, bool EmptyIsNotFound)
{
    /// <summary>The response that is cached there, or null: then the request has to be simulated.</summary>
    public SimulatedResponse? Answer()
    {
        if (Silos.Keys != Keys)
            return null;
        var store = State.Store;
        var responses = Caches.Of(store);
        if (Operation.Kind == OperationKind.List)
            return responses.Lists.Find(Operation, store, EmptyIsNotFound);
        return store.Tables[Operation.Resource.Index].Find(Identity) is { } record ? responses.Finds.Find(Operation, record) : null;
    }
}
