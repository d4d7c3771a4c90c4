using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

// Where requests go: the parameters of a path, and what narrows a list.
internal sealed partial class Session
{
    /// <summary>The path of an operation as <see cref="Call"/> sends it, without base and query; for <see cref="Raw"/>.</summary>
    public async Task<string> PathOf(Operation operation, string? identity = null, Sending? how = null)
    {
        how ??= Sending.Default;
        var values = new Dictionary<PathParameter, string>();
        foreach (var parameter in operation.Parameters)
            values[parameter] = await ValueOf(parameter, operation, identity, how);
        var path = operation.Expand(parameter => values[parameter]);
        return how.Format is "" && !operation.Formats.IsEmpty ? path.TrimEnd('.') : path;
    }

    /// <summary>The parent that records of a nested resource are made under unless a check says otherwise.</summary>
    public Task<string> Parent(Resource resource, Credential who = Credential.Full) => run.Scopes.Parent(resource, who);

    /// <summary>Another parent than <see cref="Parent"/>: made, or taken from the list.</summary>
    public async Task<string> OtherParent(Resource resource)
    {
        var parent = Contract.Resource(resource.Parent!.Resource);
        if (MayWrite && Contract.Operation(OperationKind.Create, parent) is not null)
            return (await Make(parent)).Identity;
        var usual = await Parent(resource);
        var others = await run.References.To(parent);
        return others.FirstOrDefault(other => other != usual) ?? throw new PreconditionException($"The target shows no second {parent}.");
    }

    /// <summary>What a list is narrowed by unless a check says otherwise: the raw value for a path, an identity for a query.</summary>
    public async Task<string> Filter(Operation operation, Credential who = Credential.Full) => (await run.Scopes.Filter(operation, who)).Value;

    private async Task<string> ValueOf(PathParameter parameter, Operation operation, string? identity, Sending how) => parameter.Role switch
    {
        ParameterRole.Format => how.Format ?? operation.Formats[0],
        ParameterRole.Filter => how.Filter ?? await Filter(operation, how.Who),
        ParameterRole.Parent => how.Parent ?? run.Made.ParentOf(Contract.Resource(operation.Resource), identity)
            ?? await Parent(Contract.Resource(operation.Resource), how.Who),
        _ => identity ?? throw new PreconditionException($"{operation} needs an identity."),
    };

    private async Task<string> QueryOf(Operation operation, Sending how)
    {
        if (operation.Filter is not { InPath: false } || how.NoFilter)
            return how.Query;
        var scope = await run.Scopes.Filter(operation, how.Who);
        var narrowed = scope.Spelled(how.Filter ?? scope.Value);
        return how.Query.Length == 0 ? narrowed : $"{narrowed}&{how.Query}";
    }

    private static string? ParentIn(Operation operation, string path)
    {
        var at = operation.Parameters.IndexOf(operation.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Parent)!);
        return at < 0 ? null : operation.Path.Match(path.Split('?')[0])?[at];
    }

    private static string Join(string path, string query) =>
        query.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
}
