using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>
/// What a request may change on the target, read from its method and path: whichever check sends it, and whatever it means by it.
/// </summary>
/// <param name="Kind">What an operation of the contract would do, or null where the contract has none there.</param>
/// <param name="Operation">That operation, or null.</param>
/// <param name="Resource">The resource that the path belongs to, or null.</param>
/// <param name="Identity">As the path has it, or null.</param>
/// <param name="Parent">The identity of the record that the path is under, or null.</param>
internal sealed record Write(OperationKind? Kind, Operation? Operation, string? Resource, string? Identity, string? Parent)
{
    /// <summary>What a request writes; null where it only reads. The operation counts, not the method: an API may delete by GET.</summary>
    public static Write? Of(Contract contract, Request request)
    {
        // Safe by definition (RFC 9110, 9.2.1). A HEAD or GET is not, where a GET deletes.
        if (request.Method is "OPTIONS" or "TRACE")
            return null;
        var path = request.Path.Split('?')[0];
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        var meant = request.Operation
            ?? contract.Operations.FirstOrDefault(operation => operation.Method.Method == method && Values(operation, path) is not null);
        if (meant is { Writes: true })
            return At(meant, meant.Kind, path);
        if (request.Method is "GET" or "HEAD")
            return null;
        // No operation: what the path belongs to is known all the same.
        var near = contract.Operations.FirstOrDefault(operation => Values(operation, path) is not null);
        return near is null ? new Write(null, null, null, null, null) : At(near, null, path) with { Operation = null };
    }

    private static Write At(Operation operation, OperationKind? kind, string path) =>
        new(kind, operation, operation.Resource, Value(operation, path, ParameterRole.Identity), Value(operation, path, ParameterRole.Parent));

    private static string? Value(Operation operation, string path, ParameterRole role)
    {
        for (var at = 0; at < operation.Parameters.Length; at++)
        {
            if (operation.Parameters[at].Role == role)
                return Values(operation, path)?[at];
        }
        return null;
    }

    // A path that lacks its suffix is the same path to many servers.
    private static IReadOnlyList<string>? Values(Operation operation, string path) =>
        operation.Path.Match(path) ?? (operation.Formats.IsEmpty ? null : operation.Path.Match($"{path}.{operation.Formats[0]}"));
}
