namespace PlanisoContract.Spec;

// A unique field. Declaring "unique" declares all of them.
public static partial class Behaviors
{
    private static bool IsUnique(Site site) => site.Field.Unique;

    private static bool IsUniqueAndUpdated(Site site) => site.Field is { Unique: true, OnUpdate: true };

    public static readonly Behavior Unique = new()
    {
        Name = "unique",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Creating a record with a value that another record has is refused, and nothing is created.",
        AppliesTo = IsUnique,
        Readings = Modes(("conflict", "A create with a value that another record has is refused as a conflict.")),
        Breakages = Modes(("accepted", "A create with a value that another record has succeeds.")),
    };

    public static readonly Behavior UniqueOnUpdate = new()
    {
        Name = "unique-on-update",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Updating a record to a value that another record has is refused.",
        AppliesTo = IsUniqueAndUpdated,
        Readings = Modes(("conflict", "An update to a value that another record has is refused as a conflict.")),
        Breakages = Modes(("accepted", "An update to a value that another record has succeeds.")),
    };

    public static readonly Behavior UniqueOwnValue = new()
    {
        Name = "unique-own-value",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Updating a record to the value that it has succeeds.",
        AppliesTo = IsUniqueAndUpdated,
        Readings = Modes(("accepted", "An update to the value that the record has succeeds.")),
        Breakages = Modes(("conflict", "An update to the value that the record has is refused as a conflict.")),
    };

    public static readonly Behavior UniqueCase = new()
    {
        Name = "unique-case",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Whether values that differ only in case are the same.",
        AppliesTo = IsUnique,
        Readings = Modes(
            ("ignored", "Two values that differ only in case are the same: the create is refused as a conflict."),
            ("exact", "Two values that differ only in case are two different ones: the create succeeds.")),
        Breakages = Modes(("bad-request", "A create with a value that differs from another only in case is refused as invalid.")),
    };

    public static readonly Behavior UniqueDistinct = new()
    {
        Name = "unique-distinct",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Values that differ in more than letter case are different ones: with _ or % in them, as 7 and 07, and perhaps in an accent.",
        AppliesTo = site => IsUnique(site) && IsFreeText(site),
        Readings = Modes(
            ("exact", "Two values that differ in an accent alone are two different ones: the create succeeds."),
            ("accents-ignored", "Two values that differ in an accent, or a picture, alone are the same: the create is refused as a conflict.")),
        Breakages = Modes(
            ("pattern", "A value with _ or % is taken for a pattern: a create with it is refused as a conflict beside a value that matches."),
            ("number", "Values of digits are compared as numbers: a create with 07 is refused as a conflict beside 7.")),
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
        Breakages = Modes(("bad-request", "A second create without a value in the field is refused as invalid.")),
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
        Readings = Modes(("unchanged", "An update that is refused for a taken value changes nothing.")),
        Breakages = Modes(("half-applied", "An update that is refused for a taken value stores the other fields that it sends.")),
    };

    public static readonly Behavior UniqueDeleted = new()
    {
        Name = "unique-deleted",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Whether the value of a deleted record is taken.",
        AppliesTo = site => IsUnique(site) && site.Resource.SoftDelete is not null && site.Offers(OperationKind.Delete),
        Readings = Modes(
            ("taken", "The value of a deleted record is taken: a create with it is refused as a conflict."),
            ("free", "The value of a deleted record is free: a create with it succeeds.")),
        Breakages = Modes(("bad-request", "A create with the value of a deleted record is refused as invalid.")),
    };

    public static readonly Behavior UniqueParallel = new()
    {
        Name = "unique-parallel",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Of several creates at once with one value exactly one succeeds, the others conflict, and one record exists.",
        AppliesTo = IsUnique,
        OneReading = "Unique means one, whenever the creates come.",
        Readings = Modes(("one-succeeds", "Of several creates at once with one value exactly one succeeds.")),
        Breakages = Modes(("race", "A create that overlaps another one in time does not see it.")),
    };
}
