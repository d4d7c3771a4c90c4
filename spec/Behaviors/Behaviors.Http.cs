using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// What HTTP itself says: statuses of refusals, problem details, media types, conditional requests.
public static partial class Behaviors
{
    private static bool TakesForms(Site site) => site.Contract.Json["x-rules"]?["form-body"] is not null
        || site.Contract.Operations.Where(operation => operation.Kind is OperationKind.Create or OperationKind.Update).All(operation => operation.Bodies.Any(body => body.MediaType == "application/x-www-form-urlencoded"));

    private static Behavior Declared(string name, Topic about, string summary, (string Name, string Sentence)[] readings, params (string Name, string Sentence)[] breakages) => new()
    {
        Name = name,
        At = PlaceKind.Api,
        About = about,
        Summary = summary,
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(readings),
        Breakages = Modes(breakages),
    };

    public static readonly Behavior InvalidStatus = Declared("invalid-status", Topic.Answers,
        "The status of a request whose values are refused as invalid.",
        [("bad-request", "Values that are refused are answered 400."), ("unprocessable", "Values that are refused are answered 422.")],
        ("not-found", "Values that are refused are answered 404."));

    public static readonly Behavior ConflictStatus = Declared("conflict-status", Topic.Answers,
        "The status of a request that is refused as a conflict.",
        [
            ("conflict", "A conflict is answered 409."),
            ("unprocessable", "A conflict is answered 422."),
            ("bad-request", "A conflict is answered 400."),
        ],
        ("not-found", "A conflict is answered 404."));

    public static readonly Behavior ProblemDetails = Declared("problem-details", Topic.Answers,
        "A refusal with a body is an object of problem details (RFC 9457): its status is that of the answer, its media type says what it is.",
        [
            ("problem", "A refusal holds title and status, and has the media type application/problem+json."),
            ("json", "A refusal holds title and status, and has the media type application/json."),
        ],
        ("status-differs", "The member status of a refusal is 500 whatever its HTTP status."), ("bare", "A refusal is an object with the one key error."));

    public static readonly Behavior ErrorSchema = Declared("error-schema", Topic.Answers,
        "A refusal with a body conforms to the schema that the document has for its status.",
        [("conforms", "A refusal conforms to its documented schema.")],
        ("list", "A refusal is a list with one text."));

    public static readonly Behavior ErrorFields = Declared("error-fields", Topic.Answers,
        "A refusal of values names the fields at fault in the member of the argument; without one it is itself the object of them.",
        [
            ("lists", "The fields at fault are an object: field, list of sentences."),
            ("texts", "The fields at fault are an object: field, sentence."),
            ("objects", "The fields at fault are a list of objects, one member of which is the field's name or a JSON pointer to it."),
        ],
        ("absent", "A refusal of values names no field."), ("other-field", "A refusal of values names a field that is right."))
        with
    { Arguments = ImmutableDictionary<string, Shape>.Empty.Add("member", new Shape.Text()) };

    public static readonly Behavior MediaTypeStatus = Declared("media-type-status", Topic.Requests,
        "The status of a request whose body has a media type that the operation does not document.",
        [
            ("unsupported", "A body of a media type that is not documented is answered 415."),
            ("bad-request", "A body of a media type that is not documented is answered 400."),
        ],
        ("not-found", "A body of a media type that is not documented is answered 404."));

    public static readonly Behavior NotAcceptable = Declared("not-acceptable", Topic.Requests,
        "A header Accept that leaves nothing that the API can write is refused, or ignored.",
        [
            ("refused", "A request that accepts no media type of the API is answered 406."),
            ("ignored", "A request that accepts no media type of the API is answered as any other."),
        ],
        ("server-error", "A request that accepts no media type of the API is answered 500."));

    public static readonly Behavior Allow = Declared("allow", Topic.Answers,
        "An answer 405 names the methods of the path in the header Allow.",
        [("named", "The header Allow of an answer 405 names the documented methods of the path.")],
        ("absent", "An answer 405 has no header Allow."), ("asked", "The header Allow of an answer 405 names the method that was refused."));

    private static bool Documents(Site site, int status) => site.Operation.Answer(status) is not null;

    private static bool ShowsETag(Site site) => site.Operation.Kind == OperationKind.Find && HasETag(site.Operation);

    private static bool HasETag(Operation operation) => operation.Success.Headers.Any(name => name.Equals("ETag", StringComparison.OrdinalIgnoreCase));

    // Without the header there is nothing that If-Match could name; 412 has other uses, too.
    private static bool IsVersionedWrite(Site site) => On(OperationKind.Update, OperationKind.Delete)(site)
        && site.Contract.Operation(OperationKind.Find, site.Contract.Resource(site.Operation.Resource)) is { } find && HasETag(find);

    public static readonly Behavior ETag = new()
    {
        Name = "etag",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The header ETag of a find is another one after every change of the record, and the same without one.",
        AppliesTo = ShowsETag,
        Readings = Modes(("of-version", "The header ETag changes with the record.")),
        Breakages = Modes(("absent", "A find has no header ETag."), ("unchanged", "The header ETag stays the same after a change."), ("random", "The header ETag is another one in every answer.")),
    };

    public static readonly Behavior IfNoneMatch = new()
    {
        Name = "if-none-match",
        At = PlaceKind.Operation,
        About = Topic.Requests,
        Summary = "A find whose If-None-Match names the current ETag is answered 304 without a body, and any other one in full.",
        AppliesTo = site => ShowsETag(site) && Documents(site, 304),
        Readings = Modes(("not-modified", "A find whose If-None-Match names the current ETag is answered 304.")),
        Breakages = Modes(("ignored", "The header If-None-Match is not looked at."), ("always", "Any header If-None-Match is answered 304.")),
    };

    public static readonly Behavior IfMatch = new()
    {
        Name = "if-match",
        At = PlaceKind.Operation,
        About = Topic.Requests,
        Summary = "A write whose If-Match does not name the current ETag is answered 412 and changes nothing; one that names it is carried out.",
        AppliesTo = site => IsVersionedWrite(site) && Documents(site, 412),
        Readings = Modes(("enforced", "A write whose If-Match names an earlier ETag is answered 412.")),
        Breakages = Modes(("ignored", "The header If-Match is not looked at."), ("applied", "A write whose If-Match names an earlier ETag is answered 412, and is carried out.")),
    };

    public static readonly Behavior IfMatchRequired = new()
    {
        Name = "if-match-required",
        At = PlaceKind.Operation,
        About = Topic.Requests,
        Summary = "A write without If-Match is answered 428 and changes nothing.",
        AppliesTo = site => IsVersionedWrite(site) && Documents(site, 428),
        Readings = Modes(("required", "A write without If-Match is answered 428.")),
        Breakages = Modes(("accepted", "A write without If-Match is carried out.")),
    };
}
