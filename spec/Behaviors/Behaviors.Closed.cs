using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// A field whose values come from somewhere: a list, a pattern, other records; or which nobody may send or see.
public static partial class Behaviors
{
    private static bool Refers(Site site) => site.Field is { Refers: not null, ReadOnly: false, OnCreate: true };

    public static readonly Behavior RequiredOnUpdate = new()
    {
        Name = "required-on-update",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "Whether an update without the field is refused.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("required", "An update without the field is refused as invalid, and nothing changes."),
            ("optional", "An update without the field succeeds, and the field keeps its value.")),
        Breakages = Modes(("cleared", "An update without the field succeeds, and the field has no value.")),
    };

    public static readonly Behavior NotAllowed = new()
    {
        Name = "not-allowed",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A create or update that sends the field is refused, or the field is ignored.",
        AppliesTo = site => site.Field.Forbidden,
        Readings = Modes(
            ("refused", "A request that sends the field is refused as invalid."),
            ("ignored", "A request that sends the field succeeds, and the value is not stored.")),
        Breakages = Modes(("stored", "A request that sends the field succeeds, and the value is stored and shown.")),
    };

    public static readonly Behavior WriteOnly = new()
    {
        Name = "write-only",
        At = PlaceKind.Field,
        About = Topic.Answers,
        Summary = "No answer shows the value that a create or update sent.",
        AppliesTo = site => site.Field is { WriteOnly: true, Forbidden: false, OnCreate: true },
        OneReading = "What is shown to everybody who reads is no secret any more.",
        Readings = Modes(("hidden", "No answer shows the value of the field.")),
        Breakages = Modes(("shown", "Answers that show the record show the value of the field.")),
    };

    public static readonly Behavior Pattern = new()
    {
        Name = "pattern",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "A text that does not match the declared pattern is refused, and the samples that the document shows are taken.",
        AppliesTo = site => IsWrittenText(site) && site.Field.Pattern is not null,
        Readings = Modes(
            ("refused", "A text that does not match the pattern is refused as invalid, and every one that does is taken."),
            ("narrower", "A text that does not match the pattern is refused as invalid, and so are some that do (the mock: all but two samples).")),
        Breakages = Modes(
            ("accepted", "A text that does not match the pattern is stored as sent."),
            ("sample-refused", "The first sample that the document shows is refused as invalid.")),
    };

    public static readonly Behavior Choice = new()
    {
        Name = "choice",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "The field holds one of a list of values: those that the document shows are taken; of the others some may be, and what is none may be refused.",
        AppliesTo = site => IsWrittenText(site) && site.Field.Choice is not null,
        Readings = Modes(
            ("any-notation", "Every value of the list is taken, in any of its notations, and anything else is refused as invalid."),
            ("some", "Of the values of the list some are taken, or some notations (the mock: two samples), and anything else is refused as invalid."),
            ("unchecked", "Whatever is sent is stored, whether the list has it or not.")),
        Breakages = Modes(
            ("replaced", "What is not in the list becomes the first value of the list."),
            ("sample-refused", "The first value that the document shows is refused as invalid.")),
    };

    public static readonly Behavior RefersUnknown = new()
    {
        Name = "refers-unknown",
        At = PlaceKind.Field,
        About = Topic.Links,
        Summary = "A create that refers to a record which does not exist is refused, or the reference is ignored or stored.",
        AppliesTo = Refers,
        Readings = Modes(
            ("refused", "A create that refers to a record which does not exist is refused as invalid, and nothing is created."),
            ("not-found", "A create that refers to a record which does not exist is refused as not found, and nothing is created."),
            ("ignored", "A create that refers to a record which does not exist succeeds, without that reference."),
            ("stored", "A create that refers to a record which does not exist succeeds, and the reference is shown as sent.")),
        Breakages = Modes(("replaced", "A create that refers to a record which does not exist succeeds, and refers to the last record that there is.")),
    };

    public static readonly Behavior ReferenceAs = new()
    {
        Name = "reference-as",
        At = PlaceKind.Field,
        About = Topic.Links,
        Summary = "How answers show what the field refers to.",
        AppliesTo = site => site.Field.Refers?.Record is not null && IsShown(site),
        Readings = Modes(
            ("identity", "Answers show what the field refers to by its identity."),
            ("record", "Answers show what the field refers to as an object of id and name, under the name that x-refers gives."),
            ("left-out", "Answers do not show what the field refers to.")),
        Breakages = Modes(("object", "Answers show what the field refers to as an object, under the field's own name.")),
    };

    public static readonly Behavior From = new()
    {
        Name = "from",
        At = PlaceKind.Field,
        About = Topic.Links,
        Summary = "The field shows a value of the record that another field refers to.",
        AppliesTo = site => site.Field.From is not null && IsShown(site),
        Readings = Modes(
            ("shown", "The field shows the value of the record that another field refers to."),
            ("empty", "The field is empty, whatever the record holds that another field refers to.")),
        Breakages = Modes(("other", "The field shows the value of another record than the one referred to.")),
    };

    public static readonly Behavior Repeatable = new()
    {
        Name = "repeatable",
        At = PlaceKind.Field,
        About = Topic.Uniqueness,
        Summary = "Whether two records may have the same value.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(
            ("accepted", "Two records may have the same value."),
            ("refused", "A create with the value of another record is refused as invalid.")),
        Breakages = Modes(("merged", "A create with the value of another record is answered with the identity of that record.")),
    };

    public static readonly Behavior MinimumLength = new()
    {
        Name = "min-length",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "The shortest allowed text is accepted, one character less is refused.",
        AppliesTo = site => IsFreeText(site) && site.Field.MinLength is not null,
        Readings = Modes(("enforced", "A text of one character less than allowed is refused as invalid.")),
        Breakages = Modes(
            ("open", "A text of one character less than allowed is accepted."),
            ("too-tight", "The shortest allowed text is refused as invalid.")),
    };

    public static readonly Behavior MaximumLength = new()
    {
        Name = "max-length",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "The longest allowed text is accepted, one character more is refused.",
        AppliesTo = site => IsFreeText(site) && site.Field.MaxLength is not null,
        Readings = Modes(("enforced", "A text of one character more than allowed is refused as invalid.")),
        Breakages = Modes(
            ("open", "A text of one character more than allowed is accepted."),
            ("too-tight", "The longest allowed text is refused as invalid.")),
    };

    public static readonly Behavior LengthUnit = new()
    {
        Name = "length-unit",
        At = PlaceKind.Field,
        About = Topic.Values,
        Summary = "The longest allowed text is counted in characters, so that one of accented letters is accepted, too.",
        AppliesTo = site => IsFreeText(site) && site.Field is { MaxLength: not null, Format: null },
        Readings = Modes(("characters", "The length of a text is counted in characters.")),
        Breakages = Modes(("bytes", "The length of a text is counted in bytes, so that the longest one of accented letters is refused.")),
    };

    public static readonly Behavior FlagJson = new()
    {
        Name = "flag-json",
        At = PlaceKind.Field,
        About = Topic.Requests,
        Summary = "A JSON body may send the flag as true or false.",
        OptIn = true,
        AppliesTo = site => IsFlag(site) && IsShown(site),
        Readings = Modes(
            ("accepted", "true and false in a JSON body are 1 and 0."),
            ("refused", "true and false in a JSON body are refused as invalid.")),
        Breakages = Modes(("always-true", "false in a JSON body is 1, as true is.")),
    };
}
