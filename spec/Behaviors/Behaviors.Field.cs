namespace PlanisoContract.Spec;

// One field: presence, defaults, round trip, names, who may set it.
public static partial class Behaviors
{
    private static bool IsPlain(Site site) => site.Field.IsPlain;

    private static bool IsWritten(Site site) => (IsPlain(site) || site.Field.Type == FieldType.Json) && !site.Field.ReadOnly && site.Field.OnCreate;

    private static bool IsWrittenText(Site site) => IsWritten(site) && site.Field.Type == FieldType.Text;

    private static bool IsFreeText(Site site) => IsWrittenText(site) && !site.Field.IsClosed;

    private static bool IsShown(Site site) => site.Field.ShownIn.Contains(OperationKind.Find) && site.Offers(OperationKind.Find);

    public static readonly Behavior Required = new()
    {
        Name = "required",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A create without the field is refused, and nothing is created.",
        AppliesTo = site => IsWritten(site) && site.Field.Required,
        Readings = Modes(("refused", "A create without the field is refused as invalid.")),
        Breakages = Modes(("accepted", "A create without the field succeeds.")),
    };

    public static readonly Behavior NotBlank = new()
    {
        Name = "not-blank",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A create with the field empty is refused.",
        AppliesTo = site => IsWrittenText(site) && site.Field.Required,
        OneReading = "Where a field must be there, frameworks take an empty text for none.",
        Readings = Modes(("refused", "A create with the field empty is refused as invalid.")),
        Breakages = Modes(("accepted", "A create with the field empty succeeds.")),
    };

    public static readonly Behavior NotBlankOnUpdate = new()
    {
        Name = "not-blank-on-update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update that empties the field is refused, and nothing changes.",
        AppliesTo = site => IsWrittenText(site) && site.Field.Required && site.Field.OnUpdate,
        OneReading = "Where a field must be there, frameworks take an empty text for none.",
        Readings = Modes(("refused", "An update that empties the field is refused as invalid.")),
        Breakages = Modes(("accepted", "An update that empties the field succeeds.")),
    };

    public static readonly Behavior Optional = new()
    {
        Name = "optional",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "Whether a create without the field succeeds, where the document leaves it open.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(("optional", "A create without the field succeeds."), ("required", "A create without the field is refused as invalid.")),
        Breakages = Modes(("conflict", "A create without the field is refused as a conflict.")),
    };

    public static readonly Behavior Default = new()
    {
        Name = "default",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A create without the field gives it its default.",
        AppliesTo = site => IsWritten(site) && site.Field.Default is not null && IsShown(site),
        Readings = Modes(
            ("applied", "After a create without it the field has its declared default."),
            ("other-value", "After a create without it the field has another value than its declared default (the mock: the opposite flag, one more, or the default with an x behind it).")),
        Unbreakable = "Where no document names the default, any value will do.",
    };

    public static readonly Behavior Unset = new()
    {
        Name = "unset",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A create without the field leaves it without a value.",
        AppliesTo = site => IsWritten(site) && site.Field is { Required: false, Default: null, Refers: null } && IsShown(site),
        Readings = Modes(
            ("null", "After a create without it the field is null."),
            ("empty-text", "After a create without it the field is an empty text."),
            ("filled", "After a create without it the field is some text that nobody sent (the mock: n/a)."),
            ("left-out", "After a create without it the key of the field is left out.")),
        Breakages = Modes(("list", "After a create without it the field is an empty list.")),
    };

    public static readonly Behavior Clear = new()
    {
        Name = "clear",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "An update with the field empty (an empty text in a form, null in JSON) leaves it without a value, or with its default.",
        AppliesTo = site => IsWritten(site) && site.Field is { Required: false, OnUpdate: true, Refers: null } && IsShown(site)
            // An empty flag is a matter of its own.
            && site.Field.Type != FieldType.Boolean,
        Readings = Modes(
            ("cleared", "An update with the field empty takes its value away: it is null, an empty text or its default, or its key is left out."),
            ("null-kept", "An update with an empty text takes the value away; null counts as not sent, so that the field keeps its value."),
            ("kept", "An update with the field empty leaves the value that it has."),
            ("refused", "An update with the field empty is refused as invalid, and changes nothing.")),
        Breakages = Modes(("text", "An update with the field empty stores the text null.")),
    };

    public static readonly Behavior RoundTrip = new()
    {
        Name = "round-trip",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "What a create stores comes back as it was sent.",
        AppliesTo = site => IsWritten(site) && !IsFreeText(site) && IsShown(site),
        Readings = Modes(
            ("kept", "The value that a create sends comes back."),
            ("ignored", "A create does not take the field: it has its default, or something else that was not sent."),
            ("refused", "A create that sends the field is refused as invalid.")),
        Breakages = Modes(("altered", "A create stores another value than it sends: the opposite flag, one less, the day before.")),
    };

    public static readonly Behavior TextRoundTrip = new()
    {
        Name = "text-round-trip",
        IdSuffix = "round-trip",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "What a create stores comes back as it was sent: UTF-8, length, inner spaces, letter case.",
        AppliesTo = site => IsFreeText(site) && IsShown(site),
        OneReading = "A text that comes back as another one is lost, and no framework changes what stands inside of a text.",
        Readings = Modes(
            ("kept", "A text that a create sends comes back as it was sent."),
            ("ignored", "A create does not take the field: it has no value, or some text that was not sent."),
            ("lowercased", "Capital letters are stored as small ones.")),
        Breakages = Modes(
            ("mojibake", "A create stores UTF-8 that was read as Latin-1."),
            ("truncated", "A create stores half of the text."),
            ("spaces-collapsed", "A create stores one space for two in a row.")),
    };

    public static readonly Behavior RoundTripOnUpdate = new()
    {
        Name = "round-trip-on-update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "What an update stores comes back as it was sent.",
        AppliesTo = site => IsWritten(site) && site.Field.OnUpdate && IsShown(site),
        Readings = Modes(
            ("kept", "The value that an update sends comes back."),
            ("ignored", "An update does not take the field: it keeps the value from before.")),
        Breakages = Modes(("altered", "An update stores another value than it sends: the opposite flag, one less, the day before, the text with an x behind it.")),
    };

    public static readonly Behavior ReadOnly = new()
    {
        Name = "read-only",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A value that a create or update sends for a field that only the server sets is not stored.",
        AppliesTo = site => IsPlain(site) && site.Field.ReadOnly && site.Offers(OperationKind.Create) && IsShown(site),
        Readings = Modes(
            ("ignored", "A value sent for the field is not stored: the server's own stands."),
            ("refused", "A request that sends the field is refused as invalid."),
            ("stored", "A value sent for the field is stored.")),
        Breakages = Modes(("vanished", "A value sent for the field is not stored, and the field is null from then on.")),
    };

    public static readonly Behavior SetOnCreate = new()
    {
        Name = "set-on-create",
        At = PlaceKind.Field,
        About = Topic.Records,
        Summary = "The server sets the field to the time of the create.",
        AppliesTo = site => site.Field.SetOn is not null && Created(site) && IsShown(site),
        Readings = Modes(("now", "A create sets the field to a time within a day of the suite's clock (the document states no zone).")),
        Breakages = Modes(("epoch", "A create sets the field to 1970-01-01 00:00:00.")),
    };

    public static readonly Behavior SetOnUpdate = new()
    {
        Name = "set-on-update",
        At = PlaceKind.Field,
        About = Topic.Records,
        Summary = "Every update sets the field to its time.",
        AppliesTo = site => site.Field.SetOn == Spec.SetOn.Update && site.Offers(OperationKind.Update) && IsShown(site),
        Readings = Modes(("later", "After an update that follows seconds later the field holds a later time.")),
        Breakages = Modes(("unmoved", "After an update the field holds the same time as before.")),
    };

    public static readonly Behavior Fixed = new()
    {
        Name = "fixed",
        At = PlaceKind.Field,
        About = Topic.Records,
        Summary = "An update does not change when the record was created.",
        AppliesTo = site => site.Field.SetOn == Spec.SetOn.Create && site.Offers(OperationKind.Update) && IsShown(site),
        Readings = Modes(("kept", "An update leaves the time of the create as it is.")),
        Breakages = Modes(("moved", "An update sets the time of the create to its own.")),
    };

    public static readonly Behavior Alias = new()
    {
        Name = "alias",
        At = PlaceKind.Field,
        About = Topic.Requests,
        Summary = "The field may be sent under its other names.",
        AppliesTo = site => IsPlain(site) && !site.Field.Aliases.IsEmpty && IsShown(site),
        Readings = Modes(
            ("accepted", "The field is stored under each of its names."),
            ("ignored", "Under another name than the documented one the field is not stored, or refused with 400."),
            ("other-name", "An update stores the field under another name alone, and ignores the documented one.")),
        Breakages = Modes(("reversed", "Under another name the field is stored backwards.")),
    };

    public static readonly Behavior AnswerName = new()
    {
        Name = "answer-name",
        At = PlaceKind.Field,
        About = Topic.Answers,
        Summary = "The name under which answers show the field.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("own", "Answers show the field under its own name."),
            ("alias", "Answers show the field under its first other name."),
            ("both", "Answers show the field under both names, with the same value.")),
        Breakages = Modes(("neither", "Answers leave the field out.")),
    };

    public static readonly Behavior Shown = new()
    {
        Name = "shown",
        At = PlaceKind.Field,
        About = Topic.Answers,
        Summary = "Whether answers show the field.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("shown", "Every answer that shows the record shows the field."),
            ("left-out", "The answer to a create shows the field, no other answer does."),
            ("nowhere", "No answer shows the field, not even that to a create.")),
        // Of what cannot be created, no answer but those to reads can show the field.
        OthersBreak = false,
        Breakages = Modes(("garbled", "Answers other than that to a create show a list with one null in place of the field.")),
    };
}
