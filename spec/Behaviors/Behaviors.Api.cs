namespace PlanisoContract.Spec;

// The whole API: envelope, credentials, request formats.
public static partial class Behaviors
{
    private const string InBody = "A refusal has the HTTP status of a success, and the body says that it failed.";

    public static readonly Behavior Envelope = new()
    {
        Name = "envelope",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "Every successful answer is an object with the keys of the envelope.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("present", "All keys of the envelope are there.")),
        Breakages = Modes(("data-missing", "Successful answers lack the key that holds the data.")),
    };

    public static readonly Behavior ErrorEnvelope = new()
    {
        Name = "error-envelope",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "Every error answer is an object with the keys of the envelope.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("present", "All keys of the envelope are there.")),
        Breakages = Modes(("bare", "Errors are an object with the one key \"error\".")),
    };

    public static readonly Behavior StatusInBody = new()
    {
        Name = "status-in-body",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "The code in the envelope is the HTTP status, except where an operation documents another.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("equal", "The code is the HTTP status.")),
        Breakages = Modes(("zero", "The code is 0 whatever the status.")),
    };

    public static readonly Behavior MessageText = new()
    {
        Name = "message-text",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "The message in the envelope is text; it may be empty.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("text", "The message is text.")),
        Breakages = Modes(("null", "The message is null.")),
    };

    public static readonly Behavior ErrorDetails = new()
    {
        Name = "error-details",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "The data of a refused request may name the fields at fault.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("fields", "The data of a refused request is an object whose keys are the fields at fault."),
            ("empty-list", "The data of a refused request is an empty list."),
            ("other", "The data of a refused request is neither an object of fields nor an empty list: null, text.")),
        Unbreakable = "Any data is tolerated; that the key is there at all is the rule error-envelope.",
    };

    public static readonly Behavior JsonAnswer = new()
    {
        Name = "json-answer",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "Every answer with a body says that it is JSON, and is (RFC 8259).",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("application-json", "The Content-Type of an answer with a body is application/json."),
            // PHP's default, where nobody sets another.
            ("text-html", "The Content-Type of an answer with a body is another one, such as text/html, and the body is JSON all the same.")),
        Breakages = Modes(("byte-order-mark", "A byte order mark stands before the body.")),
    };

    public static readonly Behavior NoServerError = new()
    {
        Name = "no-server-error",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "Nothing that the suite sends is answered with a 5xx status.",
        AppliesTo = Always,
        OneReading = "A status of 5xx says itself that the server failed.",
        Readings = Modes(("never", "No answer has a 5xx status.")),
        Breakages = Modes(("malformed-body", "A body that cannot be parsed is answered 500.")),
    };

    public static readonly Behavior WrongKey = new()
    {
        Name = "wrong-key",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "A key that does not exist is refused by every operation.",
        AppliesTo = HasKeys,
        Readings = Modes(
            ("unauthorized", "A key that does not exist is answered 401."),
            ("forbidden", "A key that does not exist is answered 403."),
            ("in-body", InBody)),
        Breakages = Modes(("accepted", "Any key opens the silo, whether it exists or not.")),
    };

    public static readonly Behavior WrongScheme = new()
    {
        Name = "wrong-scheme",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "A valid key under another authentication scheme is refused by every operation.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("unauthorized", "A valid key under another scheme is answered 401."),
            ("forbidden", "A valid key under another scheme is answered 403.")),
        Breakages = Modes(("accepted", "The authentication scheme is not looked at.")),
    };

    public static readonly Behavior KeyInUrl = new()
    {
        Name = "key-in-url",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "A valid key in the query string alone is refused by every operation.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("unauthorized", "A valid key in the query string alone is answered 401."),
            ("forbidden", "A valid key in the query string alone is answered 403.")),
        Breakages = Modes(("accepted", "The query parameters api_key and key are looked at, too.")),
    };

    public static readonly Behavior Challenge = new()
    {
        Name = "challenge",
        At = PlaceKind.Api,
        About = Topic.Access,
        Summary = "An answer 401 may carry a WWW-Authenticate header.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("sent", "An answer 401 carries the header WWW-Authenticate."),
            ("absent", "An answer 401 carries no header WWW-Authenticate.")),
        Unbreakable = "RFC 9110 asks for the header, the document does not; both are tolerated, and there is no third.",
    };

    public static readonly Behavior FormBody = new()
    {
        Name = "form-body",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "Every create and update accepts a form-encoded body.",
        AppliesTo = TakesForms,
        Readings = Modes(
            ("accepted", "A form-encoded body is read."),
            ("refused", "A form-encoded body is answered with 415, or as one that says nothing; JSON is read.")),
        Breakages = Modes(("values-lost", "The optional fields of a form-encoded body are dropped.")),
    };

    public static readonly Behavior JsonBody = new()
    {
        Name = "json-body",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "Every create and update accepts a JSON body with native types.",
        AppliesTo = Always,
        Readings = Modes(("accepted", "A JSON body is read."), ("refused", "A JSON body is refused as invalid, or with 415.")),
        Breakages = Modes(("values-lost", "The optional fields of a JSON body are dropped.")),
    };

    public static readonly Behavior MalformedBody = new()
    {
        Name = "malformed-body",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A body that says it is JSON and is not, or is nested absurdly deep, changes nothing, and no create succeeds with it.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("refused", "A body that is no JSON is refused with a 4xx status."),
            // As PHP has it: what cannot be decoded is null, and so are all fields.
            ("not-read", "A body that is no JSON counts as one without fields: a create is refused, and an update may succeed, changing nothing.")),
        Breakages = Modes(
            ("created", "A create with such a body is answered as if it had succeeded."),
            ("cleared", "An update with such a body succeeds, and every optional field becomes null, or its default.")),
        OneReading = "What cannot be parsed says nothing, and what says nothing is refused.",
    };

    public static readonly Behavior UnknownMediaType = new()
    {
        Name = "unknown-media-type",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A body of a media type that the API does not speak is refused with a 4xx status and changes nothing.",
        AppliesTo = Always,
        OneReading = "A body that nobody reads says nothing, and no create works with nothing.",
        Readings = Modes(("refused", "A body of an unknown media type is refused with a 4xx status.")),
        Breakages = Modes(("accepted", "A create with a body of an unknown media type is answered as if it had succeeded.")),
    };

    public static readonly Behavior WrongType = new()
    {
        Name = "wrong-type",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A JSON object or list where a text is wanted is refused with a 4xx status, or turned into text.",
        AppliesTo = Always,
        Readings = Modes(
            ("refused", "A JSON object or list in place of a text is refused with a 4xx status."),
            ("coerced", "A JSON object or list in place of a text is taken; the field holds some text, or nothing.")),
        Breakages = Modes(("stored", "A JSON object or list in place of a text is stored as it is.")),
    };

    public static readonly Behavior UnknownParameter = new()
    {
        Name = "unknown-parameter",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A parameter that the API does not know is not an error of the server.",
        AppliesTo = Always,
        Readings = Modes(
            ("ignored", "A parameter that the API does not know is dropped: the request succeeds, and no answer shows it."),
            ("refused", "A parameter that the API does not know is refused with a 4xx status."),
            ("stored", "A parameter that the API does not know is stored: answers show it.")),
        Breakages = Modes(("server-error", "A parameter that the API does not know is answered 500.")),
    };

    public static readonly Behavior OtherMethods = new()
    {
        Name = "other-methods",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A method that a path does not have is not an error of the server.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("method-not-allowed", "A method that a path does not have is answered 405."),
            ("not-found", "A method that a path does not have is refused as not found."),
            ("other", "A method that a path does not have is answered with another status below 500.")),
        Breakages = Modes(("server-error", "A method that a path does not have is answered 500.")),
    };
}
