using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Binding;
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
        Number = Of(resource.Number?.Field);
        Active = Of(resource.SoftDelete?.Field);
        FirstText = Fields.FirstOrDefault(field => field is { Written: true, Secret: false, Field.Type: FieldType.Text });
        Label = Fields.FirstOrDefault(field => field is { Secret: false, Field.Type: FieldType.Text });
        var at = flags.Of(Place.Of(resource));
        Flags = new ResourceModes(at);
        var any = contract.Rule(Behaviors.AnyRequired, Place.Of(resource))?.Arguments["fields"] as JsonArray;
        AnyOf = [.. (any ?? []).Select(name => Of((string?)name)).OfType<FieldPlan>()];
        Demanded = [.. Fields.Where(field => field.Closed.DemandedOnUpdate != default)];
        Repeatable = [.. Fields.Where(field => field.Closed.RepeatRefused != default)];
        Unique = [.. Fields.Where(field => field.Field.Unique)];
        Links = [.. Fields.Where(field => field.Field.Link is not null)];
        GoneFlag = Of((string?)contract.Rule(Behaviors.HardDelete, Place.Of(resource))?.Arguments["flag"]);
        var span = contract.Rule(Behaviors.DateSpan, Place.Of(resource))?.Arguments;
        From = Of((string?)span?["from"]);
        To = Of((string?)span?["to"]);
    }

    public Resource Resource { get; }

    /// <summary>Position among the contract's resources, and of the table in the store.</summary>
    public int Index { get; }

    public ImmutableArray<FieldPlan> Fields { get; }

    public FieldPlan Identity { get; }

    public FieldPlan? Number { get; }

    /// <summary>The flag that a soft delete turns off.</summary>
    public FieldPlan? Active { get; }

    /// <summary>The flag that tells of a record that is not listed any more that it was deleted, where one does.</summary>
    public FieldPlan? GoneFlag { get; }

    /// <summary>The text that stands for a record where another one refers to it.</summary>
    public FieldPlan? Label { get; }

    /// <summary>The fields of which a create needs one.</summary>
    public ImmutableArray<FieldPlan> AnyOf { get; }

    /// <summary>How many records even an empty silo has.</summary>
    public int Basic { get; private set; }

    /// <summary>The fields that an update may have to send, too.</summary>
    public ImmutableArray<FieldPlan> Demanded { get; }

    /// <summary>The fields that may be refused for a value that another record has.</summary>
    public ImmutableArray<FieldPlan> Repeatable { get; }

    /// <summary>The fields of which no two records may have the same value.</summary>
    public ImmutableArray<FieldPlan> Unique { get; }

    /// <summary>The fields that show a record of another resource in whole.</summary>
    public ImmutableArray<FieldPlan> Links { get; }

    /// <summary>The resource that its records live under, or null.</summary>
    public ResourcePlan? Parent { get; private set; }

    /// <summary>The resources whose records live under its own.</summary>
    public ImmutableArray<ResourcePlan> Nested { get; private set; } = [];

    /// <summary>The first text that a request may set, which some breakages spoil.</summary>
    public FieldPlan? FirstText { get; }

    /// <summary>The ends of a span of days, where one is declared.</summary>
    public FieldPlan? From { get; }

    public FieldPlan? To { get; }

    public ResourceModes Flags { get; }

    /// <summary>By <see cref="OperationKind"/>.</summary>
    public OperationPlan?[] Operations { get; } = new OperationPlan?[Enum.GetValues<OperationKind>().Length];

    /// <summary>What a name in a request body means.</summary>
    public FrozenDictionary<string, ParameterBinding> Names { get; private set; } = FrozenDictionary<string, ParameterBinding>.Empty;

    /// <summary>The links that lead here, for what a delete may cascade to.</summary>
    public ImmutableArray<FieldPlan> LinkedBy { get; private set; } = [];

    /// <summary>Looks up what lies beyond the resource, once all resources are there.</summary>
    public void Connect(ApiPlan api, ModeFlags flags)
    {
        foreach (var field in Fields)
            field.Connect(api, flags);
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

/// <summary>The modes of a resource.</summary>
internal sealed class ResourceModes(PlaceFlags at)
{
    public ModeFlag OffByOne { get; } = at[Behaviors.Identity, "off-by-one"];
    public ModeFlag Unpadded { get; } = at[Behaviors.NumberFormat, "unpadded"];
    public ModeFlag WrongPrefix { get; } = at[Behaviors.NumberFormat, "wrong-prefix"];
    public ModeFlag Repeated { get; } = at[Behaviors.NumberDistinct, "repeated"];
    public ModeFlag OwnSequence { get; } = at[Behaviors.NumberDigits, "own-sequence"];
    public ModeFlag Shared { get; } = at[Behaviors.Isolation, "shared"];
    public ModeFlag Removed { get; } = at[Behaviors.SoftDelete, "removed"];
    public ModeFlag StillActive { get; } = at[Behaviors.SoftDelete, "still-active"];
    public ModeFlag Blanked { get; } = at[Behaviors.DeleteKeepsData, "blanked"];
    public ModeFlag LeftOut { get; } = at[Behaviors.DeletedListed, "left-out"];
    public ModeFlag ListedActive { get; } = at[Behaviors.DeletedListed, "listed-active"];
    public ModeFlag ReactivationIgnored { get; } = at[Behaviors.Reactivation, "ignored"];
    public ModeFlag ReactivationRefused { get; } = at[Behaviors.Reactivation, "refused"];
    public ModeFlag ReactivationClaimed { get; } = at[Behaviors.Reactivation, "claimed"];
    public ModeFlag FindOffered { get; } = at[Behaviors.NoFind, "offered"];
    public ModeFlag FindBadRequest { get; } = at[Behaviors.NoFind, "bad-request"];
    public ModeFlag WritesNotFound { get; } = at[Behaviors.NoWrites, "not-found"];
    public ModeFlag WritesAccepted { get; } = at[Behaviors.NoWrites, "accepted"];
    public ModeFlag HardInactive { get; } = at[Behaviors.HardDelete, "inactive"];
    public ModeFlag HardKept { get; } = at[Behaviors.HardDelete, "kept"];
    public ModeFlag StillListed { get; } = at[Behaviors.HardDelete, "listed"];
    public ModeFlag FoundElsewhere { get; } = at[Behaviors.OtherParent, "found"];
    public ModeFlag UnknownParentAccepted { get; } = at[Behaviors.UnknownParent, "accepted"];
    public ModeFlag ParentKept { get; } = at[Behaviors.ParentDeleted, "refused"];
    public ModeFlag Orphaned { get; } = at[Behaviors.ParentDeleted, "orphaned"];
    public ModeFlag AnyRefused { get; } = at[Behaviors.AnyRequired, "refused"];
    public ModeFlag AnyNotFound { get; } = at[Behaviors.AnyRequired, "not-found"];
    public ModeFlag SpanRefused { get; } = at[Behaviors.DateSpan, "refused"];
    public ModeFlag SpanSwapped { get; } = at[Behaviors.DateSpan, "swapped"];
}
