using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>A request whose sender is known.</summary>
/// <param name="Request">The request, with the method that it stands for.</param>
/// <param name="Sender">Who sends it.</param>
/// <param name="DefaultState">The records and modes of the default silo.</param>
/// <param name="Silos">All silos of the mock.</param>
/// <param name="Clock">The time.</param>
internal sealed record RequestContext(
    SimulatedRequest Request, AuthenticationResult Sender, ApiState DefaultState, Silos Silos, TimeProvider Clock)
{
    public ApiState State => Sender.State;

    public ActiveModes Modes => Sender.State.Modes;
}
