namespace PlanisoContract.Spec;

// A field that shows other records: a link (created together) or references (chosen by identity).
public static partial class Behaviors
{
    private static bool IsLink(Site site) => site.Field.Type == FieldType.Link && site.Field.OnCreate;

    private static bool IsReferences(Site site) => site.Field.Type == FieldType.References && site.Field.OnCreate;

    public static readonly Behavior LinkedCreate = new()
    {
        Name = "linked-create",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "created",
        Summary = "Creating the record creates the linked record in the same call, with an identity of its own.",
        AppliesTo = IsLink,
        Readings = Modes(("created", "The linked record is found under its own path, with the sent values.")),
        Breakages = Modes(
            ("not-stored", "The answer shows it, but it is not found."),
            ("values-lost", "Of the sent values only the required ones are stored.")),
    };

    public static readonly Behavior LinkedInput = new()
    {
        Name = "linked-input",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "input",
        Summary = "How a create may send the linked record; the suite tries the forms in the order of the readings.",
        AppliesTo = IsLink,
        Readings = Modes(
            ("flat", "All four: fields with a prefix, brackets, JSON text in a form field, an object in a JSON body."),
            ("brackets", "All but fields with a prefix, which are ignored."),
            ("json-text", "JSON text in a form field, or an object in a JSON body; the others are ignored."),
            ("json-body", "An object in a JSON body; the others are ignored.")),
        Breakages = Modes(("none", "None: every create is refused as invalid.")),
    };

    public static readonly Behavior LinkedRequired = new()
    {
        Name = "linked-required",
        At = PlaceKind.LinkedField,
        About = Topic.Links,
        IdSuffix = "required",
        Summary = "A create without this field of the linked record is refused.",
        AppliesTo = site => site.Place.Inner!.Required,
        Readings = Modes(("refused", "Refused as invalid, and nothing is created."), ("accepted", "It succeeds.")),
        Breakages = Modes(("conflict", "Refused as a conflict.")),
    };

    public static readonly Behavior LinkedDuplicate = new()
    {
        Name = "linked-duplicate",
        At = PlaceKind.LinkedField,
        About = Topic.Links,
        IdSuffix = "unique",
        Summary = "A create whose linked record would repeat a unique value of another is refused, or linked to that record.",
        AppliesTo = site => site.Place.Inner!.Unique,
        Readings = Modes(("conflict", "409, and neither record is created."), ("linked", "Success, linked to the existing record.")),
        Breakages = Modes(("second-record", "Success, with a second linked record of the same value.")),
    };

    public static readonly Behavior LinkedRefusal = new()
    {
        Name = "linked-refusal",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "whole-or-nothing",
        Summary = "A create that is refused leaves no linked record behind.",
        AppliesTo = IsLink,
        Readings = Modes(("none-left", "After a refused create, for whatever reason, there is no linked record of it.")),
        Breakages = Modes(
            ("conflict-leaves", "A create that is refused as a conflict of the record's own values stores the linked record."),
            ("invalid-leaves", "A create that is refused for an invalid value of the record's own stores the linked record."),
            ("forbidden-leaves", "A create that is refused for want of a right stores the linked record.")),
    };

    public static readonly Behavior LinkedUpdate = new()
    {
        Name = "linked-update",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "not-updated",
        Summary = "An update cannot change the linked record.",
        AppliesTo = site => IsLink(site) && site.Offers(OperationKind.Update),
        Readings = Modes(("ignored", "Success, the linked record stays as it is."), ("refused", "Refused as invalid, nothing changes.")),
        Breakages = Modes(("applied", "The linked record is changed.")),
    };

    public static readonly Behavior LinkedKept = new()
    {
        Name = "linked-kept",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "kept",
        Summary = "Deleting the record does not deactivate the linked record.",
        AppliesTo = site => IsLink(site) && site.Offers(OperationKind.Delete),
        Readings = Modes(("kept", "It stays active.")),
        Breakages = Modes(("cascaded", "It is deactivated, too.")),
    };

    public static readonly Behavior LinkingKept = new()
    {
        Name = "linking-kept",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "delete-keeps-this",
        Summary = "Deleting the linked record does not deactivate the record that links it.",
        AppliesTo = site => IsLink(site)
            && site.Contract.Operation(OperationKind.Delete, site.Contract.Resource(site.Field.Link!.Resource)) is not null,
        Readings = Modes(("kept", "It stays active.")),
        Breakages = Modes(("cascaded", "It is deactivated, too.")),
    };

    public static readonly Behavior LinkedCurrent = new()
    {
        Name = "linked-current",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "current",
        Summary = "The linked record is shown as it is now, or as it was when it was linked.",
        AppliesTo = site => IsLink(site)
            && site.Contract.Operation(OperationKind.Update, site.Contract.Resource(site.Field.Link!.Resource)) is not null,
        Readings = Modes(("current", "As it is now."), ("stale", "As it was.")),
        Breakages = Modes(("missing", "Once it was updated or deleted, null is shown.")),
    };

    public static readonly Behavior LinkedShape = new()
    {
        Name = "linked-shape",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "shape",
        Summary = "The linked record is shown as an object.",
        AppliesTo = IsLink,
        Readings = Modes(("object", "An object with its fields."), ("wrapped", "An object with one key, data, that holds its fields.")),
        Breakages = Modes(("list", "A list with one object.")),
    };

    public static readonly Behavior ReferencesInput = new()
    {
        Name = "references-input",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "input",
        Summary = "How a create may send references; the suite tries the forms in the order of the readings.",
        AppliesTo = IsReferences,
        Readings = Modes(
            ("json-text", "All three: JSON text in a form field, brackets, a list in a JSON body."),
            ("brackets", "All but JSON text, which is ignored."),
            ("json-body", "A list in a JSON body; the others are ignored.")),
        Breakages = Modes(("none", "None: references are always ignored.")),
    };

    public static readonly Behavior ReferencesRepeated = new()
    {
        Name = "references-repeated",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "repeated",
        Summary = "What a form means that repeats the field of the references with one identity each.",
        AppliesTo = IsReferences,
        Readings = Modes(
            ("all", "A form field that is repeated with one identity each refers to all of them."),
            ("last", "Of a form field that is repeated with one identity each, the last one counts."),
            ("ignored", "A form field that is repeated with one identity each refers to nothing."),
            ("refused", "A form field that is repeated with one identity each is refused as invalid.")),
        Breakages = Modes(("conflict", "A form field that is repeated with one identity each is refused as a conflict.")),
    };

    public static readonly Behavior ReferencesShown = new()
    {
        Name = "references-shown",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "shown",
        Summary = "References are shown as the records that they name.",
        AppliesTo = IsReferences,
        Readings = Modes(("records", "As a list of records, equal to those in the list of their resource.")),
        Breakages = Modes(("identities", "As a list of identities."), ("first-only", "Of several, the first alone.")),
    };

    public static readonly Behavior ReferencesUnknown = new()
    {
        Name = "references-unknown",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "unknown",
        Summary = "A create with a reference to a record that does not exist is refused, or the reference is ignored.",
        AppliesTo = IsReferences,
        Readings = Modes(
            ("bad-request", "Refused as invalid, nothing is created."), ("not-found", "Refused as not found, nothing is created."),
            ("conflict", "Refused as a conflict, nothing is created."), ("ignored", "Success, without that reference.")),
        Breakages = Modes(("invented", "Success, and a record of that identity is shown.")),
    };

    public static readonly Behavior ReferencesUpdate = new()
    {
        Name = "references-update",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "not-updated",
        Summary = "An update cannot change references.",
        AppliesTo = site => IsReferences(site) && site.Offers(OperationKind.Update),
        Readings = Modes(("ignored", "Success, the references stay."), ("refused", "Refused as invalid, nothing changes.")),
        Breakages = Modes(("applied", "They are replaced.")),
    };

    public static readonly Behavior ReferencesKept = new()
    {
        Name = "references-kept",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "kept",
        Summary = "Deleting the record does not deactivate the records that it references.",
        AppliesTo = site => IsReferences(site) && site.Offers(OperationKind.Delete),
        Readings = Modes(("kept", "They stay active.")),
        Breakages = Modes(("cascaded", "They are deactivated, too.")),
    };
}
