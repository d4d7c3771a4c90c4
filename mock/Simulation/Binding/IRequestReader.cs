using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>How an API reads its requests: methods, formats, pages, bodies.</summary>
internal interface IRequestReader
{
    /// <summary>The request with the method that it stands for: GET for HEAD.</summary>
    SimulatedRequest EffectiveRequest(SimulatedRequest request, ActiveModes modes);

    /// <summary>The format that the suffix of a path, or the header Accept, chooses; null where there is no such format.</summary>
    string? FormatOf(string suffix, ImmutableArray<string> formats, SimulatedRequest request, ActiveModes modes);

    /// <summary>The part of a list that a request asks for, null for all of it; false where there can be no such part.</summary>
    bool TryPage(OperationPlan operation, SimulatedRequest request, ActiveModes modes, out Page? page);

    /// <summary>What a request body says of the record; empty members where it says nothing.</summary>
    ParsedBody Read(OperationContext context);
}
