using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What a list holds.</summary>
internal static class ListChecks
{
    // Numbers that the list leaves out, of which most were never given or are deleted.
    private const int MostProbed = 10;

    [Judges(nameof(Behaviors.EmptyList))]
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

    [Judges(nameof(Behaviors.ListComplete), Exclusive = true)]
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
        return await Unlisted(session, operation, resource) ?? Verdict.Saw("all");
    }

    // Records that were there before: what is found by a number that the list leaves out, and is active, should be in it.
    private static async Task<Verdict?> Unlisted(Session session, Operation operation, Resource resource)
    {
        if (resource.Parent is not null || !session.Offers(OperationKind.Find, resource))
            return null;
        var scope = operation.Filter is null ? null : await Wanted(session, operation, resource);
        if (operation.Filter is not null && scope is null)
            return null;
        var list = await session.LookAtAll(operation);
        var listed = list.Records.Select(record => Same.Integer(session.Value(record, resource.Identity)) ?? 0).Where(number => number > 0).ToHashSet();
        if (listed.Count == 0)
            return null;
        var gaps = Numbers(listed.Max()).Where(number => !listed.Contains(number)).Take(MostProbed);
        foreach (var number in gaps)
        {
            var found = await session.Find(resource, number.ToString(CultureInfo.InvariantCulture));
            if (found is { Succeeded: true, Data: JsonObject record } && !IsSwitchedOff(session, resource, record)
                && (scope is null || Refers(session, resource.Field(operation.Filter!.Field), record).Contains(scope))
                && Same.Integer(session.Value(record, resource.Identity)) == number)
            {
                return Verdict.Broken($"{Say.Record(resource, number.ToString(CultureInfo.InvariantCulture))}, which is found, in the list",
                    $"it is not among {list.Records.Length} elements", found.Exchange, list.Exchange);
            }
        }
        return null;
    }

    // The identity that the filter asks for; null where it is not known.
    private static async Task<string?> Wanted(Session session, Operation operation, Resource resource)
    {
        var value = await session.Filter(operation);
        if (operation.Filter is not { InPath: true, Key: { } key })
            return value;
        var target = session.Contract.Resource(resource.Field(operation.Filter.Field).Refers!.Resource);
        var list = await session.LookAtAll(target);
        return list.Records.FirstOrDefault(record => Same.Text(session.Value(record, target.Field(key))) == value) is { } named
            ? Session.IdentityOf(target, named, list)
            : null;
    }

    private static IEnumerable<string> Refers(Session session, Field field, JsonObject record) =>
        !session.TryGet(record, field, out var shown) ? []
        : (shown is JsonArray several ? several : [shown.Copy()]).Select(Same.Text).OfType<string>();

    private static bool IsSwitchedOff(Session session, Resource resource, JsonObject record) =>
        session.Contract.ActiveFlag(resource) is { } flag && Same.Flag(session.Value(record, resource.Field(flag))) == false;

    // From both ends: a list misses its oldest or its newest record more easily than one between.
    private static IEnumerable<long> Numbers(long greatest)
    {
        for (var (low, high) = (1L, greatest); low <= high; low++, high--)
        {
            yield return low;
            if (low != high)
                yield return high;
        }
    }

    [Judges(nameof(Behaviors.ListAgrees))]
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
            : Verdict.BrokenBy(different.Select(one => one.Field.Name), $"{Say.Record(resource, identity)} in the list as finding it shows it",
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
