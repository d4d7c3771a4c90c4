using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The identity that the server assigns.</summary>
internal sealed class IdentityCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Identity))]
    public async Task<Verdict> Judge()
    {
        var input = await Session.Input(Resource);
        var created = await Session.Create(Resource, input);
        if (!created.Succeeded)
            return Verdict.Refused($"a create of {Resource} is answered {created.Summary}");
        var identity = Session.IdentityOf(Resource, created.Record, created);
        if (!Session.Offers(OperationKind.Find, Resource))
            return await InList(identity, input, created);

        var found = await Session.Find(Resource, identity);
        if (found is not { Succeeded: true, Data: System.Text.Json.Nodes.JsonObject record })
            return Verdict.Broken($"{Say.Record(Resource, identity)} found after a create that answered with this identity", found.Summary, created.Exchange, found.Exchange);
        if (Same.Text(Session.Value(record, Resource.Identity)) != identity)
            return Verdict.BrokenBy([Resource.Identity.Name], $"{Resource.Identity} {identity} in the record found by it", found.Summary, created.Exchange, found.Exchange);
        if (!Session.Holds(Resource, record, Session.Tags(Resource, input)))
            return Verdict.Broken($"the created record found as {Say.Record(Resource, identity)}", $"another one is: {found.Summary}", created.Exchange, found.Exchange);
        var second = await Session.Make(Resource);
        return second.Identity != identity
            ? Verdict.Saw("assigned")
            : Verdict.Broken($"an identity of its own for each {Resource}", $"two creates answered with {identity}", created.Exchange, second.Answer.Exchange);
    }

    private async Task<Verdict> InList(string identity, System.Text.Json.Nodes.JsonObject input, Answer created)
    {
        var list = await Session.LookAtAll(Resource);
        var own = list.Records.FirstOrDefault(record => Session.Holds(Resource, record, Session.Tags(Resource, input)));
        if (own is null)
            return Verdict.Unknown($"the list does not show the new {Resource}");
        var listed = Same.Text(Session.Value(own, Resource.Identity));
        return listed == identity
            ? Verdict.Saw("assigned")
            : Verdict.Broken($"the created {Resource} listed as {identity}, as the create answered", $"it is {listed}", created.Exchange, list.Exchange);
    }
}
