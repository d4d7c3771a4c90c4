using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A body in XML, and the record that it made read in JSON.</summary>
internal sealed class XmlInputCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.XmlInput))]
    public async Task<Verdict> Judge()
    {
        var inXml = await Try(new Sending { Form = BodyForm.Xml, Format = XmlDocumentText.Format });
        if (!inXml.Answer.Succeeded)
            return NoSuccess($"{Operation} with a body in XML", inXml.Answer);
        if (inXml.Lost.IsEmpty)
            return Verdict.Saw("accepted");
        // What does not come through in JSON either is no matter of XML.
        var inJson = await Try(new Sending { Form = BodyForm.Json });
        var lost = inXml.Lost.Where(field => !inJson.Lost.Contains(field)).ToArray();
        return lost.Length == 0
            ? Verdict.Saw("accepted")
            : Verdict.Broken($"{Describe.All(lost)} of {Resource} as the body in XML sent it", $"stored is {inXml.Found.Summary}",
                inXml.Answer.Exchange, inXml.Found.Exchange);
    }

    private async Task<XmlWrite> Try(Sending how)
    {
        var input = await Input();
        string identity;
        Answer answer;
        if (Operation.Kind == OperationKind.Create)
        {
            answer = await Session.Create(Resource, input, how);
            if (!answer.Succeeded)
                return new XmlWrite(answer, answer, []);
            identity = IdentityOf(answer);
        }
        else
        {
            identity = (await Make()).Identity;
            foreach (var field in Resource.Fields.Where(field => !field.OnUpdate))
                input.Remove(field.Name);
            answer = await Session.Update(Resource, identity, input, how);
        }
        var found = await Session.Read(Resource, identity);
        return new XmlWrite(answer, found, [.. input.Select(member => Resource.Field(member.Key)).Where(field => !IsAsSent(found, field, input))]);
    }

    private bool IsAsSent(Answer found, Field field, JsonObject input) =>
        Session.TryGet(found.Record, field, out var shown) && Session.IsSame(field, shown, input[field.Name]);

    private sealed record XmlWrite(Answer Answer, Answer Found, ImmutableArray<Field> Lost);
}
