using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Carries one operation out. It is made once, and serves every request for the operation.</summary>
internal interface IOperationHandler
{
    OperationResult Handle(OperationContext context);
}
