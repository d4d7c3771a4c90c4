namespace PlanisoContract.Spec;

// One field: presence, defaults, round trip, limits, who may set it.
public static partial class Behaviors
{
    private static bool IsPlain(Site site) => site.Field.Type is not (FieldType.Link or FieldType.References);

    private static bool IsWritten(Site site) => IsPlain(site) && !site.Field.ReadOnly && site.Field.OnCreate;

    private static bool IsWrittenText(Site site) => IsWritten(site) && site.Field.Type == FieldType.Text;

    private static bool IsFlag(Site site) => IsWritten(site) && site.Field.Type == FieldType.Boolean;

    private static bool IsDate(Site site) => IsWritten(site) && site.Field.Type == FieldType.Date;

    private static bool IsShown(Site site) => site.Field.ShownIn.Contains(OperationKind.Find) && site.Offers(OperationKind.Find);

    public static readonly Behavior Required = new()
    {
        Name = "required",
        At = PlaceKind.Field,
        Summary = "A create without the field is refused, and nothing is created.",
        AppliesTo = site => IsWritten(site) && site.Field.Required,
        Readings = Modes(("refused", "400.")),
        Breakages = Modes(("accepted", "It succeeds.")),
    };

    public static readonly Behavior NotBlank = new()
    {
        Name = "not-blank",
        At = PlaceKind.Field,
        Summary = "A create with the field empty is refused.",
        AppliesTo = site => IsWrittenText(site) && site.Field.Required,
        Readings = Modes(("refused", "400.")),
        Breakages = Modes(("accepted", "It succeeds.")),
    };

    public static readonly Behavior NotBlankOnUpdate = new()
    {
        Name = "not-blank-on-update",
        At = PlaceKind.Field,
        Summary = "An update that empties the field is refused, and nothing changes.",
        AppliesTo = site => IsWrittenText(site) && site.Field.Required && site.Field.OnUpdate,
        Readings = Modes(("refused", "400.")),
        Breakages = Modes(("accepted", "It succeeds.")),
    };

    public static readonly Behavior Optional = new()
    {
        Name = "optional",
        At = PlaceKind.Field,
        Summary = "Whether a create without the field succeeds, where the document leaves it open.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(("optional", "It succeeds."), ("required", "400.")),
        Breakages = Modes(("conflict", "409.")),
    };

    public static readonly Behavior Default = new()
    {
        Name = "default",
        At = PlaceKind.Field,
        Summary = "A create without the field gives it its default.",
        AppliesTo = site => IsWritten(site) && site.Field.Default is not null && IsShown(site),
        Readings = Modes(("applied", "It has the default.")),
        Breakages = Modes(("other-value", "It has another value: the opposite flag, one more, or the default with an x behind it.")),
    };

    public static readonly Behavior Unset = new()
    {
        Name = "unset",
        At = PlaceKind.Field,
        Summary = "A create without the field leaves it without a value.",
        AppliesTo = site => IsWritten(site) && site.Field is { Required: false, Default: null } && IsShown(site),
        Readings = Modes(("null", "It is null."), ("empty-text", "It is an empty text.")),
        Breakages = Modes(("placeholder", "It is the text n/a.")),
    };

    public static readonly Behavior Clear = new()
    {
        Name = "clear",
        At = PlaceKind.Field,
        Summary = "An update with the field empty (an empty text in a form, null in JSON) leaves it without a value.",
        AppliesTo = site => IsWritten(site) && site.Field is { Required: false, Default: null, OnUpdate: true } && IsShown(site),
        Readings = Modes(("cleared", "It is null or an empty text.")),
        Breakages = Modes(("kept", "It keeps its value.")),
    };

    public static readonly Behavior RoundTrip = new()
    {
        Name = "round-trip",
        At = PlaceKind.Field,
        Summary = "What a create stores comes back as it was sent.",
        AppliesTo = site => IsWritten(site) && site.Field.Type != FieldType.Text && IsShown(site),
        Readings = Modes(("kept", "It comes back."), ("ignored", "Success, but it has its default, or nothing.")),
        Breakages = Modes(("altered", "It comes back as another value: the opposite flag, one less, the day before.")),
    };

    public static readonly Behavior TextRoundTrip = new()
    {
        Name = "text-round-trip",
        IdSuffix = "round-trip",
        At = PlaceKind.Field,
        Summary = "What a create stores comes back as it was sent: UTF-8, length, inner spaces, letter case.",
        AppliesTo = site => IsWrittenText(site) && IsShown(site),
        Readings = Modes(("kept", "It comes back.")),
        Breakages = Modes(
            ("mojibake", "UTF-8 is read as Latin-1."),
            ("truncated", "It ends after 20 characters."),
            ("spaces-collapsed", "Two spaces in a row become one."),
            ("lowercased", "Capital letters become small.")),
    };

    public static readonly Behavior RoundTripOnUpdate = new()
    {
        Name = "round-trip-on-update",
        At = PlaceKind.Field,
        Summary = "What an update stores comes back as it was sent.",
        AppliesTo = site => IsWritten(site) && site.Field.OnUpdate && IsShown(site),
        Readings = Modes(("kept", "It comes back."), ("ignored", "Success, but it keeps the value from before.")),
        Breakages = Modes(("altered", "It comes back as another value: the opposite flag, one less, the day before, the text with an x behind it.")),
    };

    public static readonly Behavior ReadOnly = new()
    {
        Name = "read-only",
        At = PlaceKind.Field,
        Summary = "A value that a create or update sends for a field that only the server sets is not stored.",
        AppliesTo = site => IsPlain(site) && site.Field.ReadOnly && site.Offers(OperationKind.Create) && IsShown(site),
        Readings = Modes(
            ("ignored", "Success, the server's value stands."), ("refused", "400."), ("stored", "Success, the sent value stands.")),
        Breakages = Modes(("vanished", "Success, and the field is null from then on.")),
    };

    public static readonly Behavior SetOnCreate = new()
    {
        Name = "set-on-create",
        At = PlaceKind.Field,
        Summary = "The server sets the field to the time of the create.",
        AppliesTo = site => site.Field.SetOn is not null && Created(site) && IsShown(site),
        Readings = Modes(("now", "A time within a day of the suite's clock (the document states no zone).")),
        Breakages = Modes(("epoch", "1970-01-01 00:00:00.")),
    };

    public static readonly Behavior SetOnUpdate = new()
    {
        Name = "set-on-update",
        At = PlaceKind.Field,
        Summary = "Every update sets the field to its time.",
        AppliesTo = site => site.Field.SetOn == Spec.SetOn.Update && site.Offers(OperationKind.Update) && IsShown(site),
        Readings = Modes(("later", "After an update that follows seconds later it is greater.")),
        Breakages = Modes(("unmoved", "It stays as it was.")),
    };

    public static readonly Behavior Fixed = new()
    {
        Name = "fixed",
        At = PlaceKind.Field,
        Summary = "An update does not change when the record was created.",
        AppliesTo = site => site.Field.SetOn == Spec.SetOn.Create && site.Offers(OperationKind.Update) && IsShown(site),
        Readings = Modes(("kept", "It stays.")),
        Breakages = Modes(("moved", "It becomes the time of the update.")),
    };

    public static readonly Behavior DateFormat = new()
    {
        Name = "date-format",
        At = PlaceKind.Field,
        Summary = "A date that is not written YYYY-MM-DD is refused.",
        AppliesTo = IsDate,
        Readings = Modes(("refused", "400."), ("nulled", "Success, and the field has no value.")),
        Breakages = Modes(("accepted", "It is stored as sent.")),
    };

    public static readonly Behavior DateExists = new()
    {
        Name = "date-exists",
        At = PlaceKind.Field,
        Summary = "A day that is not in the calendar is refused.",
        AppliesTo = IsDate,
        Readings = Modes(("refused", "400."), ("nulled", "Success, and the field has no value.")),
        Breakages = Modes(("accepted", "It is stored as sent."), ("rolled-over", "February 30 becomes March 1 or 2.")),
    };

    public static readonly Behavior Minimum = new()
    {
        Name = "minimum",
        At = PlaceKind.Field,
        Summary = "The smallest allowed integer is accepted, one less is refused.",
        AppliesTo = site => IsWritten(site) && site.Field.Minimum is not null,
        Readings = Modes(("enforced", "One less is answered 400.")),
        Breakages = Modes(("open", "One less is accepted."), ("too-tight", "The smallest allowed is answered 400.")),
    };

    public static readonly Behavior Maximum = new()
    {
        Name = "maximum",
        At = PlaceKind.Field,
        Summary = "The greatest allowed integer is accepted, one more is refused.",
        AppliesTo = site => IsWritten(site) && (site.Field.Maximum is not null || site.Field.MaximumIsThisYear),
        Readings = Modes(("enforced", "One more is answered 400.")),
        Breakages = Modes(("open", "One more is accepted."), ("too-tight", "The greatest allowed is answered 400.")),
    };

    public static readonly Behavior IntegerInput = new()
    {
        Name = "integer-input",
        At = PlaceKind.Field,
        Summary = "A text that is not an integer is refused.",
        AppliesTo = site => IsWritten(site) && site.Field.Type == FieldType.Integer,
        Readings = Modes(("refused", "400.")),
        Breakages = Modes(("accepted", "Success, and the field has no value.")),
    };

    public static readonly Behavior FlagInput = new()
    {
        Name = "flag-input",
        At = PlaceKind.Field,
        Summary = "A form may send a flag as 1 or 0.",
        AppliesTo = site => IsFlag(site) && IsShown(site),
        Readings = Modes(("accepted", "1 is true, 0 is false."), ("ignored", "The field is not taken from a create at all.")),
        Breakages = Modes(("always-true", "0 is true, too.")),
    };

    public static readonly Behavior FlagEmpty = new()
    {
        Name = "flag-empty",
        At = PlaceKind.Field,
        Summary = "An empty flag in a form is false, or as if it had not been sent.",
        AppliesTo = site => IsFlag(site) && IsShown(site),
        Readings = Modes(("false", "It is false."), ("not-sent", "The default stands.")),
        Breakages = Modes(("refused", "400.")),
    };

    public static readonly Behavior FlagOther = new()
    {
        Name = "flag-other",
        At = PlaceKind.Field,
        Summary = "A flag that is no flag is refused.",
        AppliesTo = IsFlag,
        Readings = Modes(("refused", "400.")),
        Breakages = Modes(("accepted", "It is true.")),
    };

    public static readonly Behavior EmailFormat = new()
    {
        Name = "email-format",
        At = PlaceKind.Field,
        Summary = "Whether an e-mail address without an @ is refused.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(("refused", "400."), ("accepted", "It is stored as sent.")),
        Breakages = Modes(("conflict", "409.")),
    };

    public static readonly Behavior Alias = new()
    {
        Name = "alias",
        At = PlaceKind.Field,
        Summary = "The field may be sent under its other names.",
        AppliesTo = site => IsPlain(site) && !site.Field.Aliases.IsEmpty && IsShown(site),
        Readings = Modes(("accepted", "It is stored."), ("ignored", "It is not stored, or refused with 400.")),
        Breakages = Modes(("reversed", "It is stored backwards.")),
    };

    public static readonly Behavior AnswerName = new()
    {
        Name = "answer-name",
        At = PlaceKind.Field,
        Summary = "The name under which answers show the field.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("own", "Its own name."), ("alias", "Its first other name."), ("both", "Both, with the same value.")),
        Breakages = Modes(("neither", "The field is left out.")),
    };

    public static readonly Behavior Shown = new()
    {
        Name = "shown",
        At = PlaceKind.Field,
        Summary = "Whether answers other than to a create show the field.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(("shown", "They do."), ("left-out", "They do not.")),
        Breakages = Modes(("garbled", "They show a list with one null.")),
    };
}
