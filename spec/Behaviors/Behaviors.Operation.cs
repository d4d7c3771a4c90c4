using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// One operation.
public static partial class Behaviors
{
    private static bool IsOfCreated(Site site) =>
        site.Contract.Operation(OperationKind.Create, site.Contract.Resource(site.Operation.Resource)) is not null;

    private static Func<Site, bool> On(params OperationKind[] kinds) => site => kinds.Contains(site.Operation.Kind);

    private static bool ShowsARecord(Site site) => site.Operation.Holds is AnswerHolds.Record or AnswerHolds.Records;

    // An API that declares no way to send a key has none.
    private static bool HasKeys(Site site) => !site.Contract.SecuritySchemes.IsEmpty;

    private static bool Writes(Site site) => site.Operation.Writes;

    // Some records are there in a silo without records, too: declared ones, and what a required filter has to name.
    private static bool CanBeEmpty(Site site) => site.Contract.Resource(site.Operation.Resource).Declared.IsEmpty
        && !site.Contract.Operations.Any(other => other.Filter is { Required: true } filter
            && site.Contract.Resource(other.Resource).Field(filter.Field).Refers?.Resource == site.Operation.Resource);

    private static bool NamesARecord(Site site) =>
        site.Operation.Kind is OperationKind.Find or OperationKind.Update or OperationKind.Delete;

    public static readonly Behavior Status = new()
    {
        Name = "status",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "Success is answered with the documented HTTP status.",
        AppliesTo = Always,
        Readings = Modes(
            ("documented", "A success has the lowest documented 2xx status, and in the body the code of the documented example."),
            ("plain", "A success has the lowest documented 2xx status, and in the body the same code."),
            ("no-content", "A success is answered 204 without a body."),
            ("empty-ok", "A success is answered 200 without a body.")),
        Breakages = Modes(("accepted", "A success is answered 202.")),
        OthersBreak = false,
    };

    public static readonly Behavior AnswerSchema = new()
    {
        Name = "answer-schema",
        IdSuffix = "schema",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The body of a success conforms to the documented schema.",
        AppliesTo = ShowsARecord,
        Readings = Modes(("conforms", "The body of a success conforms to its schema; where a field has readings, in any of them.")),
        Breakages = Modes(("wrong-type", "In the body of a success the first text field that is shown holds a list.")),
    };

    public static readonly Behavior AnswerKeys = new()
    {
        Name = "answer-keys",
        IdSuffix = "keys",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer holds every key of the documented example, except where a field may be left out.",
        AppliesTo = site => ShowsARecord(site) && site.Operation.Kind != OperationKind.Update,
        Readings = Modes(("complete", "An answer has all keys of the documented example.")),
        Breakages = Modes(("key-missing", "An answer lacks the last key of the documented example that must be there.")),
    };

    public static readonly Behavior KeyRequired = new()
    {
        Name = "key-required",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "A request without a key is refused.",
        AppliesTo = HasKeys,
        Readings = Modes(
            ("unauthorized", "A request without a key is answered 401."),
            ("forbidden", "A request without a key is answered 403."),
            ("in-body", InBody),
            ("accepted", "A request without a key is answered from the silo as if the key had been sent.")),
        Unbreakable = "Where an account may be open to everybody, nothing is left to break.",
    };

    public static readonly Behavior Permission = new()
    {
        Name = "permission",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "A key without the right to write is refused, and nothing changes.",
        AppliesTo = site => HasKeys(site) && Writes(site),
        Readings = Modes(
            ("forbidden", "A write with a key without the right is answered 403."),
            ("unauthorized", "A write with a key without the right is answered 401."),
            ("in-body", InBody)),
        Breakages = Modes(("executed", "A write with a key without the right is carried out.")),
    };

    public static readonly Behavior EmptyList = new()
    {
        Name = "empty-list",
        IdSuffix = "empty",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list of a silo without such records is an empty list.",
        AppliesTo = site => On(OperationKind.List)(site) && CanBeEmpty(site),
        Readings = Modes(("empty-list", "A list without records is answered with success and an empty list.")),
        Breakages = Modes(("not-found", "A list without records is refused as not found.")),
    };

    public static readonly Behavior ListComplete = new()
    {
        Name = "list-complete",
        IdSuffix = "complete",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list, all pages of it, holds each active record once.",
        AppliesTo = site => On(OperationKind.List)(site)
            && site.Contract.Operation(OperationKind.Create, site.Contract.Resource(site.Operation.Resource)) is not null,
        Readings = Modes(("all", "A list holds each record once.")),
        Breakages = Modes(
            ("newest-missing", "The newest record is not in the list."),
            ("oldest-missing", "The oldest record is not in the list."),
            ("listed-twice", "The newest record is in the list twice.")),
    };

    public static readonly Behavior ListAgrees = new()
    {
        Name = "list-agrees",
        IdSuffix = "agrees",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list shows a record as finding it does.",
        AppliesTo = site => On(OperationKind.List)(site)
            && site.Contract.Operation(OperationKind.Find, site.Contract.Resource(site.Operation.Resource)) is not null,
        Readings = Modes(("same", "A list and a find show every field with the same value.")),
        Breakages = Modes(("stale", "In a list the first text field, of those that a request can set where there are any, has the text (stale) behind its value.")),
    };

    public static readonly Behavior ListOrder = new()
    {
        Name = "list-order",
        IdSuffix = "order",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list is sorted as the document says.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Arguments = ImmutableDictionary<string, Shape>.Empty.Add("field", new Shape.Text()),
        Readings = Modes(
            ("creation-ascending", "The list is sorted by creation, the oldest record first."),
            ("creation-descending", "The list is sorted by creation, the newest record first."),
            ("field-ascending", "The list is sorted by the field of the argument, ignoring case, the smallest first; null first or last, ties in any order."),
            ("field-descending", "The list is sorted by the field of the argument, ignoring case, the greatest first; null first or last, ties in any order."),
            ("identity-ascending", "The list is sorted by identity, the smallest first."),
            ("identity-descending", "The list is sorted by identity, the greatest first.")),
        Breakages = Modes(
            ("shuffled", "The list is in an order that follows nothing: by a hash of the identity."),
            ("by-text", "By the first text that a create can send; where it can send no other than that of the argument, by a hash of the identity.")),
        OthersBreak = false,
    };

    public static readonly Behavior UnknownRecord = new()
    {
        Name = "unknown-record",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "A record that does not exist is refused.",
        AppliesTo = NamesARecord,
        Readings = Modes(
            ("not-found", "A record that does not exist is refused as not found."),
            ("bad-request", "A record that does not exist is refused as invalid.")),
        Breakages = Modes(("empty-success", "A record that does not exist is answered with the documented success status and an empty list.")),
    };

    public static readonly Behavior MissData = new()
    {
        Name = "miss-data",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "The answer to a find of a record that does not exist holds an empty list.",
        OptIn = true,
        AppliesTo = site => site.Operation.Kind == OperationKind.Find,
        Readings = Modes(("empty-list", "The data of a find of nothing is [].")),
        Breakages = Modes(("object", "The data of a find of nothing is {}."), ("null", "The data of a find of nothing is null.")),
    };

    public static readonly Behavior ReadPermission = new()
    {
        Name = "read-permission",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "A key without any right is refused by a read for which 403 is documented.",
        AppliesTo = site => HasKeys(site) && site.Operation.Kind is OperationKind.List or OperationKind.Find
            && site.Operation.Answers.Any(answer => answer.Status == 403),
        Readings = Modes(("forbidden", "A read with a key without any right is answered 403.")),
        Breakages = Modes(
            ("executed", "A read with a key without any right is carried out."),
            ("unauthorized", "A read with a key without any right is answered 401.")),
    };

    public static readonly Behavior OwnSilo = new()
    {
        Name = "own-silo",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "An update or a delete changes nothing of the record of the same identity in another silo.",
        AppliesTo = site => site.Operation.Kind is OperationKind.Update or OperationKind.Delete
            && IsOfCreated(site) && site.Contract.Operation(OperationKind.Find, site.Contract.Resource(site.Operation.Resource)) is not null,
        Readings = Modes(("untouched", "The record of the same identity in another silo stays as it is.")),
        Breakages = Modes(("crosses", "The record of the same identity in another silo gets the same values, or is deleted, too.")),
    };

    public static readonly Behavior MalformedIdentity = new()
    {
        Name = "malformed-identity",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "An identity that is not a number, zero, negative or too great is refused.",
        // Any text can be an identity that is a text.
        AppliesTo = site => NamesARecord(site) && site.Contract.Resource(site.Operation.Resource).Identity is { Type: FieldType.Integer } or { Format: "uuid" },
        Readings = Modes(
            ("not-found", "A text that is no identity is refused as not found."),
            ("bad-request", "A text that is no identity is refused as invalid."),
            ("leading-digits", "Of a text that is no identity the digits at its start are taken, so that 7abc finds 7; without any it is not found.")),
        Breakages = Modes(("empty-success", "A text that is no identity is answered with the documented success status and an empty list.")),
    };

    public static readonly Behavior MinimalCreate = new()
    {
        Name = "minimal-create",
        IdSuffix = "minimal",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "A create with the required fields alone succeeds.",
        AppliesTo = On(OperationKind.Create),
        Readings = Modes(("accepted", "A create with the required fields alone succeeds.")),
        Breakages = Modes(("optional-demanded", "A create without the first optional field is refused as invalid.")),
    };
}
