using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A body in XML, looked at in JSON.</summary>
internal static class XmlInputCheck
{
    [Judges(nameof(Behaviors.XmlInput))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var inXml = await Try(session, operation, resource, new Sending { Form = BodyForm.Xml, Format = RawXml.Format });
        if (!inXml.Answer.Succeeded)
            return Verdict.Broken($"{operation} with a body in XML answered with success", inXml.Answer.Summary, inXml.Answer.Exchange);
        if (inXml.Lost.IsEmpty)
            return Verdict.Saw("accepted");
        // What does not come through in JSON either is no matter of XML.
        var inJson = await Try(session, operation, resource, new Sending { Form = BodyForm.Json });
        var lost = inXml.Lost.Where(field => !inJson.Lost.Contains(field)).ToArray();
        return lost.Length == 0
            ? Verdict.Saw("accepted")
            : Verdict.Broken($"{Say.All(lost)} of {resource} as the body in XML sent it", $"stored is {inXml.Found.Summary}",
                inXml.Answer.Exchange, inXml.Found.Exchange);
    }

    private static async Task<Trial> Try(Session session, Operation operation, Resource resource, Sending how)
    {
        var input = await session.Input(resource);
        string identity;
        Answer answer;
        if (operation.Kind == OperationKind.Create)
        {
            answer = await session.Create(resource, input, how);
            if (!answer.Succeeded)
                return new Trial(answer, answer, []);
            identity = Session.IdentityOf(resource, answer.Record, answer);
        }
        else
        {
            identity = (await session.Make(resource)).Identity;
            foreach (var field in resource.Fields.Where(field => !field.OnUpdate))
                input.Remove(field.Name);
            answer = await session.Update(resource, identity, input, how);
        }
        var found = await session.Look(resource, identity);
        return new Trial(answer, found, [.. input.Select(member => resource.Field(member.Key)).Where(field => !IsAsSent(session, found, field, input))]);
    }

    private static bool IsAsSent(Session session, Answer found, Field field, JsonObject input) =>
        session.TryGet(found.Record, field, out var shown) && Same.Value(session, field, shown, input[field.Name]);

    private sealed record Trial(Answer Answer, Answer Found, ImmutableArray<Field> Lost);
}
