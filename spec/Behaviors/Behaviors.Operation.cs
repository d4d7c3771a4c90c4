using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// One operation.
public static partial class Behaviors
{
    private static bool IsOfCreated(Site site) =>
        site.Contract.Operation(OperationKind.Create, site.Contract.Resource(site.Operation.Resource)) is not null;

    private static Func<Site, bool> On(params OperationKind[] kinds) => site => kinds.Contains(site.Operation.Kind);

    private static bool ShowsARecord(Site site) => site.Operation.Holds is AnswerHolds.Record or AnswerHolds.Records;

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
            ("documented", "The lowest documented 2xx status, and in the body the code of the documented example."),
            ("plain", "The lowest documented 2xx status, and in the body the same code."),
            ("no-content", "204 without a body."),
            ("empty-ok", "200 without a body.")),
        Breakages = Modes(("accepted", "202.")),
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
        Readings = Modes(("conforms", "It conforms; where a field has readings, in any of them.")),
        Breakages = Modes(("wrong-type", "The first text field that is shown holds a list.")),
    };

    public static readonly Behavior AnswerKeys = new()
    {
        Name = "answer-keys",
        IdSuffix = "keys",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer holds every key of the documented example, except where a field may be left out.",
        AppliesTo = site => ShowsARecord(site) && site.Operation.Kind != OperationKind.Update,
        Readings = Modes(("complete", "All keys are there.")),
        Breakages = Modes(("key-missing", "The last key of the documented example that must be there is left out.")),
    };

    public static readonly Behavior KeyRequired = new()
    {
        Name = "key-required",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "A request without a key is refused.",
        AppliesTo = Always,
        Readings = Modes(
            ("unauthorized", "401."), ("forbidden", "403."), ("in-body", InBody),
            ("accepted", "It is answered from the silo as if the key had been sent.")),
        Unbreakable = "Where an account may be open to everybody, nothing is left to break.",
    };

    public static readonly Behavior Permission = new()
    {
        Name = "permission",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "A key without the right to write is refused, and nothing changes.",
        AppliesTo = Writes,
        Readings = Modes(("forbidden", "403."), ("unauthorized", "401."), ("in-body", InBody)),
        Breakages = Modes(("executed", "The request is carried out.")),
    };

    public static readonly Behavior EmptyList = new()
    {
        Name = "empty-list",
        IdSuffix = "empty",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The list of a silo without such records is an empty list.",
        AppliesTo = site => On(OperationKind.List)(site) && CanBeEmpty(site),
        Readings = Modes(("empty-list", "Success with an empty list.")),
        Breakages = Modes(("not-found", "Refused as not found.")),
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
        Readings = Modes(("all", "Each record once.")),
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
        Readings = Modes(("same", "Every field that both show has the same value.")),
        Breakages = Modes(("stale", "The first text field of each element, of those that a request can set where there are any, has the text (stale) behind its value.")),
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
            ("creation-ascending", "By creation, the oldest first."),
            ("creation-descending", "By creation, the newest first."),
            ("field-ascending", "By the field of the argument, ignoring case, the smallest first; null first or last, ties in any order."),
            ("field-descending", "By the field of the argument, ignoring case, the greatest first; null first or last, ties in any order."),
            ("identity-ascending", "By identity, the smallest first."),
            ("identity-descending", "By identity, the greatest first.")),
        Breakages = Modes(("shuffled", "In an order that follows nothing: by a hash of the identity.")),
        OthersBreak = false,
    };

    public static readonly Behavior UnknownRecord = new()
    {
        Name = "unknown-record",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "A record that does not exist is refused.",
        AppliesTo = NamesARecord,
        Readings = Modes(("not-found", "Refused as not found."), ("bad-request", "Refused as invalid.")),
        Breakages = Modes(("empty-success", "The documented success status with an empty list.")),
    };

    public static readonly Behavior MissData = new()
    {
        Name = "miss-data",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "The answer to a find of a record that does not exist holds an empty list.",
        AppliesTo = site => site.Operation.Kind == OperationKind.Find && InEnvelope(site),
        Readings = Modes(("empty-list", "The data is [].")),
        Breakages = Modes(("object", "The data is {}."), ("null", "The data is null.")),
    };

    public static readonly Behavior ReadPermission = new()
    {
        Name = "read-permission",
        At = PlaceKind.Operation,
        About = Topic.Access,
        Summary = "A key without any right is refused by a read for which 403 is documented.",
        AppliesTo = site => site.Operation.Kind is OperationKind.List or OperationKind.Find && site.Operation.Answers.Any(answer => answer.Status == 403),
        Readings = Modes(("forbidden", "A read with a key without any right is answered 403.")),
        Breakages = Modes(("executed", "A read with a key without any right is carried out."), ("unauthorized", "It is answered 401.")),
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
        AppliesTo = NamesARecord,
        Readings = Modes(
            ("not-found", "Refused as not found."), ("bad-request", "Refused as invalid."),
            ("leading-digits", "The digits at its start are taken, so that 7abc finds 7; the others are not found.")),
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
        Readings = Modes(("accepted", "It succeeds.")),
        Breakages = Modes(("optional-demanded", "A create without the first optional field is refused as invalid.")),
    };

    public static readonly Behavior UpdateAnswer = new()
    {
        Name = "update-answer",
        IdSuffix = "answer",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer to an update holds the identity and every sent field with its new value.",
        AppliesTo = site => On(OperationKind.Update)(site) && ShowsARecord(site),
        Readings = Modes(("modified", "The sent fields and the identity; perhaps a few more."), ("full", "The whole record.")),
        Breakages = Modes(
            ("old-values", "The sent fields with the values from before."),
            ("identity-missing", "The sent fields alone.")),
    };

    public static readonly Behavior PartialUpdate = new()
    {
        Name = "partial-update",
        IdSuffix = "partial",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "An update leaves the fields that are not sent as they are.",
        AppliesTo = On(OperationKind.Update),
        Readings = Modes(("unsent-kept", "They stay.")),
        Breakages = Modes(("unsent-cleared", "The first writable optional field that is not sent becomes null, or its default.")),
    };

    public static readonly Behavior ParallelUpdates = new()
    {
        Name = "parallel-updates",
        IdSuffix = "parallel",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "Two updates at once, of different fields of one record.",
        // One of two needs another field to change beside it.
        AppliesTo = site => On(OperationKind.Update)(site)
            && site.Contract.Operation(OperationKind.Find, site.Contract.Resource(site.Operation.Resource)) is not null
            && site.Contract.Resource(site.Operation.Resource).Fields.Count(field => field is { OnUpdate: true, IsPlain: true, WriteOnly: false }) > 2,
        Readings = Modes(
            ("merged", "Of two updates at once, of different fields, both are stored."),
            ("last-wins", "Of two updates at once, of different fields, one is lost: the other one stores the whole record as it read it."),
            ("one-refused", "Of two updates at once one is refused as a conflict, and changes nothing.")),
        Breakages = Modes(("lost", "Of two updates at once both succeed, and neither is stored.")),
    };

    public static readonly Behavior EmptyUpdate = new()
    {
        Name = "empty-update",
        IdSuffix = "empty",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "An update without any field is refused, or changes nothing.",
        AppliesTo = On(OperationKind.Update),
        Readings = Modes(("refused", "Refused as invalid."), ("accepted", "Success, nothing changes.")),
        Breakages = Modes(("record-cleared", "Success, and every optional field becomes null, or its default.")),
    };

    public static readonly Behavior DeleteAnswer = new()
    {
        Name = "delete-answer",
        IdSuffix = "answer",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer to a delete holds an empty list.",
        AppliesTo = site => On(OperationKind.Delete)(site) && InEnvelope(site),
        OneReading = "The samples of the answer show an empty list, and a form of nothing else.",
        Readings = Modes(("empty-list", "The data is [].")),
        Breakages = Modes(("object", "The data is {}."), ("null", "The data is null.")),
    };

    public static readonly Behavior SecondDelete = new()
    {
        Name = "second-delete",
        IdSuffix = "second",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "Deleting a record that was deleted succeeds again, or is refused.",
        AppliesTo = On(OperationKind.Delete),
        Readings = Modes(("succeeds", "The documented success."), ("not-found", "Refused as not found."), ("conflict", "Refused as a conflict.")),
        Breakages = Modes(("bad-request", "Refused as invalid.")),
    };
}
