using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// One resource: identity, generated numbers, what a delete leaves behind.
public static partial class Behaviors
{
    private static bool Created(Site site) => site.Offers(OperationKind.Create);

    private static bool SoftlyDeleted(Site site) => site.Resource.SoftDelete is { Hidden: false } && site.Offers(OperationKind.Delete);

    public static readonly Behavior Identity = new()
    {
        Name = "identity",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "The server assigns each record an identity of its own, by which it is found.",
        AppliesTo = site => Created(site) && !site.Resource.IsIdentityGiven,
        Readings = Modes(("assigned", "A create answers with a new identity, and finding it shows the same record.")),
        Breakages = Modes(("off-by-one", "The identity in the answer to a create is one too great.")),
    };

    public static readonly Behavior NumberFormat = new()
    {
        Name = "number",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "The generated number is the declared prefix and digits.",
        AppliesTo = site => site.Resource.Number is not null && Created(site),
        Readings = Modes(
            ("padded", "The generated number has at least the declared count of digits, with leading zeros."),
            ("unpadded", "The generated number has digits without leading zeros.")),
        Breakages = Modes(("wrong-prefix", "The prefix of the generated number is X-.")),
    };

    public static readonly Behavior NumberDistinct = new()
    {
        Name = "number-distinct",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "No two records have the same generated number.",
        AppliesTo = site => site.Resource.Number is not null && Created(site),
        Readings = Modes(("distinct", "Each record has a generated number of its own.")),
        Breakages = Modes(("repeated", "All records have the generated number 1.")),
    };

    public static readonly Behavior NumberDigits = new()
    {
        Name = "number-digits",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "The digits of the generated number are those of the identity, or a sequence of their own.",
        AppliesTo = site => site.Resource.Number is not null && Created(site),
        Readings = Modes(
            ("identity", "The digits of the generated number are the identity."),
            ("own-sequence", "The digits of the generated number are something else than the identity (the mock: the identity plus one).")),
        Unbreakable = "Any digits are tolerated; prefix and uniqueness are rules of their own.",
    };

    public static readonly Behavior Isolation = new()
    {
        Name = "isolated",
        At = PlaceKind.Resource,
        About = Topic.Access,
        Summary = "A record is neither shown to the key of another silo, nor changed by it.",
        AppliesTo = Created,
        OneReading = "A key that acts on the records of others is no key of its own.",
        Readings = Modes(("isolated", "Another silo's key finds its own record of that identity, or none.")),
        Breakages = Modes(("shared", "Every key acts on this silo's records.")),
    };

    public static readonly Behavior SoftDelete = new()
    {
        Name = "soft-delete",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "A deleted record can still be found, and is inactive.",
        AppliesTo = SoftlyDeleted,
        Readings = Modes(("deactivated", "A deleted record is found, inactive.")),
        Breakages = Modes(("removed", "A deleted record is not found."), ("still-active", "A deleted record is found, active.")),
    };

    public static readonly Behavior DeleteKeepsData = new()
    {
        Name = "delete-keeps-data",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "A deleted record keeps its other values.",
        AppliesTo = SoftlyDeleted,
        Readings = Modes(("kept", "A deleted record keeps its other values.")),
        Breakages = Modes(("blanked", "In a deleted record the first writable text field becomes deleted- and the identity.")),
    };

    public static readonly Behavior DeletedListed = new()
    {
        Name = "deleted-listed",
        At = PlaceKind.Resource,
        About = Topic.Lists,
        Summary = "The list shows deleted records as inactive, or not at all.",
        AppliesTo = site => SoftlyDeleted(site) && site.Offers(OperationKind.List),
        Readings = Modes(("listed", "The list shows deleted records, as inactive."), ("left-out", "The list leaves deleted records out.")),
        Breakages = Modes(("listed-active", "The list shows deleted records as active.")),
    };

    public static readonly Behavior Reactivation = new()
    {
        Name = "reactivation",
        At = PlaceKind.Resource,
        About = Topic.Records,
        Summary = "What an update that sets a deleted record active does.",
        AppliesTo = site => SoftlyDeleted(site) && site.Offers(OperationKind.Update)
            && site.Resource.Field(site.Resource.SoftDelete!.Field).Type == FieldType.Boolean,
        Readings = Modes(
            ("allowed", "An update that sets a deleted record active makes it active again."),
            ("ignored", "An update that sets a deleted record active succeeds, but the record stays inactive."),
            ("refused", "An update that sets a deleted record active is answered 400, 404 or 409, and the record stays inactive.")),
        Breakages = Modes(("claimed", "The answer to an update that sets a deleted record active says that it is, but it stays inactive.")),
    };

    public static readonly Behavior NoFind = new()
    {
        Name = "no-find",
        At = PlaceKind.Resource,
        About = Topic.Requests,
        Summary = "A resource without a documented find has none, or one that works.",
        OptIn = true,
        AppliesTo = site => site.Offers(OperationKind.List) && !site.Offers(OperationKind.Find),
        Readings = Modes(
            ("absent", "A find that is not documented is answered 404 or 405."),
            ("offered", "A find that is not documented is answered 200 with the record.")),
        Breakages = Modes(("bad-request", "A find that is not documented is refused as invalid.")),
    };

    public static readonly Behavior NoWrites = new()
    {
        Name = "no-writes",
        At = PlaceKind.Resource,
        About = Topic.Requests,
        Summary = "A resource without documented writes cannot be created, updated or deleted.",
        OptIn = true,
        AppliesTo = site => site.Offers(OperationKind.List) && !site.Offers(OperationKind.Create)
            && !site.Offers(OperationKind.Update) && !site.Offers(OperationKind.Delete),
        Readings = Modes(
            ("method-not-allowed", "A write that is not documented is answered 405."),
            ("not-found", "A write that is not documented is refused as not found.")),
        Breakages = Modes(("accepted", "A write that is not documented is answered 200.")),
    };

    public static readonly Behavior DateSpan = new()
    {
        Name = "span",
        At = PlaceKind.Resource,
        About = Topic.Values,
        Summary = "Whether a last day before the first day is refused.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Arguments = ImmutableDictionary<string, Shape>.Empty.Add("from", new Shape.Text()).Add("to", new Shape.Text()),
        Readings = Modes(
            ("unchecked", "A last day before the first day is stored as it was sent."),
            ("refused", "A last day before the first day is refused as invalid.")),
        Breakages = Modes(("swapped", "A last day before the first day is stored the other way round.")),
    };
}
