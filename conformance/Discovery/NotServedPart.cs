using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>What the target does not serve: a resource, or one operation of a resource that it serves.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Operation">The one operation, or null where it is the resource.</param>
/// <param name="Shown">What shows it, in words: the requests and their answers.</param>
/// <param name="Exchange">The first of these requests.</param>
internal sealed record NotServedPart(Resource Resource, Operation? Operation, string Shown, Exchange Exchange)
{
    /// <summary>As reports name it.</summary>
    public string Name => Operation is { } operation ? $"{operation}" : Resource.Name;

    public string Sentence => $"{Name} is not served: {Shown}.";

    /// <summary>Whether an operation belongs to what is not served.</summary>
    public bool Has(Operation operation) => Operation is null ? operation.Resource == Resource.Name : operation.Id == Operation.Id;
}
