using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

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
        var resource = Session.WritableResource();
        var field = resource.FreeText();
        var mark = Mark(resource, field);
        var ordinary = XmlDocumentText.Ordinary(resource, await Session.Input(resource), field);
        var created = await Session.CreateFrom(resource, XmlDocumentText.Document(resource, ordinary + Element(field, mark + Written)));
        if (!created.Succeeded)
            return NoSuccess($"a create of {resource} in XML", created);
        var made = new Made(resource, Session.IdentityOf(resource, created.Record, created), [], created);
        if (await Changed(made, field, mark + Meant, created) is { } altered)
            return altered;

        var second = Mark(resource, field);
        var updated = await Session.UpdateFrom(made, XmlDocumentText.Document(resource, Element(field, second + Written)));
        return updated.Succeeded
            ? await Changed(made, field, second + Meant, updated) ?? Verdict.Saw("kept")
            : NoSuccess($"an update of {made} in XML", updated);
    }

    [Judges(nameof(Behaviors.XmlDocumentType))]
    public async Task<Verdict> DocumentType()
    {
        var resource = Session.WritableResource();
        var field = resource.FreeText();
        var secret = $"{Session.Tag}expanded";
        var reading = "refused";
        foreach (var declared in new[] { $"\"{secret}\"", $"SYSTEM \"{Nowhere}\"" })
        {
            var input = await Session.Input(resource);
            var content = XmlDocumentText.Ordinary(resource, input, field) + Element(field, Session.TextOf(input[field.Name]) + " &e;");
            var answer = await Session.CreateFrom(resource, XmlDocumentText.Document(resource, content, $"<!DOCTYPE {XmlDocumentText.Root(resource)} [<!ENTITY e {declared}>]>"));
            if (answer.Refused && await Session.StoredDespiteRefusal(resource, input) is { } stored)
                return stored;
            if (answer.Refused)
                continue;
            if (!answer.Succeeded)
                return NoSuccess($"a create of {resource} with a document type refused, or", answer);
            var found = await Session.Read(resource, Session.IdentityOf(resource, answer.Record, answer));
            if (found.Exchange.Body.Contains(secret, StringComparison.Ordinal))
                return Verdict.Broken($"the text of the entity ({secret}) stored nowhere", $"{field} is {Describe.Value(Session.Value(found.Record, field))}", answer.Exchange, found.Exchange);
            reading = "unexpanded";
        }
        return Verdict.Saw(reading);
    }

    [Judges(nameof(Behaviors.XmlNil))]
    public async Task<Verdict> Nil()
    {
        var resource = Session.WritableResource();
        var field = resource.FreeText(optional: true);
        var made = await Session.Make(resource);
        var before = Session.Shown(resource, await Read(made), field);
        if (FieldValue.IsUnset(before))
            return Verdict.Unknown($"{field} of a new {resource} has no value that nil could clear");
        // With a change of another field: an update that says nothing else may be refused for that.
        var other = Session.OtherChangeable(resource, field);
        var change = XmlDocumentText.Element(other.InputName, Session.Fresh(resource, other));
        var answer = await Session.UpdateFrom(made, XmlDocumentText.Document(resource, $"{change}<{field.InputName} nil=\"true\"/>"));
        if (!answer.Succeeded)
            return NoSuccess($"an update of {made} with nil for {field}", answer);
        var found = await Read(made);
        var shown = Session.Value(found.Record, field);
        return FieldValue.IsUnset(shown) ? Verdict.Saw("cleared")
            : Session.IsSame(field, shown, before) ? Verdict.Saw("kept")
            : OtherValueShown($"{field} without a value, or {Describe.Value(before)} as before", shown, answer.Exchange, found.Exchange);
    }

    private async Task<Verdict?> Changed(Made made, Field field, string meant, Answer written)
    {
        var found = await Read(made);
        var shown = Session.Shown(made.Resource, found, field);
        return FieldValue.Text(shown) == meant
            ? null
            : OtherValueShown($"{field} {Describe.Value(meant)}, as the XML says", shown, written.Exchange, found.Exchange);
    }

    private string Mark(Resource resource, Field field) => Session.TextOf(Session.Fresh(resource, field))!;

    private static string Element(Field field, string raw) => $"<{field.InputName}>{raw}</{field.InputName}>";
}
