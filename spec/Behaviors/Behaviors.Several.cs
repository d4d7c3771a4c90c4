namespace PlanisoContract.Spec;

// A field that holds several values: texts, identities, entries of several members, values by key.
public static partial class Behaviors
{
    private static bool IsSeveral(Site site) =>
        site.Field is { ReadOnly: false, OnCreate: true, Keyed: null, Type: FieldType.Texts or FieldType.Identities or FieldType.Entries } && IsShown(site);

    private static bool IsKeyed(Site site) => site.Field is { Keyed: not null, OnUpdate: true } && IsShown(site);

    public static readonly Behavior SeveralRoundTrip = new()
    {
        Name = "several-round-trip",
        IdSuffix = "round-trip",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "What a create stores comes back as it was sent, in the same order.",
        AppliesTo = IsSeveral,
        Readings = Modes(("kept", "The list that a create sends comes back, in the same order.")),
        Breakages = Modes(
            ("reversed", "The list that a create sends comes back in reverse order."),
            ("first-only", "Of the list that a create sends the first element alone comes back.")),
    };

    public static readonly Behavior SeveralUpdate = new()
    {
        Name = "several-update",
        IdSuffix = "update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update replaces the whole list, or adds to it.",
        AppliesTo = site => IsSeveral(site) && site.Field.OnUpdate,
        Readings = Modes(
            ("replaced", "The list that an update sends takes the place of the one before."),
            ("merged", "The list that an update sends is added to the one before.")),
        Breakages = Modes(("kept", "The list that an update sends is not taken: the one before stays.")),
    };

    public static readonly Behavior SeveralClear = new()
    {
        Name = "several-clear",
        IdSuffix = "clear",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update with an empty list clears it.",
        AppliesTo = site => IsSeveral(site) && site.Field is { OnUpdate: true, Required: false },
        Readings = Modes(
            ("cleared", "An update with an empty list leaves the list empty, null or left out."),
            ("kept", "An update with an empty list leaves the list as it was.")),
        Breakages = Modes(("one-left", "An update with an empty list leaves the first element.")),
    };

    public static readonly Behavior EntryChoice = new()
    {
        Name = "entry-choice",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A member of an entry whose value is none of the declared ones is stored or refused.",
        AppliesTo = site => IsSeveral(site) && site.Field.Members.Any(member => !member.Values.IsEmpty),
        Readings = Modes(
            ("stored", "A member whose value is none of the declared ones is stored as sent."),
            ("refused", "A member whose value is none of the declared ones is refused as invalid.")),
        Breakages = Modes(("replaced", "A member whose value is none of the declared ones becomes the first declared one.")),
    };

    public static readonly Behavior EntryIncomplete = new()
    {
        Name = "entry-incomplete",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An entry without one of its members is stored or refused.",
        AppliesTo = site => IsSeveral(site) && site.Field.Type == FieldType.Entries,
        Readings = Modes(
            ("refused", "An entry without one of its members is refused as invalid."),
            ("stored", "An entry without one of its members is stored; the member is empty, null or left out.")),
        Breakages = Modes(("emptied", "An entry without one of its members empties the whole list.")),
    };

    public static readonly Behavior KeyedRoundTrip = new()
    {
        Name = "keyed-round-trip",
        IdSuffix = "round-trip",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A value that a create or update sends with a known key comes back.",
        AppliesTo = IsKeyed,
        Readings = Modes(("kept", "A value that is sent with a known key comes back.")),
        Breakages = Modes(
            ("altered", "A value that is sent with a known key comes back with an x behind it."),
            ("ignored", "A value that is sent with a known key is not stored.")),
    };

    public static readonly Behavior KeyedUpdate = new()
    {
        Name = "keyed-update",
        IdSuffix = "update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update that sends the value of one key leaves those of the others, or takes them away.",
        AppliesTo = IsKeyed,
        Readings = Modes(
            ("merged", "An update of the value of one key leaves those of the others."),
            ("replaced", "An update of the value of one key takes those of the others away.")),
        Breakages = Modes(("copied", "An update of the value of one key stores it for the others, too.")),
    };

    public static readonly Behavior KeyedUnknown = new()
    {
        Name = "keyed-unknown",
        IdSuffix = "unknown",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A value with a key that does not exist is ignored or refused.",
        AppliesTo = IsKeyed,
        Readings = Modes(
            ("ignored", "A value with a key that does not exist is ignored."),
            ("refused", "A value with a key that does not exist is refused as invalid.")),
        Breakages = Modes(("stored", "A value with a key that does not exist is stored and shown.")),
    };
}
