using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>What the requests for one operation go through.</summary>
internal sealed class OperationEndpoint
{
    /// <param name="operation">The operation.</param>
    /// <param name="credentials">How keys are sent.</param>
    /// <param name="requests">How requests are read.</param>
    /// <param name="responses">How responses are written.</param>
    /// <param name="shared">The tables that silos share.</param>
    public OperationEndpoint(
        OperationPlan operation, ICredentialReader credentials, IRequestReader requests, IResponseWriter responses, SharedTables shared)
    {
        Operation = operation;
        Results = new OperationResults(operation, responses);
        Authorizer = new Authorizer(operation, Results, credentials);
        IsFindCached = operation.Operation.Formats.IsEmpty && Results.Schema.IsSelfContained
            && operation.Operation.Parameters.All(parameter => parameter.Role == ParameterRole.Identity);
        Binder = new ParameterBinder(Results, requests, shared);
        Handler = operation.Kind switch
        {
            OperationKind.List => new ListHandler(operation),
            OperationKind.Find => new FindHandler(operation),
            OperationKind.Create => new CreateHandler(operation, requests),
            OperationKind.Update => new UpdateHandler(operation, requests),
            _ => new DeleteHandler(operation),
        };
    }

    public OperationPlan Operation { get; }

    public OperationResults Results { get; }

    public Authorizer Authorizer { get; }

    public ParameterBinder Binder { get; }

    public IOperationHandler Handler { get; }

    /// <summary>Whether the answer of a find shows one record and nothing else: no other record, and nothing that a request could choose.</summary>
    public bool IsFindCached { get; }
}
