using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// A resource: hard deletes, records that live under others, and what several fields must hold together.
public static partial class Behaviors
{
    private static bool IsNested(Site site) => site.Resource.Parent is not null;

    public static readonly Behavior HardDelete = new()
    {
        Name = "hard-delete",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "A deleted record is gone: neither found nor listed.",
        AppliesTo = site => site.Resource.SoftDelete is null && site.Offers(OperationKind.Delete)
            && site.Offers(OperationKind.Find) && site.Offers(OperationKind.List),
        Arguments = ImmutableDictionary<string, Shape>.Empty.Add("flag", new Shape.Text()),
        Readings = Modes(
            ("removed", "Neither."), ("inactive", "It is not listed; finding it shows it with the flag of the argument off.")),
        Breakages = Modes(("kept", "Success, and nothing happens."), ("listed", "It is not found, but still listed.")),
    };

    public static readonly Behavior OtherParent = new()
    {
        Name = "other-parent",
        At = PlaceKind.Resource,
        About = Topic.Links,
        Summary = "A record is not found under the path of another parent.",
        AppliesTo = site => IsNested(site) && Created(site) && site.Offers(OperationKind.Find),
        Readings = Modes(("not-found", "Refused as not found.")),
        Breakages = Modes(("found", "It is found.")),
    };

    public static readonly Behavior UnknownParent = new()
    {
        Name = "unknown-parent",
        At = PlaceKind.Resource,
        About = Topic.Links,
        Summary = "Listing and creating under a parent that does not exist is refused.",
        AppliesTo = site => IsNested(site) && Created(site) && site.Offers(OperationKind.List),
        Readings = Modes(("not-found", "Refused as not found.")),
        Breakages = Modes(("accepted", "An empty list; a create succeeds.")),
    };

    public static readonly Behavior ParentDeleted = new()
    {
        Name = "parent-deleted",
        At = PlaceKind.Resource,
        About = Topic.Links,
        Summary = "What a delete of the parent does to the records under it.",
        AppliesTo = site => IsNested(site) && Created(site) && site.Offers(OperationKind.Find)
            && site.Contract.Operation(OperationKind.Delete, site.Contract.Resource(site.Resource.Parent!.Resource)) is not null,
        Readings = Modes(
            ("gone", "They are gone with it."), ("refused", "A parent with such records cannot be deleted: refused as invalid, or 403.")),
        Breakages = Modes(("orphaned", "They are still found under it.")),
    };

    public static readonly Behavior AnyRequired = new()
    {
        Name = "any-required",
        At = PlaceKind.Resource,
        About = Topic.Values,
        Summary = "Whether a create without any of some fields is refused.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Arguments = ImmutableDictionary<string, Shape>.Empty.Add("fields", new Shape.ListOf(new Shape.Text())),
        Readings = Modes(("refused", "Refused as invalid."), ("accepted", "It succeeds.")),
        Breakages = Modes(("not-found", "Refused as not found.")),
    };
}
