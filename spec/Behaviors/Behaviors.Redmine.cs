namespace PlanisoContract.Spec;

// The whole API, in the dialect redmine: credentials, impersonation, refusals, methods.
public static partial class Behaviors
{
    private static Func<Site, bool> TakesKeysIn(SecurityPlace place) =>
        site => site.Contract.SecuritySchemes.Any(scheme => scheme.Place == place);

    public static readonly Behavior KeyInQuery = new()
    {
        Name = "key-in-query",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "The key is taken from the declared query parameter.",
        AppliesTo = TakesKeysIn(SecurityPlace.Query),
        Readings = Modes(("accepted", "A key in the declared query parameter is taken.")),
        Breakages = Modes(("refused", "A key in the declared query parameter is answered 401.")),
    };

    public static readonly Behavior KeyInBasic = new()
    {
        Name = "key-in-basic",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "The key is taken as the user name of HTTP's Basic, with any password.",
        AppliesTo = TakesKeysIn(SecurityPlace.Basic),
        Readings = Modes(("accepted", "A key as the user name of HTTP's Basic is taken.")),
        Breakages = Modes(("refused", "A key as the user name of HTTP's Basic is answered 401.")),
    };

    public static readonly Behavior KeyInCookie = new()
    {
        Name = "key-in-cookie",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "The key is taken from the declared cookie.",
        AppliesTo = TakesKeysIn(SecurityPlace.Cookie),
        Readings = Modes(("accepted", "A key in the declared cookie is taken.")),
        Breakages = Modes(("refused", "A key in the declared cookie is answered 401.")),
    };

    public static readonly Behavior SwitchUserUnknown = new()
    {
        Name = "switch-user-unknown",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "A key that may act for others is refused where the header X-Redmine-Switch-User names a login that does not exist.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("precondition-failed", "Acting for a login that does not exist is answered 412 without a body."),
            ("ignored", "Acting for a login that does not exist is answered as without the header: the key may not act for others.")),
        Breakages = Modes(("not-found", "Acting for a login that does not exist is answered 404.")),
    };

    public static readonly Behavior SwitchUserPlain = new()
    {
        Name = "switch-user-plain",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "With a key that may not act for others the header X-Redmine-Switch-User is ignored.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("ignored", "A key that may not act for others is answered as without the header.")),
        Breakages = Modes(("precondition-failed", "A key that may not act for others is answered 412 where it asks to.")),
    };

    public static readonly Behavior RefusalEmpty = new()
    {
        Name = "refusal-empty",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "An operation's answers 401, 403, 404 and 412 have no body.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("empty", "Answers 401, 403, 404 and 412 have no body.")),
        Breakages = Modes(("text", "Answers 401, 403, 404 and 412 have a sentence as body.")),
    };

    public static readonly Behavior ErrorList = new()
    {
        Name = "error-list",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "The answer to values that are refused is 422 with a list of sentences, named errors.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("list", "Values that are refused are answered 422 with a list of sentences, named errors.")),
        Breakages = Modes(("object", "Values that are refused are answered 422 with an object by field, named errors.")),
    };

    public static readonly Behavior Jsonp = new()
    {
        Name = "jsonp",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "Whether the parameter callback turns a JSON answer into a script.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("off", "The parameter callback is ignored."),
            ("on", "The parameter callback makes of a JSON answer application/javascript that calls the named function.")),
        Breakages = Modes(("refused", "The parameter callback is answered 422.")),
    };

    public static readonly Behavior Head = new()
    {
        Name = "head",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "HEAD is answered as GET is, without the body.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("as-get", "HEAD is answered as GET is, without the body.")),
        Breakages = Modes(("not-found", "HEAD is answered 404.")),
    };

    public static readonly Behavior Patch = new()
    {
        Name = "patch",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "PATCH of a record updates it as PUT does.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("updates", "PATCH of a record updates it as PUT does."),
            ("not-found", "PATCH of a record is answered 404: servers on Rails before 4 know no PATCH.")),
        Breakages = Modes(("ignored", "PATCH of a record is answered with success, and nothing changes.")),
    };

    public static readonly Behavior MethodOverride = new()
    {
        Name = "method-override",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "POST of a record with X-HTTP-Method-Override: PUT updates it.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("updates", "POST with the header X-HTTP-Method-Override: PUT updates the record.")),
        Breakages = Modes(("ignored", "POST with the header X-HTTP-Method-Override: PUT is answered 404, as without the header.")),
    };

    public static readonly Behavior UnroutedMethod = new()
    {
        Name = "unrouted-method",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A method that a path does not have is not found, and so is OPTIONS; the answer has a body.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("not-found", "A method that a path does not have is answered 404, with an object of status and error.")),
        Breakages = Modes(("method-not-allowed", "A method that a path does not have is answered 405.")),
    };

    public static readonly Behavior EmptyCreate = new()
    {
        Name = "empty-create",
        IdSuffix = "nothing",
        At = PlaceKind.Operation,
        About = Topic.Requests,
        Summary = "A create with no body, an empty one or another root is refused as invalid, and nothing is created.",
        OptIn = true,
        AppliesTo = On(OperationKind.Create),
        Readings = Modes(("refused", "A create of nothing is refused as invalid."), ("accepted", "A create of nothing succeeds.")),
        Breakages = Modes(("not-found", "A create of nothing is refused as not found.")),
    };

    public static readonly Behavior EmptyAnswer = new()
    {
        Name = "empty-answer",
        IdSuffix = "no-body",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The success has no body.",
        OptIn = true,
        AppliesTo = site => site.Operation.Success.Schema is null,
        Readings = Modes(("empty", "The success has no body.")),
        Breakages = Modes(("null", "The success has the status 200 and the body null.")),
    };

    public static readonly Behavior Location = new()
    {
        Name = "location",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "The answer to a create names the path of the new record in the header Location, with or without a suffix.",
        OptIn = true,
        AppliesTo = On(OperationKind.Create),
        Readings = Modes(
            ("absolute", "The header Location names the new record by an absolute URL."),
            ("path", "The header Location names the new record by a path.")),
        Breakages = Modes(("absent", "The answer to a create lacks the header Location."), ("other", "The header Location leads to another record.")),
    };
}
