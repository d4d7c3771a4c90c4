using System.Text.Json.Nodes;
using System.Xml.Linq;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The same record in both formats.</summary>
internal sealed class XmlAgreementChecks(Rule rule, Session session) : Check(rule, session)
{
    private static readonly Sending InXml = new() { Format = XmlDocumentText.Format };

    // What is wrong with an element that shows a record, or null.
    private delegate string? Wrong(JsonNode? json, XElement xml, string what);

    [Judges(nameof(Behaviors.XmlAgrees))]
    public Task<Verdict> Agrees() => Judge(XmlAgreement.Difference);

    [Judges(nameof(Behaviors.XmlMarks))]
    public Task<Verdict> Marks() => Judge(XmlAgreement.Unmarked);

    private Task<Verdict> Judge(Wrong wrong)
    {
        return Operation.Kind switch
        {
            OperationKind.List => Listed(wrong),
            OperationKind.Create => Created(wrong),
            _ => Found(wrong),
        };
    }

    private async Task<Verdict> Found(Wrong wrong)
    {
        var (json, identity) = await Session.Perform(Operation);
        if (!json.Succeeded)
            return Verdict.Refused($"{Operation} is answered {json.Summary}");
        var xml = await Session.Call(Operation, identity, how: InXml);
        return Compare(wrong, Describe.Record(Resource, identity!), json.Record, Root(xml, Resource.One), json.Exchange, xml.Exchange);
    }

    private async Task<Verdict> Created(Wrong wrong)
    {
        var xml = await Session.Create(Resource, await Input(), InXml);
        var root = Root(xml, Resource.One);
        var identity = IdentityOf(xml);
        var found = await Session.Read(Resource, identity);
        // The answer to a create may show more or less of a record than finding it does: as much as another one in JSON.
        var twin = (await Make()).Answer.Record;
        var record = new JsonObject(twin.Where(member => found.Record.ContainsKey(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, found.Record[member.Key].Copy())));
        root.Elements().Where(element => twin.ContainsKey(element.Name.LocalName) && !record.ContainsKey(element.Name.LocalName)).Remove();
        return Compare(wrong, Describe.Record(Resource, identity), record, root, found.Exchange, xml.Exchange);
    }

    private async Task<Verdict> Listed(Wrong wrong)
    {
        if ((await Session.Page(Operation)) is { Succeeded: true, Data: JsonArray { Count: 0 } } && Offers(OperationKind.Create))
            await Make();
        return await Retry.Judge(() => ComparePages(wrong));
    }

    // Other checks change their records meanwhile; what they do not touch is the same each time.
    private async Task<Verdict> ComparePages(Wrong wrong)
    {
        var json = await Session.Page(Operation);
        if (!json.Succeeded)
            return Verdict.Refused($"{Operation} is answered {json.Summary}");
        var xml = await Session.Page(Operation, InXml);
        var root = Root(xml, Resource.Many);
        if (Rule.Behavior == Behaviors.XmlMarks && !root.IsMarked())
            return Verdict.Broken($"the list of {Operation} in XML marked with type=\"array\"", $"it begins {xml.Exchange.Start}", json.Exchange, xml.Exchange);
        var elements = root.Elements().ToLookup(element => Identity(element, Resource.Identity.Name));
        Verdict? verdict = null;
        foreach (var record in json.Records)
        {
            var identity = Session.IdentityOf(Resource, record, json);
            if (elements[identity].FirstOrDefault() is { } element)
                verdict = Compare(wrong, Describe.Record(Resource, identity), record, element, json.Exchange, xml.Exchange);
            if (verdict is Verdict.Fail)
                return verdict;
        }
        return verdict ?? (json.Records.IsEmpty
            ? Verdict.Unknown($"the list shows no {Resource}")
            : Verdict.Broken($"the same records in both formats of {Operation}", "none is in both", json.Exchange, xml.Exchange));
    }

    private Verdict Compare(Wrong wrong, string what, JsonObject json, XElement xml, params Exchange[] shown) =>
        wrong(json, xml, what) is { } difference
            ? Verdict.Broken(Rule.Behavior.Summary, difference, [.. shown])
            : Verdict.Saw(Rule.Default.Name);

    private static string? Identity(XElement element, string name) => element.Element(name)?.Value ?? element.Attribute(name)?.Value;

    private static XElement Root(Answer xml, string? name) =>
        XmlAgreement.Read(xml.Exchange.Body) is { } root && xml.Succeeded && (name is null || root.Name.LocalName == name)
            ? root
            : throw new ViolationException($"{xml.Exchange.Operation} in XML answered with the root element {name}", xml.Summary, xml.Exchange);
}
