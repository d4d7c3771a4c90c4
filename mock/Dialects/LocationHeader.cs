using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>The header Location of a create: the path of the record, without a suffix.</summary>
internal sealed class LocationHeader(Contract contract)
{
    /// <summary>The header.</summary>
    /// <param name="created">What was made.</param>
    /// <param name="offset">What is added to its number (breakage <c>other</c>).</param>
    /// <param name="request">Whose host is meant, or null for a path alone.</param>
    public KeyValuePair<string, string> Header(OperationResult created, int offset, SimulatedRequest? request)
    {
        var number = created.Created!.Value + offset;
        var name = offset == 0 ? created.CreatedName : null;
        return Header(created.Operation!.Operation, name ?? created.Operation.Resource.IdentityNames?.Generate(number) ?? FieldValue.Text(number),
            created.ParentName ?? (created.Parent is { } parent ? FieldValue.Text(parent) : null), request);
    }

    private KeyValuePair<string, string> Header(Operation create, string identity, string? parent, SimulatedRequest? request)
    {
        var resource = contract.Resource(create.Resource);
        var item = contract.Operation(OperationKind.Find, resource) ?? contract.Operation(OperationKind.Update, resource);
        string Value(PathParameter parameter) => parameter.Role switch
        {
            ParameterRole.Identity => identity,
            ParameterRole.Parent => parent ?? "",
            _ => "",
        };
        var path = item is null
            ? $"{create.Expand(Value).TrimEnd('.')}/{Uri.EscapeDataString(identity)}" : item.Expand(Value).TrimEnd('.');
        return KeyValuePair.Create("Location", request?.Origin + path);
    }
}
