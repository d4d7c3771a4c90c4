using System.Text.Json.Nodes;
using System.Xml.Linq;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The same record in both formats.</summary>
internal static class XmlAgreesCheck
{
    private static readonly Sending InXml = new() { Format = RawXml.Format };

    // What is wrong with an element that shows a record, or null.
    private delegate string? Wrong(JsonNode? json, XElement xml, string what);

    [Judges(nameof(Behaviors.XmlAgrees))]
    public static Task<Verdict> Agrees(Rule rule, Session session) => Judge(rule, session, XmlAgreement.Difference);

    [Judges(nameof(Behaviors.XmlMarks))]
    public static Task<Verdict> Marks(Rule rule, Session session) => Judge(rule, session, XmlAgreement.Unmarked);

    private static Task<Verdict> Judge(Rule rule, Session session, Wrong wrong)
    {
        var (operation, resource) = rule.OfOperation(session);
        return operation.Kind switch
        {
            OperationKind.List => Listed(rule, session, operation, resource, wrong),
            OperationKind.Create => Created(rule, session, resource, wrong),
            _ => Found(rule, session, operation, resource, wrong),
        };
    }

    private static async Task<Verdict> Found(Rule rule, Session session, Operation operation, Resource resource, Wrong wrong)
    {
        var (json, identity) = await session.One(operation);
        if (!json.Succeeded)
            return Verdict.Refused($"{operation} is answered {json.Summary}");
        var xml = await session.Call(operation, identity, how: InXml);
        return Compare(rule, wrong, Say.Record(resource, identity!), json.Record, Root(xml, resource.One), json.Exchange, xml.Exchange);
    }

    private static async Task<Verdict> Created(Rule rule, Session session, Resource resource, Wrong wrong)
    {
        var xml = await session.Create(resource, await session.Input(resource), InXml);
        var root = Root(xml, resource.One);
        var identity = Session.IdentityOf(resource, xml.Record, xml);
        var found = await session.Look(resource, identity);
        // The answer to a create may show more or less of a record than finding it does: as much as another one in JSON.
        var twin = (await session.Make(resource)).Answer.Record;
        var record = new JsonObject(twin.Where(member => found.Record.ContainsKey(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, found.Record[member.Key].Copy())));
        root.Elements().Where(element => twin.ContainsKey(element.Name.LocalName) && !record.ContainsKey(element.Name.LocalName)).Remove();
        return Compare(rule, wrong, Say.Record(resource, identity), record, root, found.Exchange, xml.Exchange);
    }

    private static async Task<Verdict> Listed(Rule rule, Session session, Operation operation, Resource resource, Wrong wrong)
    {
        if ((await session.Page(operation)) is { Succeeded: true, Data: JsonArray { Count: 0 } } && session.Offers(OperationKind.Create, resource))
            await session.Make(resource);
        return await Steady.Judge(() => ComparePages(rule, session, operation, resource, wrong));
    }

    // Other checks change their records meanwhile; what they do not touch is the same each time.
    private static async Task<Verdict> ComparePages(Rule rule, Session session, Operation operation, Resource resource, Wrong wrong)
    {
        var json = await session.Page(operation);
        if (!json.Succeeded)
            return Verdict.Refused($"{operation} is answered {json.Summary}");
        var xml = await session.Page(operation, InXml);
        var root = Root(xml, resource.Many);
        if (rule.Behavior == Behaviors.XmlMarks && !root.IsMarked())
            return Verdict.Broken($"the list of {operation} in XML marked with type=\"array\"", $"it begins {xml.Exchange.Start}", json.Exchange, xml.Exchange);
        var elements = root.Elements().ToLookup(element => Identity(element, resource.Identity.Name));
        Verdict? verdict = null;
        foreach (var record in json.Records)
        {
            var identity = Session.IdentityOf(resource, record, json);
            if (elements[identity].FirstOrDefault() is { } element)
                verdict = Compare(rule, wrong, Say.Record(resource, identity), record, element, json.Exchange, xml.Exchange);
            if (verdict is Verdict.Fail)
                return verdict;
        }
        return verdict ?? (json.Records.IsEmpty
            ? Verdict.Unknown($"the list shows no {resource}")
            : Verdict.Broken($"the same records in both formats of {operation}", "none is in both", json.Exchange, xml.Exchange));
    }

    private static Verdict Compare(Rule rule, Wrong wrong, string what, JsonObject json, XElement xml, params Exchange[] shown) =>
        wrong(json, xml, what) is { } difference
            ? Verdict.Broken(rule.Behavior.Summary, difference, [.. shown])
            : Verdict.Saw(rule.Default.Name);

    private static string? Identity(XElement element, string name) => element.Element(name)?.Value ?? element.Attribute(name)?.Value;

    private static XElement Root(Answer xml, string? name) =>
        XmlAgreement.Read(xml.Exchange.Body) is { } root && xml.Succeeded && (name is null || root.Name.LocalName == name)
            ? root
            : throw new ViolationException($"{xml.Exchange.Operation} in XML answered with the root element {name}", xml.Summary, xml.Exchange);
}
