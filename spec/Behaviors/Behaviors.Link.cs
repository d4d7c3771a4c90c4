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
            ("not-stored", "The answer shows the linked record, but it is not found."),
            ("values-lost", "Of the values sent for the linked record only the required ones are stored.")),
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
            ("flat", "A create takes the linked record in all four forms: fields with a prefix, brackets, JSON text in a form field, an object in a JSON body."),
            ("brackets", "A create takes the linked record in all forms but as fields with a prefix, which are ignored."),
            ("json-text", "A create takes the linked record as JSON text in a form field, or as an object in a JSON body; the other forms are ignored."),
            ("json-body", "A create takes the linked record as an object in a JSON body alone.")),
        Breakages = Modes(("none", "A create takes the linked record in no form: each is refused as invalid.")),
    };

    public static readonly Behavior LinkedRequired = new()
    {
        Name = "linked-required",
        At = PlaceKind.LinkedField,
        About = Topic.Links,
        IdSuffix = "required",
        Summary = "A create without this field of the linked record is refused.",
        AppliesTo = site => site.Place.Inner!.Required,
        Readings = Modes(
            ("refused", "A create without this field of the linked record is refused as invalid, and nothing is created."),
            ("accepted", "A create without this field of the linked record succeeds.")),
        Breakages = Modes(("conflict", "A create without this field of the linked record is refused as a conflict.")),
    };

    public static readonly Behavior LinkedDuplicate = new()
    {
        Name = "linked-duplicate",
        At = PlaceKind.LinkedField,
        About = Topic.Links,
        IdSuffix = "unique",
        Summary = "A create whose linked record would repeat a unique value of another is refused, or linked to that record.",
        AppliesTo = site => site.Place.Inner!.Unique,
        Readings = Modes(
            ("conflict", "A create whose linked record would repeat the value is refused as a conflict, and neither record is created."),
            ("linked", "A create whose linked record would repeat the value succeeds, linked to the record that has it.")),
        Breakages = Modes(("second-record", "A create whose linked record would repeat the value succeeds, with a second linked record of the same value.")),
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
        Readings = Modes(
            ("ignored", "An update that sends the linked record succeeds, and the linked record stays as it is."),
            ("refused", "An update that sends the linked record is refused as invalid, and nothing changes.")),
        Breakages = Modes(("applied", "An update that sends the linked record changes it.")),
    };

    public static readonly Behavior LinkedKept = new()
    {
        Name = "linked-kept",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "kept",
        Summary = "Deleting the record does not deactivate the linked record.",
        AppliesTo = site => IsLink(site) && site.Offers(OperationKind.Delete),
        Readings = Modes(("kept", "After a delete the linked record stays active.")),
        Breakages = Modes(("cascaded", "After a delete the linked record is inactive, too.")),
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
        Readings = Modes(("kept", "After a delete of the linked record the one that links it stays active.")),
        Breakages = Modes(("cascaded", "After a delete of the linked record the one that links it is inactive, too.")),
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
        Readings = Modes(
            ("current", "The linked record is shown as it is now."),
            ("stale", "The linked record is shown as it was when it was linked.")),
        Breakages = Modes(("missing", "Once the linked record was updated or deleted, null is shown for it.")),
    };

    public static readonly Behavior LinkedShape = new()
    {
        Name = "linked-shape",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "shape",
        Summary = "The linked record is shown as an object.",
        AppliesTo = IsLink,
        Readings = Modes(
            ("object", "The linked record is shown as an object with its fields."),
            ("wrapped", "The linked record is shown as an object with one key, data, that holds its fields.")),
        Breakages = Modes(("list", "The linked record is shown as a list with one object.")),
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
            ("json-text", "A create takes references in all three forms: JSON text in a form field, brackets, a list in a JSON body."),
            ("brackets", "A create takes references in all forms but as JSON text, which is ignored."),
            ("json-body", "A create takes references as a list in a JSON body alone.")),
        Breakages = Modes(("none", "A create ignores references in every form.")),
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
        Readings = Modes(("records", "References are shown as a list of records, equal to those in the list of their resource.")),
        Breakages = Modes(
            ("identities", "References are shown as a list of identities."),
            ("first-only", "Of several references the first one alone is shown.")),
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
            ("bad-request", "A create with a reference to nothing is refused as invalid, and nothing is created."),
            ("not-found", "A create with a reference to nothing is refused as not found, and nothing is created."),
            ("conflict", "A create with a reference to nothing is refused as a conflict, and nothing is created."),
            ("ignored", "A create with a reference to nothing succeeds, without that reference.")),
        Breakages = Modes(("invented", "A create with a reference to nothing succeeds, and a record of that identity is shown.")),
    };

    public static readonly Behavior ReferencesUpdate = new()
    {
        Name = "references-update",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "not-updated",
        Summary = "An update cannot change references.",
        AppliesTo = site => IsReferences(site) && site.Offers(OperationKind.Update),
        Readings = Modes(
            ("ignored", "An update that sends references succeeds, and the references stay."),
            ("refused", "An update that sends references is refused as invalid, and nothing changes.")),
        Breakages = Modes(("applied", "An update that sends references replaces them.")),
    };

    public static readonly Behavior ReferencesKept = new()
    {
        Name = "references-kept",
        At = PlaceKind.Field,
        About = Topic.Links,
        IdSuffix = "kept",
        Summary = "Deleting the record does not deactivate the records that it references.",
        AppliesTo = site => IsReferences(site) && site.Offers(OperationKind.Delete),
        Readings = Modes(("kept", "After a delete the records that it referenced stay active.")),
        Breakages = Modes(("cascaded", "After a delete the records that it referenced are inactive, too.")),
    };
}
