using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a list holds.</summary>
internal static class ListChecks
{
    public static async Task<Verdict> Empty(Rule rule, Session session)
    {
        if (!session.Has(Credential.Empty))
            return Verdict.Unknown("it takes the key of a silo without records: --empty-key");
        var (operation, resource) = rule.OfOperation(session);
        var answer = await session.List(resource, who: Credential.Empty);
        if (answer is { Succeeded: true, Data: JsonArray { Count: > 0 } list })
            return Verdict.Unknown($"the silo of --empty-key is not empty: it has {list.Count} {resource}");
        return answer is { Succeeded: true, Data: JsonArray }
            ? Verdict.Saw("empty-list")
            : Verdict.Broken($"{operation} of a silo without {resource} answered with success and an empty list", answer.Summary, answer.Exchange);
    }

    public static async Task<Verdict> Complete(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var made = new List<Made>();
        // Looked at after each create: the newest record is the one that a list misses most easily.
        for (var i = 0; i < 3; i++)
        {
            made.Add(await session.Make(resource));
            var list = await session.List(resource);
            if (!list.Succeeded)
                return Verdict.Broken($"{operation} answered with success", list.Summary, list.Exchange);
            if (made.Find(record => list.Of(session, record).Length != 1) is { } wrong)
            {
                return Verdict.Broken($"{Say.Record(wrong)} in the list once",
                    $"it is there {list.Of(session, wrong).Length} times, among {list.Records.Length} elements", wrong.Answer.Exchange, list.Exchange);
            }
        }
        return Verdict.Saw("all");
    }

    public static async Task<Verdict> Agrees(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var (list, own) = await session.One(operation);
        if (!list.Succeeded)
            return Verdict.Broken($"{operation} answered with success", list.Summary, list.Exchange);
        if (list.Records.IsEmpty)
            return Verdict.Unknown($"the target has no {resource}, and none can be made");
        var identity = own ?? Session.IdentityOf(resource, list.Records[0], list);
        var listed = list.Records.FirstOrDefault(record => Same.Text(session.Value(record, resource.Identity)) == identity);
        if (listed is null)
            return Verdict.Unknown($"the list does not show {Say.Record(resource, identity)}");

        var found = await session.Look(resource, identity);
        var different = Differences.Between(session, resource, found.Record, listed).ToArray();
        return different.Length == 0
            ? Verdict.Saw("same")
            : Verdict.Broken($"{Say.Record(resource, identity)} in the list as finding it shows it",
                Say.All(different.Select(one => $"{one.Field}: found {Say.Value(one.Was)}, listed {Say.Value(one.Is)}")), found.Exchange, list.Exchange);
    }
}
