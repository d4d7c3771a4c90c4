using System.Globalization;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>The header Location of a create: the path of the record, without a suffix.</summary>
internal sealed class LocationHeader(Contract contract)
{
    /// <summary>The header.</summary>
    /// <param name="create">The operation that made the record.</param>
    /// <param name="identity">Of the record.</param>
    /// <param name="parent">Of the record's parent, or null.</param>
    /// <param name="request">Whose host is meant, or null for a path alone.</param>
    public KeyValuePair<string, string> Header(Operation create, long identity, long? parent, SimulatedRequest? request)
    {
        var resource = contract.Resource(create.Resource);
        var item = contract.Operation(OperationKind.Find, resource) ?? contract.Operation(OperationKind.Update, resource);
        string Value(PathParameter parameter) => parameter.Role switch
        {
            ParameterRole.Identity => identity.ToString(CultureInfo.InvariantCulture),
            ParameterRole.Parent => parent?.ToString(CultureInfo.InvariantCulture) ?? "",
            _ => "",
        };
        var path = item is null
            ? $"{create.Expand(Value).TrimEnd('.')}/{identity.ToString(CultureInfo.InvariantCulture)}" : item.Expand(Value).TrimEnd('.');
        // HTTP/1.0 needs no Host.
        var host = request?.Header("Host") is { Length: > 0 } name ? $"http://{name}{request.Base}" : "";
        return KeyValuePair.Create("Location", host + path);
    }
}
