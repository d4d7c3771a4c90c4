using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What a list holds.</summary>
internal sealed class ListChecks(Rule rule, Session session) : Check(rule, session)
{
    // Numbers that the list leaves out, of which most were never given or are deleted.
    private const int MostProbed = 10;

    [Judges(nameof(Behaviors.EmptyList))]
    public async Task<Verdict> Empty()
    {
        // Under a parent that was just made there is nothing yet: no silo without records is needed.
        if (Resource.Parent is not null && Session.MayWrite)
            return Judge(Operation, Resource, await Session.List(Operation, new Sending { Parent = await Session.OtherParent(Resource) }), "that parent");
        return Session.Has(Credential.Empty)
            ? Judge(Operation, Resource, await Session.List(Operation, new Sending { Who = Credential.Empty }), "the silo of --empty-key")
            : Verdict.Unknown("it takes the key of a silo without records: --empty-key");
    }

    [Judges(nameof(Behaviors.ListComplete), Exclusive = true)]
    public async Task<Verdict> Complete()
    {
        var made = new List<Made>();
        // Read after each create: a list lacks its newest record most easily.
        for (var i = 0; i < 3; i++)
        {
            made.Add(await Make());
            var verdict = await Retry.Judge(async () => EachOnce(made, await Session.List(Operation)));
            if (verdict is not Verdict.Pass)
                return verdict;
        }
        return await Unlisted() ?? Verdict.Saw("all");
    }

    [Judges(nameof(Behaviors.ListAgrees))]
    public async Task<Verdict> Agrees()
    {
        var (list, own) = await Session.Perform(Operation);
        if (!list.Succeeded)
            return NoSuccess($"{Operation}", list);
        if (list.Records.IsEmpty)
            return Verdict.Unknown($"the target has no {Resource}, and none can be made");
        var identity = own ?? Session.IdentityOf(Resource, list.Records[0], list);
        var listed = list.Record(Session, Resource, identity);
        if (listed is null)
            return Verdict.Unknown($"the list does not show {Describe.Record(Resource, identity)}");

        var found = await Session.Read(Resource, identity);
        var different = Session.Differences(Resource, found.Record, listed).ToArray();
        return different.Length == 0
            ? Verdict.Saw("same")
            : Verdict.BrokenBy(different.Select(one => one.Field.Name), $"{Describe.Record(Resource, identity)} in the list as finding it shows it",
                Describe.All(different.Select(one => $"{one.Field}: found {Describe.Value(one.Was)}, listed {Describe.Value(one.Is)}")), found.Exchange, list.Exchange);
    }

    [Judges(nameof(Behaviors.ListTotal), Exclusive = true)]
    public async Task<Verdict> Total()
    {
        var list = await Session.Page(Operation);
        if (!list.Succeeded)
            return Verdict.Refused($"{Operation} is answered {list.Summary}");
        if (list.Total is null)
        {
            return list.Body is JsonObject body && body.TryGetPropertyValue("total", out var total)
                ? OtherValueShown("total a number, or not there", total, list.Exchange)
                : Verdict.Saw("absent");
        }
        return list.Total == list.Records.Length
            ? Verdict.Saw("counted")
            : Verdict.Broken($"total {list.Records.Length}, the number of records in the list of {Operation}", $"it is {list.Total}", list.Exchange);
    }

    // Records that were there before: what is found by a number that the list leaves out, and is active, should be in it.
    private async Task<Verdict?> Unlisted()
    {
        if (Resource.Parent is not null || !Offers(OperationKind.Find))
            return null;
        var scope = Operation.Filter is null ? null : await Wanted();
        if (Operation.Filter is not null && scope is null)
            return null;
        var list = await Session.ReadAll(Operation);
        var listed = list.Records.Select(record => FieldValue.Integer(Session.Value(record, Resource.Identity)) ?? 0).Where(number => number > 0).ToHashSet();
        if (listed.Count == 0)
            return null;
        var gaps = Numbers(listed.Max()).Where(number => !listed.Contains(number)).Take(MostProbed);
        foreach (var number in gaps)
        {
            var found = await Session.Find(Resource, number.ToString(CultureInfo.InvariantCulture));
            if (found is { Succeeded: true, Data: JsonObject record } && !IsInactive(record)
                && (scope is null || Refers(Resource.Field(Operation.Filter!.Field), record).Contains(scope))
                && FieldValue.Integer(Session.Value(record, Resource.Identity)) == number)
            {
                return Verdict.Broken($"{Describe.Record(Resource, number.ToString(CultureInfo.InvariantCulture))}, which is found, in the list",
                    $"it is not among {list.Records.Length} elements", found.Exchange, list.Exchange);
            }
        }
        return null;
    }

    // The identity that the filter asks for; null where it is not known.
    private async Task<string?> Wanted()
    {
        var value = await Session.Filter(Operation);
        if (Operation.Filter is not { InPath: true, Key: { } key })
            return value;
        var target = Contract.Resource(Resource.Field(Operation.Filter.Field).Refers!.Resource);
        var list = await Session.ReadAll(target);
        return list.Records.FirstOrDefault(record => FieldValue.Text(Session.Value(record, target.Field(key))) == value) is { } named
            ? Session.IdentityOf(target, named, list)
            : null;
    }

    private IEnumerable<string> Refers(Field field, JsonObject record) =>
        !Session.TryGet(record, field, out var shown) ? []
        : (shown is JsonArray several ? several : [shown.Copy()]).Select(FieldValue.Text).OfType<string>();

    private bool IsInactive(JsonObject record) =>
        Contract.ActiveFlag(Resource) is { } flag && FieldValue.Flag(Session.Value(record, Resource.Field(flag))) == false;

    // From both ends: a list lacks its oldest or its newest record more easily than one between.
    private static IEnumerable<long> Numbers(long greatest)
    {
        for (var (low, high) = (1L, greatest); low <= high; low++, high--)
        {
            yield return low;
            if (low != high)
                yield return high;
        }
    }

    private static Verdict Judge(Operation operation, Resource resource, Answer answer, string where) => answer switch
    {
        { Succeeded: true, Data: JsonArray { Count: > 0 } list } => Verdict.Unknown($"{where} is not empty: it has {list.Count} {resource}"),
        { Succeeded: true, Data: JsonArray } => Verdict.Saw("empty-list"),
        _ => Verdict.Broken($"{operation} of a silo without {resource} answered with success and an empty list", answer.Summary, answer.Exchange),
    };

    private Verdict EachOnce(List<Made> made, Answer list)
    {
        if (!list.Succeeded)
            return NoSuccess($"{Operation}", list);
        return made.Find(record => list.Of(Session, record).Length != 1) is { } wrong
            ? Verdict.Broken($"{wrong} in the list once",
                $"it is there {list.Of(Session, wrong).Length} times, among {list.Records.Length} elements", wrong.Answer.Exchange, list.Exchange)
            : Verdict.Saw("all");
    }
}
