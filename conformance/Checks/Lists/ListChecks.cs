using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a list holds.</summary>
internal static class ListChecks
{
    public static async Task<Verdict> Empty(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        // Under a parent that was just made there is nothing yet: no silo without records is needed.
        if (resource.Parent is not null && session.MayWrite)
            return Judge(operation, resource, await session.List(operation, new Sending { Parent = await session.OtherParent(resource) }), "that parent");
        return session.Has(Credential.Empty)
            ? Judge(operation, resource, await session.List(operation, new Sending { Who = Credential.Empty }), "the silo of --empty-key")
            : Verdict.Unknown("it takes the key of a silo without records: --empty-key");
    }

    public static async Task<Verdict> Complete(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var made = new List<Made>();
        // Looked at after each create: the newest record is the one that a list misses most easily.
        for (var i = 0; i < 3; i++)
        {
            made.Add(await session.Make(resource));
            var verdict = await Steady.Judge(async () => Once(session, operation, made, await session.List(operation)));
            if (verdict is not Verdict.Pass)
                return verdict;
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

    private static Verdict Judge(Operation operation, Resource resource, Answer answer, string where) => answer switch
    {
        { Succeeded: true, Data: JsonArray { Count: > 0 } list } => Verdict.Unknown($"{where} is not empty: it has {list.Count} {resource}"),
        { Succeeded: true, Data: JsonArray } => Verdict.Saw("empty-list"),
        _ => Verdict.Broken($"{operation} of a silo without {resource} answered with success and an empty list", answer.Summary, answer.Exchange),
    };

    private static Verdict Once(Session session, Operation operation, List<Made> made, Answer list)
    {
        if (!list.Succeeded)
            return Verdict.Broken($"{operation} answered with success", list.Summary, list.Exchange);
        return made.Find(record => list.Of(session, record).Length != 1) is { } wrong
            ? Verdict.Broken($"{Say.Record(wrong)} in the list once",
                $"it is there {list.Of(session, wrong).Length} times, among {list.Records.Length} elements", wrong.Answer.Exchange, list.Exchange)
            : Verdict.Saw("all");
    }
}
