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
        Readings = Modes(("kept", "It does.")),
        Breakages = Modes(("reversed", "In reverse order."), ("first-only", "Of several the first alone.")),
    };

    public static readonly Behavior SeveralUpdate = new()
    {
        Name = "several-update",
        IdSuffix = "update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update replaces the whole list, or adds to it.",
        AppliesTo = site => IsSeveral(site) && site.Field.OnUpdate,
        Readings = Modes(("replaced", "The sent list stands."), ("merged", "What is sent is added to what was there.")),
        Breakages = Modes(("kept", "Success, and the list stays as it was.")),
    };

    public static readonly Behavior SeveralClear = new()
    {
        Name = "several-clear",
        IdSuffix = "clear",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update with an empty list clears it.",
        AppliesTo = site => IsSeveral(site) && site.Field.OnUpdate,
        Readings = Modes(("cleared", "The list is empty, null or left out."), ("kept", "The list stays as it was.")),
        Breakages = Modes(("one-left", "Of several the first one stays.")),
    };

    public static readonly Behavior EntryChoice = new()
    {
        Name = "entry-choice",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A member of an entry whose value is none of the declared ones is stored or refused.",
        AppliesTo = site => IsSeveral(site) && site.Field.Members.Any(member => !member.Values.IsEmpty),
        Readings = Modes(("stored", "It is stored as sent."), ("refused", "Refused as invalid.")),
        Breakages = Modes(("replaced", "Success, and it becomes the first declared value.")),
    };

    public static readonly Behavior EntryIncomplete = new()
    {
        Name = "entry-incomplete",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An entry without one of its members is stored or refused.",
        AppliesTo = site => IsSeveral(site) && site.Field.Type == FieldType.Entries,
        Readings = Modes(("refused", "Refused as invalid."), ("stored", "It is stored; the member is empty, null or left out.")),
        Breakages = Modes(("emptied", "Success, and the whole list is empty.")),
    };

    public static readonly Behavior KeyedRoundTrip = new()
    {
        Name = "keyed-round-trip",
        IdSuffix = "round-trip",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A value that a create or update sends with a known key comes back.",
        AppliesTo = IsKeyed,
        Readings = Modes(("kept", "It does.")),
        Breakages = Modes(("altered", "With an x behind it."), ("ignored", "It stays empty.")),
    };

    public static readonly Behavior KeyedUpdate = new()
    {
        Name = "keyed-update",
        IdSuffix = "update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update that sends the value of one key leaves those of the others, or takes them away.",
        AppliesTo = IsKeyed,
        Readings = Modes(("merged", "They stay."), ("replaced", "They are empty.")),
        Breakages = Modes(("copied", "They get the same value.")),
    };

    public static readonly Behavior KeyedUnknown = new()
    {
        Name = "keyed-unknown",
        IdSuffix = "unknown",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A value with a key that does not exist is ignored or refused.",
        AppliesTo = IsKeyed,
        Readings = Modes(("ignored", "Success, without it."), ("refused", "Refused as invalid.")),
        Breakages = Modes(("stored", "Success, and it is shown.")),
    };
}
