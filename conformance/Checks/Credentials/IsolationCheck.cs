using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether the key of another silo sees a record. It only reads: a write could hit that silo's own record.</summary>
internal static class IsolationCheck
{
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        if (!session.Has(Credential.Other))
            return Verdict.Unknown("it takes the key of another silo: --other-key");
        var resource = rule.Place.Resource!;
        var made = await session.Make(resource);
        var tags = session.Tags(resource, made.Sent);

        var answers = new List<Answer>();
        if (session.Offers(OperationKind.Find, resource))
            answers.Add(await session.Find(resource, made.Identity, Credential.Other));
        if (session.Offers(OperationKind.List, resource))
            answers.Add(await session.List(resource, who: Credential.Other));

        if (answers.Find(answer => answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden) is { } locked)
            return Verdict.Unknown($"the key given as --other-key opens nothing: {locked.Summary}");
        if (answers.Find(answer => !answer.Succeeded && !answer.Refused) is { } failed)
            return Verdict.Broken($"a read of {resource} with another silo's key answered", failed.Summary, failed.Exchange);
        var leak = answers.Find(answer => Shown(answer).Any(record => session.Holds(resource, record, tags)));
        return leak is null
            ? Verdict.Saw("isolated")
            : Verdict.Broken($"{Say.Record(made)} hidden from the key of another silo", $"{leak.Exchange.Method} {leak.Exchange.Uri.AbsolutePath} shows it",
                made.Answer.Exchange, leak.Exchange);
    }

    private static IEnumerable<JsonObject> Shown(Answer answer) => answer.Data switch
    {
        JsonObject record => [record],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };
}
