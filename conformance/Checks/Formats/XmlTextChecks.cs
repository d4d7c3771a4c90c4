using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The texts of a body in XML: how they are written, entities of a document type, and no text at all.</summary>
internal sealed class XmlTextChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string Written = " &amp; &lt;b&gt; &quot;q&quot; &apos;s&apos; &#233; &#x6F22; <![CDATA[<c> & d]]> Ω 字";
    private const string Meant = " & <b> \"q\" 's' é 漢 <c> & d Ω 字";

    // A port of the target's own machine that nobody listens on: a server that fetches what it must not gets nothing.
    private const string Nowhere = "http://127.0.0.1:1/";

    [Judges(nameof(Behaviors.XmlText))]
    public async Task<Verdict> Text()
    {
        var resource = Session.Subject();
        var field = resource.FreeText();
        var mark = Mark(resource, field);
        var ordinary = RawXml.Ordinary(resource, await Session.Input(resource), field);
        var created = await Session.CreateFrom(resource, RawXml.Document(resource, ordinary + Element(field, mark + Written)));
        if (!created.Succeeded)
            return Verdict.Broken($"a create of {resource} in XML answered with success", created.Summary, created.Exchange);
        var made = new Made(resource, Session.IdentityOf(resource, created.Record, created), [], created);
        if (await Changed(made, field, mark + Meant, created) is { } altered)
            return altered;

        var second = Mark(resource, field);
        var updated = await Session.UpdateFrom(made, RawXml.Document(resource, Element(field, second + Written)));
        return updated.Succeeded
            ? await Changed(made, field, second + Meant, updated) ?? Verdict.Saw("kept")
            : Verdict.Broken($"an update of {Say.Record(made)} in XML answered with success", updated.Summary, updated.Exchange);
    }

    [Judges(nameof(Behaviors.XmlDocumentType))]
    public async Task<Verdict> DocumentType()
    {
        var resource = Session.Subject();
        var field = resource.FreeText();
        var secret = $"{Session.Tag}expanded";
        var reading = "refused";
        foreach (var declared in new[] { $"\"{secret}\"", $"SYSTEM \"{Nowhere}\"" })
        {
            var input = await Session.Input(resource);
            var content = RawXml.Ordinary(resource, input, field) + Element(field, Session.TextOf(input[field.Name]) + " &e;");
            var answer = await Session.CreateFrom(resource, RawXml.Document(resource, content, $"<!DOCTYPE {RawXml.Root(resource)} [<!ENTITY e {declared}>]>"));
            if (answer.Refused && await Session.Trace(resource, input) is { } stored)
                return stored;
            if (answer.Refused)
                continue;
            if (!answer.Succeeded)
                return Verdict.Broken($"a create of {resource} with a document type refused, or answered with success", answer.Summary, answer.Exchange);
            var found = await Session.Look(resource, Session.IdentityOf(resource, answer.Record, answer));
            if (found.Exchange.Body.Contains(secret, StringComparison.Ordinal))
                return Verdict.Broken($"the text of the entity ({secret}) stored nowhere", $"{field} is {Say.Value(Session.Value(found.Record, field))}", answer.Exchange, found.Exchange);
            reading = "unexpanded";
        }
        return Verdict.Saw(reading);
    }

    [Judges(nameof(Behaviors.XmlNil))]
    public async Task<Verdict> Nil()
    {
        var resource = Session.Subject();
        var field = resource.FreeText(optional: true);
        var made = await Session.Make(resource);
        var before = Session.Shown(resource, await Session.Look(made), field);
        if (Same.IsUnset(before))
            return Verdict.Unknown($"{field} of a new {resource} has no value that nil could clear");
        // With a change beside it: an update that says nothing else may be refused for that.
        var other = Session.ChangeableBut(resource, field);
        var change = RawXml.Element(other.InputName, Session.Fresh(resource, other));
        var answer = await Session.UpdateFrom(made, RawXml.Document(resource, $"{change}<{field.InputName} nil=\"true\"/>"));
        if (!answer.Succeeded)
            return Verdict.Broken($"an update of {Say.Record(made)} with nil for {field} answered with success", answer.Summary, answer.Exchange);
        var found = await Session.Look(made);
        var shown = Session.Value(found.Record, field);
        return Same.IsUnset(shown) ? Verdict.Saw("cleared")
            : Same.Value(Session, field, shown, before) ? Verdict.Saw("kept")
            : Verdict.Broken($"{field} without a value, or {Say.Value(before)} as before", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
    }

    private async Task<Verdict?> Changed(Made made, Field field, string meant, Answer written)
    {
        var found = await Session.Look(made);
        var shown = Session.Shown(made.Resource, found, field);
        return Same.Text(shown) == meant
            ? null
            : Verdict.Broken($"{field} {Say.Value(meant)}, as the XML says", $"it is {Say.Value(shown)}", written.Exchange, found.Exchange);
    }

    private string Mark(Resource resource, Field field) => Session.TextOf(Session.Fresh(resource, field))!;

    private static string Element(Field field, string raw) => $"<{field.InputName}>{raw}</{field.InputName}>";
}
