namespace PlanisoContract.Spec;

// What a field does not accept: formats and limits.
public static partial class Behaviors
{
    private static bool IsFlag(Site site) => IsWritten(site) && site.Field.Type == FieldType.Boolean;

    private static bool IsDate(Site site) => IsWritten(site) && site.Field.Type == FieldType.Date;

    public static readonly Behavior DateFormat = new()
    {
        Name = "date-format",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A date that is not written YYYY-MM-DD is refused.",
        AppliesTo = IsDate,
        Readings = Modes(
            ("refused", "A date in another format is refused as invalid."),
            ("nulled", "A date in another format is taken, and the field has no value."),
            ("converted", "A date in another format is taken for the day that it names; what names none is refused."),
            ("stored", "A date in another format is stored as it was sent.")),
        Breakages = Modes(("another-day", "A date in another format is taken for January 1, 1970.")),
    };

    public static readonly Behavior DateExists = new()
    {
        Name = "date-exists",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A day that is not in the calendar is refused.",
        AppliesTo = IsDate,
        Readings = Modes(
            ("refused", "A day that is not in the calendar is refused as invalid."),
            ("nulled", "A day that is not in the calendar is taken, and the field has no value."),
            ("stored", "A day that is not in the calendar is stored as it was sent.")),
        Breakages = Modes(("rolled-over", "February 30 becomes March 1 or 2.")),
    };

    public static readonly Behavior Minimum = new()
    {
        Name = "minimum",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "The smallest allowed number is accepted, the next one below is refused.",
        AppliesTo = site => IsWritten(site) && (site.Field.Minimum is not null || site.Field.MinimumNumber is not null),
        Readings = Modes(("enforced", "The number below the smallest allowed is refused as invalid.")),
        Breakages = Modes(
            ("open", "The number below the smallest allowed is accepted."),
            ("too-tight", "The smallest allowed number is refused as invalid.")),
    };

    public static readonly Behavior Maximum = new()
    {
        Name = "maximum",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "The greatest allowed number is accepted, the next one above is refused.",
        AppliesTo = site => IsWritten(site) && (site.Field.Maximum is not null || site.Field.MaximumIsThisYear || site.Field.MaximumNumber is not null),
        Readings = Modes(("enforced", "The number above the greatest allowed is refused as invalid.")),
        Breakages = Modes(
            ("open", "The number above the greatest allowed is accepted."),
            ("too-tight", "The greatest allowed number is refused as invalid.")),
    };

    public static readonly Behavior IntegerInput = new()
    {
        Name = "integer-input",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A text that is not an integer is refused.",
        AppliesTo = site => IsWritten(site) && site.Field is { Type: FieldType.Integer, Refers: null },
        Readings = Modes(("refused", "A text that is not an integer is refused as invalid.")),
        Breakages = Modes(("accepted", "A text that is not an integer is accepted, and the field has no value.")),
    };

    public static readonly Behavior FlagInput = new()
    {
        Name = "flag-input",
        At = PlaceKind.Field,
        About = Topic.Requests,
        Summary = "A form may send a flag as 1 or 0.",
        AppliesTo = site => IsFlag(site) && IsShown(site) && TakesForms(site),
        OneReading = "A form knows texts alone, and 1 and 0 are a flag to every framework.",
        Readings = Modes(("accepted", "In a form 1 is true and 0 is false."), ("ignored", "A create does not take the flag from a form at all.")),
        Breakages = Modes(("always-true", "In a form 0 is true, as 1 is.")),
    };

    public static readonly Behavior FlagEmpty = new()
    {
        Name = "flag-empty",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "What an empty flag in a form says.",
        AppliesTo = site => IsFlag(site) && IsShown(site) && TakesForms(site),
        Readings = Modes(
            ("false", "An empty flag in a form is false."),
            ("not-sent", "An empty flag in a form counts as not sent: the default stands, or what the record holds."),
            ("unset", "An empty flag in a form leaves the flag without a value: null, or an empty text."),
            ("refused", "An empty flag in a form is refused as invalid.")),
        Breakages = Modes(("conflict", "An empty flag in a form is refused as a conflict.")),
    };

    public static readonly Behavior FlagOther = new()
    {
        Name = "flag-other",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A flag that is no flag is refused, or the field is a flag all the same.",
        // Rails takes any text that is not false for true, and Redmine's text says nothing of it.
        OptIn = true,
        AppliesTo = IsFlag,
        Readings = Modes(
            ("refused", "What is no flag is refused as invalid."),
            ("accepted", "What is no flag is not refused: it counts as true, as false or as not sent.")),
        Breakages = Modes(("emptied", "What is no flag is taken, and the field has no value.")),
    };

    public static readonly Behavior EmailFormat = new()
    {
        Name = "email-format",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "Whether an e-mail address without an @ is refused.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("refused", "An e-mail address without an @ is refused as invalid."),
            ("accepted", "An e-mail address without an @ is stored as it was sent.")),
        Breakages = Modes(("conflict", "An e-mail address without an @ is refused as a conflict.")),
    };
}
