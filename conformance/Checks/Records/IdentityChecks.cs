using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The identity that the server assigns.</summary>
internal sealed class IdentityChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Identity))]
    public async Task<Verdict> Assigned()
    {
        var input = await Input();
        var created = await Session.Create(Resource, input);
        if (!created.Succeeded)
            return Verdict.Refused($"a create of {Resource} is answered {created.Summary}");
        var identity = IdentityOf(created);
        if (!Offers(OperationKind.Find))
            return await InList(identity, input, created);

        var found = await Session.Find(Resource, identity);
        if (found is not { Succeeded: true, Data: JsonObject record })
            return Verdict.Broken($"{Describe.Record(Resource, identity)} found after a create that answered with this identity", found.Summary, created.Exchange, found.Exchange);
        if (FieldValue.Text(Session.Value(record, Resource.Identity)) != identity)
            return Verdict.BrokenBy([Resource.Identity.Name], $"{Resource.Identity} {identity} in the record found by it", found.Summary, created.Exchange, found.Exchange);
        // Without a text of its own the record could not be told from another.
        if (Session.UniqueTexts(Resource, input) is { Count: > 0 } own && !Session.ShowsAny(Resource, record, own))
            return Verdict.Broken($"the created record found as {Describe.Record(Resource, identity)}", $"another one is: {found.Summary}", created.Exchange, found.Exchange);
        var second = await Make();
        return second.Identity != identity
            ? Verdict.Saw("assigned")
            : Verdict.Broken($"an identity of its own for each {Resource}", $"two creates answered with {identity}", created.Exchange, second.Answer.Exchange);
    }

    [Judges(nameof(Behaviors.Identity), WithoutWriting = true)]
    public async Task<Verdict> AssignedToExisting()
    {
        var list = await Session.ReadAtLeast(Resource, 2);
        if (ExistingRecords.FirstRepeated(list.Records.Select(record => Session.IdentityOf(Resource, record, list))) is { } twice)
            return Verdict.Broken($"an identity of its own for each {Resource}", $"the list shows {twice} twice", list.Exchange);
        foreach (var record in await Session.SampleOfRecords(Resource))
        {
            if (FieldValue.Text(Session.Value(record.Found, Resource.Identity)) != record.Identity)
                return OtherValueShown($"{Resource.Identity} {record.Identity} in the record found by it", Session.Value(record.Found, Resource.Identity), list.Exchange, record.Exchange);
        }
        return Verdict.Saw("assigned");
    }

    private async Task<Verdict> InList(string identity, JsonObject input, Answer created)
    {
        var list = await ReadAll();
        var own = list.Records.FirstOrDefault(record => Session.ShowsAny(Resource, record, Session.UniqueTexts(Resource, input)));
        if (own is null)
            return Verdict.Unknown($"the list does not show the new {Resource}");
        var listed = FieldValue.Text(Session.Value(own, Resource.Identity));
        return listed == identity
            ? Verdict.Saw("assigned")
            : Verdict.Broken($"the created {Resource} listed as {identity}, as the create answered", $"it is {listed}", created.Exchange, list.Exchange);
    }
}
