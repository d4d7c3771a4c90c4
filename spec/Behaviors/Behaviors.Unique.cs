namespace PlanisoContract.Spec;

// A unique field. Declaring "unique" declares all of them.
public static partial class Behaviors
{
    // Other dialects refuse a clash as they refuse any value, so that there is nothing to tell it by.
    private static bool IsUnique(Site site) => site.Field.Unique && InEnvelope(site);

    private static bool IsUniqueAndUpdated(Site site) => IsUnique(site) && site.Field.OnUpdate;

    public static readonly Behavior Unique = new()
    {
        Name = "unique",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Creating a record with a value that another record has is refused, and nothing is created.",
        AppliesTo = IsUnique,
        Readings = Modes(("conflict", "Refused as a conflict.")),
        Breakages = Modes(("accepted", "It succeeds.")),
    };

    public static readonly Behavior UniqueOnUpdate = new()
    {
        Name = "unique-on-update",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Updating a record to a value that another record has is refused.",
        AppliesTo = IsUniqueAndUpdated,
        Readings = Modes(("conflict", "Refused as a conflict.")),
        Breakages = Modes(("accepted", "It succeeds.")),
    };

    public static readonly Behavior UniqueOwnValue = new()
    {
        Name = "unique-own-value",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Updating a record to the value that it has succeeds.",
        AppliesTo = IsUniqueAndUpdated,
        Readings = Modes(("accepted", "It succeeds.")),
        Breakages = Modes(("conflict", "Refused as a conflict.")),
    };

    public static readonly Behavior UniqueCase = new()
    {
        Name = "unique-case",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Whether values that differ only in case are the same.",
        AppliesTo = IsUnique,
        Readings = Modes(("ignored", "They are: 409."), ("exact", "They are not: it succeeds.")),
        Breakages = Modes(("bad-request", "Refused as invalid.")),
    };

    public static readonly Behavior UniqueUnset = new()
    {
        Name = "unique-unset",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Any number of records may have no value.",
        AppliesTo = site => IsUnique(site) && !site.Field.Required,
        OneReading = "A request may leave the field out, and the second one that does is as right as the first.",
        Readings = Modes(
            ("exempt", "Any number of records may have no value in the field."),
            ("conflict", "One record may have no value in the field; a second create without it is refused as a conflict.")),
        Breakages = Modes(("bad-request", "A second create without it is refused as invalid.")),
    };

    public static readonly Behavior UniqueScope = new()
    {
        Name = "unique-scope",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "How far a value is unique: in its silo, or in all silos of the vendor.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("silo", "A create in another silo with a value that a record of this silo has succeeds."),
            ("vendor", "A create in another silo with a value that a record of this silo has is refused as a conflict.")),
        Breakages = Modes(("bad-request", "A create in another silo with a value that a record of this silo has is refused as invalid.")),
    };

    public static readonly Behavior UniqueRefusal = new()
    {
        Name = "unique-refusal",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "An update that is refused for a taken value changes nothing else either.",
        AppliesTo = IsUniqueAndUpdated,
        Readings = Modes(("unchanged", "Nothing changes.")),
        Breakages = Modes(("half-applied", "The other sent fields are stored.")),
    };

    public static readonly Behavior UniqueDeleted = new()
    {
        Name = "unique-deleted",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Whether the value of a deleted record is taken.",
        AppliesTo = site => IsUnique(site) && site.Resource.SoftDelete is not null && site.Offers(OperationKind.Delete),
        Readings = Modes(("taken", "It is: 409."), ("free", "It is not: a create with it succeeds.")),
        Breakages = Modes(("bad-request", "Refused as invalid.")),
    };

    public static readonly Behavior UniqueParallel = new()
    {
        Name = "unique-parallel",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Of several creates at once with one value exactly one succeeds, the others conflict, and one record exists.",
        AppliesTo = IsUnique,
        OneReading = "Unique means one, whenever the creates come.",
        Readings = Modes(("one-succeeds", "One succeeds.")),
        Breakages = Modes(("race", "A create that overlaps another one in time does not see it.")),
    };
}
