using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Hosting;

/// <summary>The APIs of a mock: finds the one that a path belongs to, and has it answer.</summary>
internal sealed class ApiSet(MockServices services)
{
    private readonly ImmutableArray<ServedApi> _apis = [.. services.Options.Contracts.Select(contract => new ServedApi(contract, services))];

    /// <summary>Whether a path, decoded or not, is one of an API's or begins as one.</summary>
    public bool Knows(string path) => _apis.Any(api => api.Find(path) is not null || api.Knows(path));

    /// <summary>The operation that a request is for; null where none has its path and method.</summary>
    public OperationPlan? Operation(string method, string path) => _apis.Select(api => api.Find(path)).FirstOrDefault(match => match is not null)?.Route.For(method);

    /// <param name="request">The request.</param>
    /// <param name="anonymous">The silo in whose modes a request without a valid key is answered.</param>
    public ValueTask<ApiAnswer> AnswerAsync(SimulatedRequest request, Silo anonymous)
    {
        // An API that has the path comes before those whose paths begin alike.
        foreach (var api in _apis)
        {
            if (api.Find(request.Path) is { } match)
                return api.AnswerAsync(request, match, anonymous);
        }
        foreach (var api in _apis)
        {
            if (api.Knows(request.Path))
                return api.AnswerAsync(request, null, anonymous);
        }
        return new(new ApiAnswer(NotFound(request.Path)));
    }

    /// <summary>The refusal of a request that cannot be answered for now.</summary>
    public SimulatedResponse Refuse(SimulatedRequest request, Silo anonymous, string reason) =>
        _apis.FirstOrDefault(api => api.Find(request.Path) is not null) is { } api ? api.Refuse(request, api.Find(request.Path), anonymous, reason)
        : _apis.FirstOrDefault(api => api.Knows(request.Path))?.Refuse(request, null, anonymous, reason) ?? NotFound(request.Path);

    private SimulatedResponse NotFound(string path)
    {
        var error = new JsonObject
        {
            ["title"] = "No API has this path",
            ["detail"] = $"{path} belongs to none of: {string.Join(", ", services.Options.Contracts.Select(contract => contract.Api))}. The page / lists what there is.",
        };
        var body = new JsonObject { ["errors"] = new JsonArray(error) };
        return new SimulatedResponse(StatusCodes.Status404NotFound, "application/json; charset=utf-8", [], Encoding.UTF8.GetBytes(body.ToJsonString()))
        {
            IsNotRouted = true,
        };
    }
}
