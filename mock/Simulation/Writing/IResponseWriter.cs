using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>How an API writes its answers: envelope, error shape, headers.</summary>
internal interface IResponseWriter
{
    /// <summary>The answer to a path, or a method of a path, that is not there; null where the API has no answer of its own.</summary>
    OperationResult? Unrouted(SimulatedRequest request, bool pathIsKnown, ActiveModes modes);

    /// <summary>The answer as it goes over the wire.</summary>
    SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes);

    /// <summary>What one request changes in an answer that others get, too.</summary>
    SimulatedResponse Finish(SimulatedResponse response, SimulatedRequest request, ActiveModes modes);

    /// <summary>The message in a documented example, or null.</summary>
    string? MessageIn(JsonNode? example);

    /// <summary>The code in a documented example, or null.</summary>
    int? CodeIn(JsonNode? example);
}
