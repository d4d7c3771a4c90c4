using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What sequences can do on a target: the resources that can be created, each with what requests may send.</summary>
/// <param name="Resources">In the order of the contract; a record's parent can be made, too.</param>
internal sealed record Capabilities(ImmutableArray<ResourceCapabilities> Resources)
{
    /// <summary>Of a target about which the run has learned what it takes.</summary>
    public static Capabilities Of(Session session)
    {
        var made = session.Contract.Resources.Where(resource => session.Offers(OperationKind.Create, resource)).ToImmutableArray();
        return new([.. made.Where(resource => resource.Parent is not { } parent || made.Any(other => other.Name == parent.Resource))
            .Select(resource => ResourceCapabilities.Of(session, resource))]);
    }

    public ResourceCapabilities this[string resource] => Resources.First(capabilities => capabilities.Resource.Name == resource);

    public bool Has(string resource) => Resources.Any(capabilities => capabilities.Resource.Name == resource);

    /// <summary>The resources whose records live under one.</summary>
    public IEnumerable<ResourceCapabilities> Under(ResourceCapabilities parent) => Resources.Where(capabilities => capabilities.Resource.Parent?.Resource == parent.Resource.Name);
}

/// <summary>What a sequence can do with the records of one resource.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Kinds">The operations that it has.</param>
internal sealed record ResourceCapabilities(Resource Resource, ImmutableHashSet<OperationKind> Kinds)
{
    /// <summary>The fields that an update can give another value.</summary>
    public required ImmutableArray<Field> Changeable { get; init; }

    /// <summary>Those of them that hold any text.</summary>
    public required ImmutableArray<Field> Texts { get; init; }

    /// <summary>The fields that an update can leave without a value.</summary>
    public required ImmutableArray<Field> Clearable { get; init; }

    /// <summary>The fields that an update must not leave without a value.</summary>
    public required ImmutableArray<Field> Kept { get; init; }

    /// <summary>The fields that a create may leave out.</summary>
    public required ImmutableArray<Field> Optional { get; init; }

    /// <summary>The fields that a create must send.</summary>
    public required ImmutableArray<Field> Demanded { get; init; }

    /// <summary>The fields that no two records share.</summary>
    public required ImmutableArray<Field> Unique { get; init; }

    /// <summary>The fields that make another record in the same call.</summary>
    public required ImmutableArray<Field> Links { get; init; }

    /// <summary>The list that a sequence reads, or null.</summary>
    public required Operation? List { get; init; }

    public bool CanReactivate => Resource.SoftDelete is not null && Kinds.Contains(OperationKind.Update) && Kinds.Contains(OperationKind.Delete);

    public static ResourceCapabilities Of(Session session, Resource resource)
    {
        var contract = session.Contract;
        var active = contract.ActiveFlag(resource);
        var sent = resource.Fields.Where(field => field is { ReadOnly: false, Forbidden: false, Keyed: null, References: null }
            && field.Name != active && !session.IsRefused(resource, field) && HasValues(session, resource, field)).ToImmutableArray();
        var changed = sent.Where(field => field is { OnUpdate: true, Link: null }).ToImmutableArray();
        var any = (contract.Rule(Behaviors.AnyRequired, Place.Of(resource))?.Arguments["fields"] as JsonArray ?? []).Select(name => $"{name}").ToHashSet();
        return new ResourceCapabilities(resource, [.. Enum.GetValues<OperationKind>().Where(kind => session.Offers(kind, resource))])
        {
            Changeable = changed,
            Texts = [.. changed.Where(field => field is { Type: FieldType.Text, IsClosed: false, WriteOnly: false, OnCreate: true })],
            Clearable = [.. changed.Where(field => Has(contract, Behaviors.Clear, resource, field) && field.Type != FieldType.Boolean
                || Has(contract, Behaviors.SeveralClear, resource, field))],
            Kept = [.. changed.Where(field => Has(contract, Behaviors.NotBlankOnUpdate, resource, field))],
            Optional = [.. sent.Where(field => field is { OnCreate: true, Required: false, Link: null } && !any.Contains(field.Name))],
            Demanded = [.. sent.Where(field => Has(contract, Behaviors.Required, resource, field))],
            Unique = [.. sent.Where(field => Has(contract, Behaviors.Unique, resource, field))],
            Links = [.. sent.Where(field => field is { Link: not null, OnCreate: true })],
            List = contract.ListOf(resource) is { Filter: not { InPath: true } } list ? list : null,
        };
    }

    // What refers to other records can only do so where there are some.
    private static bool HasValues(Session session, Resource resource, Field field)
    {
        try
        {
            return field is not { Refers: not null } || session.Fresh(resource, field) is not null;
        }
        catch (PreconditionException)
        {
            return false;
        }
    }

    private static bool Has(Contract contract, Behavior behavior, Resource resource, Field field) => contract.Rule(behavior, Place.Of(resource, field)) is not null;
}
