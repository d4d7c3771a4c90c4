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
        AppliesTo = site => site.Resource.SoftDelete is null or { Hidden: true } && site.Offers(OperationKind.Delete)
            && site.Offers(OperationKind.Find) && site.Offers(OperationKind.List),
        Arguments = ImmutableDictionary<string, Shape>.Empty.Add("flag", new Shape.Text()),
        Readings = Modes(
            ("removed", "A deleted record is neither found nor listed."),
            ("inactive", "A deleted record is not listed; finding it shows it with the flag of the argument off.")),
        Breakages = Modes(
            ("kept", "A delete is answered with success, and nothing happens."),
            ("listed", "A deleted record is not found, but still listed.")),
    };

    public static readonly Behavior OtherParent = new()
    {
        Name = "other-parent",
        At = PlaceKind.Resource,
        About = Topic.Links,
        Summary = "A record is not found under the path of another parent.",
        AppliesTo = site => IsNested(site) && Created(site) && site.Offers(OperationKind.Find),
        Readings = Modes(("not-found", "Under the path of another parent a record is refused as not found.")),
        Breakages = Modes(("found", "Under the path of another parent a record is found.")),
    };

    public static readonly Behavior UnknownParent = new()
    {
        Name = "unknown-parent",
        At = PlaceKind.Resource,
        About = Topic.Links,
        Summary = "Listing and creating under a parent that does not exist is refused.",
        AppliesTo = site => IsNested(site) && Created(site) && site.Offers(OperationKind.List),
        Readings = Modes(("not-found", "What is asked of a parent that does not exist is refused as not found.")),
        Breakages = Modes(("accepted", "Under a parent that does not exist there is an empty list, and a create succeeds.")),
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
            ("gone", "The records under a deleted parent are gone with it."),
            ("refused", "A parent with records under it cannot be deleted: that is refused as invalid, or with 403.")),
        Breakages = Modes(("orphaned", "The records under a deleted parent are still found under it.")),
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
        Readings = Modes(
            ("refused", "A create without any of the fields is refused as invalid."),
            ("accepted", "A create without any of the fields succeeds.")),
        Breakages = Modes(("not-found", "A create without any of the fields is refused as not found.")),
    };
}
