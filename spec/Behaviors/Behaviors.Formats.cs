using System.Collections.Immutable;

namespace PlanisoContract.Spec;

// The whole API, in the dialect redmine: formats by suffix, bodies in JSON and XML.
public static partial class Behaviors
{
    private static bool InXml(Site site) => site.Contract.Formats.Contains("xml");

    public static readonly Behavior FormatAnswer = new()
    {
        Name = "format-answer",
        At = PlaceKind.Api,
        About = Topic.Answers,
        Summary = "An answer with a body has the format of the path's suffix, in UTF-8, and its Content-Type says so.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("same", "An answer has the format of the path's suffix, and says so.")),
        Breakages = Modes(
            ("text-html", "The Content-Type of an answer is text/html, whatever its format."),
            ("byte-order-mark", "A byte order mark stands before a body in JSON.")),
    };

    public static readonly Behavior FormatRequired = new()
    {
        Name = "format-required",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A path without a suffix is not acceptable, whatever the header Accept says.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("not-acceptable", "A path without a suffix is answered 406.")),
        Breakages = Modes(("json", "A path without a suffix is answered as with the suffix json.")),
    };

    public static readonly Behavior FormatUnknown = new()
    {
        Name = "format-unknown",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A suffix of another format (yaml) is not acceptable.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("not-acceptable", "A suffix of another format is answered 406.")),
        Breakages = Modes(("json", "A suffix of another format is answered as the suffix json is.")),
    };

    public static readonly Behavior BrokenBody = new()
    {
        Name = "broken-body",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A body that says it is JSON and is not is refused with 400, and changes nothing.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("bad-request", "A body that is not what it says it is is answered 400.")),
        Breakages = Modes(
            ("unprocessable", "A body that is not what it says it is is answered 422."),
            ("accepted", "An update with a body that is not what it says it is is answered as if it had succeeded.")),
    };

    public static readonly Behavior BrokenXml = BrokenBody with
    {
        Name = "broken-xml",
        Summary = "A body that says it is XML and is not well-formed is refused with 400, and changes nothing.",
        AppliesTo = InXml,
    };

    public static readonly Behavior UntypedBody = new()
    {
        Name = "untyped-body",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "JSON text without a Content-Type is not read: a create with it is refused as if nothing had been sent.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(("not-read", "JSON text without a Content-Type is not read.")),
        Breakages = Modes(("read", "JSON text without a Content-Type is read as JSON.")),
    };

    public static readonly Behavior RootRequired = new()
    {
        Name = "root-required",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A create whose fields stand at the top of the body, without the root element, is refused as if nothing had been sent.",
        OptIn = true,
        AppliesTo = Always,
        Readings = Modes(
            ("refused", "A create without the root element is refused as invalid."),
            ("accepted", "A create without the root element succeeds.")),
        Breakages = Modes(("broken", "A create without the root element is answered 400.")),
    };

    public static readonly Behavior XmlDocumentType = new()
    {
        Name = "xml-dtd",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A body with a document type is refused, or its entities are not expanded; nothing is ever fetched.",
        AppliesTo = InXml,
        Readings = Modes(
            ("refused", "A body with a document type is refused with a 4xx status."),
            ("unexpanded", "A body with a document type is taken; the text of its entities is stored nowhere.")),
        Breakages = Modes(("expanded", "A body with a document type is taken, and its entities are expanded.")),
    };

    public static readonly Behavior XmlText = new()
    {
        Name = "xml-text",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "Predefined entities, character references, CDATA sections and UTF-8 in a body come back as the text that they stand for.",
        AppliesTo = InXml,
        Readings = Modes(("kept", "Text in XML comes back as it was meant.")),
        Breakages = Modes(("double-escaped", "An ampersand in XML is stored as its entity.")),
    };

    public static readonly Behavior XmlNil = new()
    {
        Name = "xml-nil",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "An element with nil=\"true\" in an update says what null says in JSON.",
        AppliesTo = InXml,
        Readings = Modes(
            ("cleared", "An element with nil=\"true\" takes the value of the field away."),
            ("kept", "An element with nil=\"true\" counts as not sent: the field keeps its value.")),
        Breakages = Modes(("text", "An element with nil=\"true\" stores the text nil.")),
    };

    public static readonly Behavior XmlArray = new()
    {
        Name = "xml-array",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "An element with type=\"array\" and one child is a list of one.",
        AppliesTo = InXml,
        Readings = Modes(("list", "An element that is marked as an array and has one child is a list of one.")),
        Breakages = Modes(("ignored", "An element that is marked as an array and has one child is taken for an empty list.")),
    };

    public static readonly Behavior XmlUnmarkedArray = new()
    {
        Name = "xml-unmarked-array",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "A list without type=\"array\" is not taken for one.",
        AppliesTo = InXml,
        Readings = Modes(
            ("ignored", "A list without its mark is taken for an empty one."),
            ("refused", "A list without its mark is refused as invalid.")),
        Breakages = Modes(("read", "A list without its mark is read as if it were marked.")),
    };

    public static readonly Behavior XmlAttributes = new()
    {
        Name = "xml-attributes",
        At = PlaceKind.Api,
        About = Topic.Requests,
        Summary = "The members of an entry may be attributes or elements.",
        AppliesTo = InXml,
        Readings = Modes(("both", "The members of an entry are read from attributes and from elements.")),
        Breakages = Modes(
            ("attributes-ignored", "The members of an entry are read from elements alone."),
            ("elements-ignored", "The members of an entry are read from attributes alone.")),
    };

    public static readonly Behavior XmlAgrees = new()
    {
        Name = "xml-agrees",
        IdSuffix = "xml",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "XML says the same as JSON of one record: every field, and every element of a list.",
        AppliesTo = site => InXml(site) && ShowsARecord(site),
        Readings = Modes(("same", "XML shows every field and every element that JSON shows.")),
        Breakages = Modes(
            ("text-altered", "In XML the first text has the text (XML) behind its value."),
            ("field-missing", "In XML the last field is left out.")),
    };

    public static readonly Behavior XmlMarks = new()
    {
        Name = "xml-marks",
        At = PlaceKind.Operation,
        About = Topic.Answers,
        Summary = "In an XML answer every list is marked with type=\"array\", the list of records as well as those within a record.",
        AppliesTo = site => InXml(site) && (site.Operation.Holds == AnswerHolds.Records
            || (ShowsARecord(site) && site.Contract.Resource(site.Operation.Resource).Fields.Any(field => field.Type is FieldType.Texts or FieldType.Identities or FieldType.Entries))),
        Readings = Modes(("marked", "Every list in an XML answer is marked with type=\"array\".")),
        Breakages = Modes(("unmarked", "No list in an XML answer is marked.")),
    };

    public static readonly Behavior XmlInput = new()
    {
        Name = "xml-input",
        At = PlaceKind.Operation,
        About = Topic.Requests,
        Summary = "A body in XML is taken as the same body in JSON is.",
        AppliesTo = site => InXml(site) && On(OperationKind.Create, OperationKind.Update)(site),
        Readings = Modes(("accepted", "A body in XML is taken as the same body in JSON is.")),
        Breakages = Modes(("values-lost", "The optional fields of an XML body are dropped.")),
    };
}
