using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// The dialect result: HTTP 200 throughout, a flag in the body.
public static partial class Behaviors
{
    public static readonly Behavior ResultFlag = new()
    {
        Name = "result-flag",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "Every answer is a JSON object with the flag result.",
        AppliesTo = InResult,
        Readings = Modes(("present", "It is there, true or false.")),
        Breakages = Modes(("missing", "It is not there.")),
    };

    public static readonly Behavior FailureStatus = new()
    {
        Name = "failure-status",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "A failure is answered with HTTP 200; the body tells.",
        AppliesTo = InResult,
        Readings = Modes(("ok", "200."), ("status", "400, 401, 403 or 404, with the same body.")),
        Breakages = Modes(("accepted", "202.")),
    };

    public static readonly Behavior FailureText = new()
    {
        Name = "failure-text",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "A failure says why: error, errors or msg.",
        AppliesTo = InResult,
        Readings = Modes(("present", "At least one of them is there.")),
        Breakages = Modes(("silent", "None is there.")),
    };

    public static readonly Behavior ErrorsShape = new()
    {
        Name = "errors-shape",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "How a refusal of values names the fields at fault in errors.",
        AppliesTo = InResult,
        Readings = Modes(
            ("texts", "An object: field, sentence."), ("lists", "An object: field, list of sentences."), ("list", "A list of sentences.")),
        Breakages = Modes(("text", "One text.")),
    };

    public static readonly Behavior ListTotal = new()
    {
        Name = "list-total",
        IdSuffix = "total",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The total of a list is the number of its records.",
        AppliesTo = site => InResult(site) && On(OperationKind.List)(site),
        Readings = Modes(("counted", "It is."), ("absent", "It is not there.")),
        Breakages = Modes(("off-by-one", "It is one too great.")),
    };

    public static readonly Behavior RecordAs = new()
    {
        Name = "record-as",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "How a single record is shown.",
        AppliesTo = site => InResult(site) && On(OperationKind.Find)(site),
        Readings = Modes(("entity", "As an object named entity."), ("entities", "As a list of one, named entities.")),
        Breakages = Modes(("bare", "Its fields stand beside the flag.")),
    };

    public static readonly Behavior DeleteResult = new()
    {
        Name = "delete-result",
        IdSuffix = "result",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "Which flag the answer to a successful delete has; that the record is gone is judged by the list.",
        AppliesTo = site => InResult(site) && On(OperationKind.Delete)(site),
        Readings = Modes(("true", "result is true, as for every other success."), ("false", "result is false, as in the documented sample.")),
        Unbreakable = "A flag has no third value, and that it is there is a rule of its own.",
    };
}
