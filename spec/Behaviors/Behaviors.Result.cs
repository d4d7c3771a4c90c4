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
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("present", "Every answer has the flag result, true or false.")),
        Breakages = Modes(("missing", "Answers lack the flag result.")),
    };

    public static readonly Behavior FailureStatus = new()
    {
        Name = "failure-status",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "A failure that the document shows no status of is answered with HTTP 200, or with a status of its own.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("ok", "A failure is answered with HTTP 200; the body tells."),
            ("status", "A failure is answered with HTTP 400, 401, 403 or 404, and with the same body.")),
        Breakages = Modes(("accepted", "A failure is answered with HTTP 202.")),
    };

    public static readonly Behavior NothingStatus = new()
    {
        Name = "nothing-status",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "With which HTTP status a create or an update that sends nothing is refused.",
        OptIn = true,
        AppliesTo = On(OperationKind.Create, OperationKind.Update),
        Readings = Modes(
            ("ok", "What sends nothing is refused with HTTP 200; the body tells."),
            ("status", "What sends nothing is refused with HTTP 400, and with the same body.")),
        Breakages = Modes(("accepted", "What sends nothing is refused with HTTP 202.")),
    };

    public static readonly Behavior MissStatus = new()
    {
        Name = "miss-status",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "With which HTTP status a record that does not exist is told not to be there.",
        OptIn = true,
        AppliesTo = NamesARecord,
        Readings = Modes(
            ("ok", "A record that does not exist is answered with HTTP 200; the body tells."),
            ("status", "A record that does not exist is answered with HTTP 404, and with the same body.")),
        Breakages = Modes(("accepted", "A record that does not exist is answered with HTTP 202.")),
    };

    public static readonly Behavior FailureText = new()
    {
        Name = "failure-text",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "A failure says why: error, errors or msg.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("present", "A failure has at least one of error, errors and msg.")),
        Breakages = Modes(("silent", "A failure has none of error, errors and msg.")),
    };

    public static readonly Behavior ErrorsShape = new()
    {
        Name = "errors-shape",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "How a refusal of values names the fields at fault in errors.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("texts", "The member errors is an object: field, sentence."),
            ("lists", "The member errors is an object: field, list of sentences."),
            ("list", "The member errors is a list of sentences.")),
        Breakages = Modes(("text", "The member errors is one text.")),
    };

    public static readonly Behavior ListTotal = new()
    {
        Name = "list-total",
        IdSuffix = "total",
        At = PlaceKind.Operation,
        About = Topic.Lists,
        Summary = "The total of a list is the number of its records.",
        OptIn = true,
        AppliesTo = On(OperationKind.List),
        Readings = Modes(("counted", "The total of a list is the number of its records."), ("absent", "A list has no total.")),
        Breakages = Modes(("off-by-one", "The total of a list is one too great.")),
    };

    public static readonly Behavior RecordAs = new()
    {
        Name = "record-as",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "How a single record is shown.",
        OptIn = true,
        AppliesTo = On(OperationKind.Find),
        Readings = Modes(
            ("entity", "A single record is shown as an object named entity."),
            ("entities", "A single record is shown as a list of one, named entities.")),
        Breakages = Modes(("bare", "The fields of a single record stand beside the flag.")),
    };

    public static readonly Behavior DeleteResult = new()
    {
        Name = "delete-result",
        IdSuffix = "result",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "Which flag the answer to a successful delete has; that the record is gone is judged by the list.",
        OptIn = true,
        AppliesTo = On(OperationKind.Delete),
        Readings = Modes(
            ("false", "The answer to a delete that worked has result false, as in the documented sample."),
            ("true", "The answer to a delete that worked has result true, as every other success.")),
        Unbreakable = "A flag has no third value, and that it is there is a rule of its own.",
    };
}
