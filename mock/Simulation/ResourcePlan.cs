using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A resource compiled.</summary>
internal sealed class ResourcePlan
{
    private const int BasicCount = 3;

    public ResourcePlan(Contract contract, Resource resource, int index, ModeFlags flags)
    {
        Resource = resource;
        Index = index;
        Fields = [.. resource.Fields.Select((field, position) => new FieldPlan(this, field, position, flags))];
        Identity = Of(resource.Identity.Name)!;
        IdentityNames = IdentityNames.For(Identity);
        Number = Of(resource.Number?.Field);
        var mark = Of(resource.SoftDelete?.Field);
        Active = mark?.Field.Type == FieldType.Boolean ? mark : null;
        DeletedAt = mark?.Field.Type == FieldType.Timestamp ? mark : null;
        FirstText = Fields.FirstOrDefault(field => field is { Written: true, Secret: false, Field.Type: FieldType.Text });
        Label = Fields.FirstOrDefault(field => field is { Secret: false, Field.Type: FieldType.Text });
        Rules = flags.Of(Place.Of(resource));
        var any = contract.Rule(Behaviors.AnyRequired, Place.Of(resource))?.Arguments["fields"] as JsonArray;
        AnyOf = [.. (any ?? []).Select(name => Of((string?)name)).OfType<FieldPlan>()];
        Unique = [.. Fields.Where(field => field.Field.Unique)];
        Links = [.. Fields.Where(field => field.Field.Link is not null)];
        DeletedFlag = Of((string?)contract.Rule(Behaviors.HardDelete, Place.Of(resource))?.Arguments["flag"]);
        var span = contract.Rule(Behaviors.DateSpan, Place.Of(resource))?.Arguments;
        From = Of((string?)span?["from"]);
        To = Of((string?)span?["to"]);
    }

    public Resource Resource { get; }

    /// <summary>Position among the contract's resources, and of the table in the store.</summary>
    public int Index { get; }

    public ImmutableArray<FieldPlan> Fields { get; }

    /// <summary>The field of this name, which a contract that was read has.</summary>
    public FieldPlan Field(string name) => Fields.First(field => field.Field.Name == name);

    public FieldPlan Identity { get; }

    /// <summary>What identifies its records to clients; null where it is their numbers.</summary>
    public IdentityNames? IdentityNames { get; }

    public FieldPlan? Number { get; }

    /// <summary>The flag that a soft delete turns off.</summary>
    public FieldPlan? Active { get; }

    /// <summary>The time that a soft delete sets, where it turns no flag off.</summary>
    public FieldPlan? DeletedAt { get; }

    /// <summary>The flag that tells of a record that is not listed any more that it was deleted, where one does.</summary>
    public FieldPlan? DeletedFlag { get; }

    /// <summary>The text that stands for a record where another one refers to it.</summary>
    public FieldPlan? Label { get; }

    /// <summary>The fields of which a create needs one.</summary>
    public ImmutableArray<FieldPlan> AnyOf { get; }

    /// <summary>How many records even an empty silo has.</summary>
    public int Basic { get; private set; }

    /// <summary>The fields of which no two records may have the same value.</summary>
    public ImmutableArray<FieldPlan> Unique { get; }

    /// <summary>The fields that show a record of another resource in whole.</summary>
    public ImmutableArray<FieldPlan> Links { get; }

    /// <summary>The resource that its records are nested in, or null.</summary>
    public ResourcePlan? Parent { get; private set; }

    /// <summary>The resources whose records are nested in its own.</summary>
    public ImmutableArray<ResourcePlan> Nested { get; private set; } = [];

    /// <summary>The first text that a request may set, which some breakages change.</summary>
    public FieldPlan? FirstText { get; }

    /// <summary>The ends of a span of days, where one is declared.</summary>
    public FieldPlan? From { get; }

    public FieldPlan? To { get; }

    /// <summary>The rules of the resource.</summary>
    public PlaceFlags Rules { get; }

    /// <summary>By <see cref="OperationKind"/>.</summary>
    public OperationPlan?[] Operations { get; } = new OperationPlan?[Enum.GetValues<OperationKind>().Length];

    /// <summary>What a name in a request body means.</summary>
    public FrozenDictionary<string, ParameterBinding> Names { get; private set; } = FrozenDictionary<string, ParameterBinding>.Empty;

    /// <summary>The links to it from other resources.</summary>
    public ImmutableArray<FieldPlan> LinkedBy { get; private set; } = [];

    /// <summary>Looks up other resources, once they are all there.</summary>
    public void Connect(ApiPlan api)
    {
        foreach (var field in Fields)
            field.Connect(api);
        Parent = Resource.Parent is { } parent ? api.Resource(parent.Resource) : null;
        Nested = [.. api.Resources.Where(other => other.Resource.Parent?.Resource == Resource.Name)];
        Basic = Resource.Declared.Length > 0 ? Resource.Declared.Length : IsDemanded(api.Contract) ? BasicCount : 0;
        LinkedBy = [.. api.Resources.SelectMany(other => other.Fields).Where(field => field.Field.Link?.Resource == Resource.Name)];
        Names = ParameterBinding.Of(this).ToFrozenDictionary();
    }

    // A list that cannot be read without a filter needs records to filter by.
    private bool IsDemanded(Contract contract) => contract.Operation(OperationKind.Create, Resource) is null
        && contract.Operations.Any(operation => operation.Filter is { Required: true } filter
            && contract.Resource(operation.Resource).Field(filter.Field).Refers?.Resource == Resource.Name);

    private FieldPlan? Of(string? name) => Fields.FirstOrDefault(field => field.Field.Name == name);
}
