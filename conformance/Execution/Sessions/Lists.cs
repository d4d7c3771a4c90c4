using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>The lists of a contract.</summary>
internal static class Lists
{
    /// <summary>The list of a resource that shows most: one without a filter where there is one. Null where nothing lists it.</summary>
    public static Operation? ListOf(this Contract contract, Resource resource) =>
        contract.ListsOf(resource).OrderBy(operation => operation.Filter is not null).FirstOrDefault();

    public static IEnumerable<Operation> ListsOf(this Contract contract, Resource resource) =>
        contract.Operations.Where(operation => operation.Kind == OperationKind.List && operation.Resource == resource.Name);

    /// <summary>Whether the list comes in pages, or may.</summary>
    public static bool MayBePaged(this Contract contract, Operation operation) =>
        operation.Paging is not null || contract.Rule(Behaviors.ListPaged, Place.Of(operation)) is not null;
}
