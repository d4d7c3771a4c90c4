namespace PlanisoContract.Spec;

// An update or a delete: what it answers, what it leaves alone.
public static partial class Behaviors
{
    private static bool ChangesAPart(Site site) => site.Operation is { Kind: OperationKind.Update, Replaces: false };

    public static readonly Behavior Replace = new()
    {
        Name = "replace",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "An update that replaces the record leaves no value in the fields that it does not send, or their defaults.",
        AppliesTo = site => site.Operation.Replaces,
        Readings = Modes(("replaced", "An optional field that a replacement does not send has its default, or no value.")),
        Breakages = Modes(("unsent-kept", "An optional field that a replacement does not send keeps its value.")),
    };

    public static readonly Behavior ReplaceRequired = new()
    {
        Name = "replace-required",
        At = PlaceKind.Operation,
        About = Topic.Values,
        Summary = "An update that replaces the record is refused without a field that a create must have, and nothing changes.",
        AppliesTo = site => site.Operation.Replaces && site.Contract.Resource(site.Operation.Resource).Fields.Any(field => field is { Required: true, OnUpdate: true }),
        Readings = Modes(("refused", "A replacement without a required field is refused as invalid.")),
        Breakages = Modes(("kept", "A replacement without a required field succeeds, and the field keeps its value.")),
    };

    public static readonly Behavior MergePatch = new()
    {
        Name = "merge-patch",
        At = PlaceKind.Operation,
        About = Topic.Requests,
        Summary = "A merge patch with its media type application/merge-patch+json (RFC 7396) is carried out.",
        AppliesTo = site => site.Operation.Kind == OperationKind.Update && site.Operation.Bodies.Any(body => body.MediaType == "application/merge-patch+json"),
        Readings = Modes(("taken", "A merge patch changes the fields that it sends.")),
        Breakages = Modes(("refused", "A body of the media type application/merge-patch+json is answered 415."), ("nothing", "A merge patch is answered with success, and nothing changes.")),
    };

    public static readonly Behavior UpdateAnswer = new()
    {
        Name = "update-answer",
        IdSuffix = "answer",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer to an update holds the identity and every sent field with its new value.",
        AppliesTo = site => On(OperationKind.Update)(site) && ShowsARecord(site),
        Readings = Modes(
            ("modified", "The answer to an update holds the sent fields and the identity; perhaps a few more."),
            ("full", "The answer to an update holds the whole record.")),
        Breakages = Modes(
            ("old-values", "The answer to an update holds the sent fields with the values from before."),
            ("identity-missing", "The answer to an update holds the sent fields alone, without the identity.")),
    };

    public static readonly Behavior PartialUpdate = new()
    {
        Name = "partial-update",
        IdSuffix = "partial",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "An update leaves the fields that are not sent as they are.",
        AppliesTo = ChangesAPart,
        Readings = Modes(("unsent-kept", "An update leaves fields that it does not send as they are.")),
        Breakages = Modes(("unsent-cleared", "An update leaves the first writable optional field that it does not send null, or at its default.")),
    };

    public static readonly Behavior ParallelUpdates = new()
    {
        Name = "parallel-updates",
        IdSuffix = "parallel",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "Two updates at once, of different fields of one record.",
        // They may not meet although they were sent at once.
        MayVary = true,
        // One of two needs another field to change beside it.
        AppliesTo = site => ChangesAPart(site)
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
        AppliesTo = ChangesAPart,
        Readings = Modes(
            ("refused", "An update without any field is refused as invalid."),
            ("accepted", "An update without any field succeeds, and nothing changes.")),
        Breakages = Modes(("record-cleared", "An update without any field succeeds, and every optional field becomes null, or its default.")),
    };

    public static readonly Behavior DeleteAnswer = new()
    {
        Name = "delete-answer",
        IdSuffix = "answer",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer to a delete holds an empty list.",
        OptIn = true,
        AppliesTo = On(OperationKind.Delete),
        OneReading = "The samples of the answer show an empty list, and a form of nothing else.",
        Readings = Modes(("empty-list", "The data of the answer to a delete is [].")),
        Breakages = Modes(("object", "The data of the answer to a delete is {}."), ("null", "The data of the answer to a delete is null.")),
    };

    public static readonly Behavior SecondDelete = new()
    {
        Name = "second-delete",
        IdSuffix = "second",
        At = PlaceKind.Operation,
        About = Topic.Records,
        Summary = "Deleting a record that was deleted succeeds again, or is refused.",
        AppliesTo = On(OperationKind.Delete),
        Readings = Modes(
            ("succeeds", "A second delete of a record is answered with the documented success."),
            ("not-found", "A second delete of a record is refused as not found."),
            ("conflict", "A second delete of a record is refused as a conflict.")),
        Breakages = Modes(("bad-request", "A second delete of a record is refused as invalid.")),
    };
}
