using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Where a request led whose answer is kept. Who asks the same again is led there at once, without being understood anew.</summary>
/// <remarks>
/// It says where, not what: the record or the list may have changed meanwhile, and so may the silo have been reset. Only another
/// key could lead the same request elsewhere.
/// </remarks>
/// <param name="Silos">The silos of the mock.</param>
/// <param name="Keys">Their <see cref="Silos.Keys"/>, before the request was understood.</param>
/// <param name="ApiState">Whose records are asked for.</param>
/// <param name="Operation">What is asked of them: a find or a list.</param>
/// <param name="Identity">The identity in the path; 0 without one.</param>
/// <param name="EmptyIsNotFound"><see cref="OperationContext.EmptyIsNotFound"/>.</param>
internal sealed record CachedResponse(Silos Silos, object Keys, ApiState ApiState, OperationPlan Operation, long Identity, bool EmptyIsNotFound)
{
    /// <summary>The answer that is kept there, or null: then only the whole way leads to one.</summary>
    public SimulatedResponse? Answer()
    {
        if (Silos.Keys != Keys)
            return null;
        var tables = ApiState.Store.Tables;
        if (Operation.Kind == OperationKind.List)
            return ApiState.Lists.Find(Operation, tables, EmptyIsNotFound);
        return tables[Operation.Resource.Index].Find(Identity) is { } record ? ApiState.Finds.Find(Operation, record) : null;
    }
}
