using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds what a path and a query ask of one operation: format, page, parent. Bodies are bound by <see cref="RecordBinder"/>.</summary>
internal sealed class ParameterBinder(OperationResults results, IRequestReader dialect, SharedTables shared)
{
    private readonly OperationPlan _operation = results.Operation;
    private readonly ParentLookup? _parents = results.Operation.Resource.Parent is null ? null : new ParentLookup(results.Operation.Resource);

    /// <summary>The format that a path asks for, or null where there is none such.</summary>
    public string? Format(RouteMatch match, RequestContext request) => dialect.FormatOf(match.Suffix, match.Route.Formats, request.Request, request.Modes);

    /// <summary>Why the operation cannot be carried out on what the request names, or null, with the context to carry it out in.</summary>
    public OperationResult? Bind(RouteMatch match, RequestContext request, string format, out OperationContext context)
    {
        context = null!;
        if (!dialect.TryPage(_operation, request.Request, request.Modes, out var page))
            return results.Refusal(400, "There is no such page.");
        context = Context(request, new OperationParameters(match.Identity, null, match.Filter, format, page));
        if (match.Parent is null)
            return null;
        if (_parents!.Find(context, match.Parent) is not { } parent)
            return results.Refusal(404, $"There is no {_operation.Resource.Parent!.Resource} {match.Parent}.", like: 404);
        context = Context(request, context.Parameters with { Parent = parent });
        return null;
    }

    /// <summary>The context of a request that names nothing.</summary>
    public OperationContext Context(RequestContext request, OperationParameters? parameters = null) =>
        new(results, request, shared) { Parameters = parameters ?? OperationParameters.None };
}
