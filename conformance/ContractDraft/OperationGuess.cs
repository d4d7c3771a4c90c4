using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What an operation does to a resource, or why nothing is made of it.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Why">What it was told from; the reason where it is left out.</param>
internal sealed record OperationGuess(PlainOperation Operation, string Why)
{
    /// <summary>The resource; null where it is left out.</summary>
    public ResourceGuess? Resource { get; init; }

    public OperationKind Kind { get; init; }

    /// <summary>Whether an update replaces the record.</summary>
    public bool Replaces { get; init; }

    /// <summary>The member of the answer that holds the record or the list, or null.</summary>
    public string? Member { get; init; }

    /// <summary>What every operation of a document does.</summary>
    public static ImmutableArray<OperationGuess> Of(PlainDocument document, ImmutableArray<PathGroup> groups, ImmutableArray<ResourceGuess> resources)
    {
        var schemas = new RecordSchema(document.Node);
        var taken = new Dictionary<(string, OperationKind, bool), PlainOperation>();
        var guesses = new Dictionary<string, OperationGuess>();
        foreach (var (resource, group) in resources.SelectMany(resource => resource.Groups.Select(group => (resource, group))))
        {
            // Where both are there, a POST to an item is something else than a change of it.
            var hasUpdate = group.OnItem.Any(item => item.Operation.Method is "put" or "patch");
            foreach (var operation in group.Operations)
            {
                var guess = Misplaced(operation, group, resource) is { } reason ? new OperationGuess(operation, reason)
                    : group.OnCollection.Contains(operation) ? OnCollection(operation, resource, schemas) : OnItem(operation, resource, schemas, hasUpdate);
                if (guess.Resource is not null && !taken.TryAdd((resource.Name, guess.Kind, guess.Replaces), operation))
                {
                    guess = new OperationGuess(operation,
                        $"a second {guess.Kind.ToString().ToLowerInvariant()} of {resource.Name}, beside {taken[(resource.Name, guess.Kind, guess.Replaces)]}");
                }
                guesses[operation.Pointer] = guess;
            }
        }
        return [.. document.Operations.Select(operation => guesses.GetValueOrDefault(operation.Pointer) ?? new OperationGuess(operation, WithoutResource(operation, schemas)))];
    }

    private static OperationGuess OnCollection(PlainOperation operation, ResourceGuess resource, RecordSchema schemas) => operation.Method switch
    {
        "get" when List(operation, resource, schemas) is (var isList, var member) && isList => new(operation, "a GET that answers a list")
        {
            Resource = resource,
            Kind = OperationKind.List,
            Member = member,
        },
        "get" => new(operation, $"it answers no list of {resource.Name}"),
        "post" when schemas.Request(operation) is null => new(operation, "a POST without a body"),
        "post" => new(operation, "a POST to the collection") { Resource = resource, Kind = OperationKind.Create, Member = One(operation, resource, schemas) },
        _ => new(operation, $"{operation.Method.ToUpperInvariant()} of a collection"),
    };

    private static OperationGuess OnItem(PlainOperation operation, ResourceGuess resource, RecordSchema schemas, bool hasUpdate) => operation.Method switch
    {
        "get" when !schemas.One(schemas.Success(operation)).Any(shown => shown.Name == resource.Name) => new(operation, $"it does not answer {resource.Name}"),
        "get" => new(operation, "a GET of one record") { Resource = resource, Kind = OperationKind.Find, Member = One(operation, resource, schemas) },
        "put" or "patch" or "post" when schemas.Request(operation) is null => new(operation, "a change without a body"),
        "post" when hasUpdate => new(operation, "a POST to a record that PUT or PATCH changes"),
        "put" => new(operation, "a PUT of one record") { Resource = resource, Kind = OperationKind.Update, Replaces = true, Member = One(operation, resource, schemas) },
        "patch" or "post" => new(operation, $"a {operation.Method.ToUpperInvariant()} to one record")
        {
            Resource = resource,
            Kind = OperationKind.Update,
            Member = One(operation, resource, schemas),
        },
        "delete" => new(operation, "a DELETE of one record") { Resource = resource, Kind = OperationKind.Delete },
        _ => new(operation, $"{operation.Method.ToUpperInvariant()} is no operation on records"),
    };

    private static (bool IsList, string? Member) List(PlainOperation operation, ResourceGuess resource, RecordSchema schemas)
    {
        var lists = schemas.Several(schemas.Success(operation)).ToList();
        // A list may show less of each record than a find does.
        var list = lists.Find(list => list.Name == resource.Name) is { Name: not null } same ? same
            : lists.Find(list => schemas.Flat(list.Name)?["properties"]?[resource.Identity] is not null);
        return (list.Name is not null, list.Member);
    }

    private static string? One(PlainOperation operation, ResourceGuess resource, RecordSchema schemas) =>
        schemas.One(schemas.Success(operation)).FirstOrDefault(shown => shown.Name == resource.Name).Member;

    private static string? Misplaced(PlainOperation operation, PathGroup group, ResourceGuess resource) => group.Before switch
    {
        [] => null,
        [var one] when resource.Parent is { } parent && parent.Parameter == one => null,
        [var one] when resource.Parent is { } parent => $"{{{one}}} is not the {{{parent.Parameter}}} that other paths have for {parent.Resource}",
        [var one] => $"{{{one}}} names no resource that {resource.Name} lives under",
        _ => $"{operation.Path} has more than one parameter before that of the record",
    };

    private static string WithoutResource(PlainOperation operation, RecordSchema schemas) =>
        schemas.Success(operation) is null ? "it answers no record, nor does another operation on its path"
            : "its answer is no schema below components/schemas with a field that the path names";
}
