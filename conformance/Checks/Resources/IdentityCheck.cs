using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The identity that the server assigns.</summary>
internal static class IdentityCheck
{
    [Judges(nameof(Behaviors.Identity))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var resource = rule.Place.Resource!;
        var input = await session.Input(resource);
        var created = await session.Create(resource, input);
        if (!created.Succeeded)
            return Verdict.Refused($"a create of {resource} is answered {created.Summary}");
        var identity = Session.IdentityOf(resource, created.Record, created);
        if (!session.Offers(OperationKind.Find, resource))
            return await InList(session, resource, identity, input, created);

        var found = await session.Find(resource, identity);
        if (found is not { Succeeded: true, Data: System.Text.Json.Nodes.JsonObject record })
            return Verdict.Broken($"{Say.Record(resource, identity)} found after a create that answered with this identity", found.Summary, created.Exchange, found.Exchange);
        if (Same.Text(session.Value(record, resource.Identity)) != identity)
            return Verdict.BrokenBy([resource.Identity.Name], $"{resource.Identity} {identity} in the record found by it", found.Summary, created.Exchange, found.Exchange);
        if (!session.Holds(resource, record, session.Tags(resource, input)))
            return Verdict.Broken($"the created record found as {Say.Record(resource, identity)}", $"another one is: {found.Summary}", created.Exchange, found.Exchange);
        var second = await session.Make(resource);
        return second.Identity != identity
            ? Verdict.Saw("assigned")
            : Verdict.Broken($"an identity of its own for each {resource}", $"two creates answered with {identity}", created.Exchange, second.Answer.Exchange);
    }

    private static async Task<Verdict> InList(
        Session session, Resource resource, string identity, System.Text.Json.Nodes.JsonObject input, Answer created)
    {
        var list = await session.LookAtAll(resource);
        var own = list.Records.FirstOrDefault(record => session.Holds(resource, record, session.Tags(resource, input)));
        if (own is null)
            return Verdict.Unknown($"the list does not show the new {resource}");
        var listed = Same.Text(session.Value(own, resource.Identity));
        return listed == identity
            ? Verdict.Saw("assigned")
            : Verdict.Broken($"the created {resource} listed as {identity}, as the create answered", $"it is {listed}", created.Exchange, list.Exchange);
    }
}
