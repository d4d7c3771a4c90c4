using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>What a run would send, by what runs on the mock were seen to send.</summary>
/// <param name="Finding">What finding out sends that tells what is served.</param>
/// <param name="Judging">What the rules send, what they share among it.</param>
/// <param name="Cleaning">What cleaning up takes.</param>
/// <param name="Walking">Requests of random walks, and records that they make.</param>
/// <param name="Fates">Of each resource that gets records: how many, and what becomes of them.</param>
internal sealed record Plan(Outlay Finding, Outlay Judging, Outlay Cleaning, (int Requests, int Records) Walking, ImmutableArray<Fate> Fates)
{
    // As walks are made: so many requests and records each, on average, what cleans up after it among them.
    private const int WalkRequests = 50;
    private const int WalkRecords = 8;

    public int Requests => Finding.Requests + Judging.Requests + Cleaning.Requests + Walking.Requests;

    /// <summary>The plan of a run; null where nothing is known of the contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="target">The mode and the keys of the run.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="walks">How many random walks.</param>
    /// <param name="about">The resources that rules about the whole API are put to; none: all.</param>
    public static Plan? Of(Contract contract, TargetOptions target, ImmutableArray<Rule> rules, int walks, IReadOnlyCollection<string>? about = null)
    {
        if (PlanData.Of(contract, target.Mode) is not { } data)
            return null;
        var chosen = rules.Select(rule => data.Rules.GetValueOrDefault(rule.Id, (Outlay.None, Outlay.None))).ToList();
        var own = chosen.Aggregate(Outlay.None, (sum, rule) => sum + rule.Item1);
        var shared = rules.Length == contract.Rules.Length ? data.Shared
            : chosen.Aggregate(Outlay.None, (sum, rule) => sum.Or(rule.Item2)).AtMost(data.Shared);
        var judging = own + shared + Looking(contract, target);
        var all = WithLinked(contract, data.Rules.Values.Aggregate(data.Shared, (sum, rule) => sum + rule.Own).Made);
        var finding = OfDiscovery(contract, target, rules, about ?? []);
        var made = WithLinked(contract, (judging + finding).Made);
        var walking = target.Mode == RunMode.ReadOnly ? (0, 0) : (walks * WalkRequests, walks * WalkRecords);
        var cleaning = made.IsEmpty && walking.Item1 == 0 ? Outlay.None : data.Lists + data.Cleanup.Scaled(Share);
        return new Plan(finding, judging, cleaning, walking, [.. made.Select(pair => Fate.Of(contract, pair.Key, pair.Value))]);

        // As many of the records of all rules as these rules make.
        double Share(string route) => contract.Operations.FirstOrDefault(operation => $"{operation}" == route)?.Resource is { } resource
            && all.GetValueOrDefault(resource) is > 0 and var most ? (double)made.GetValueOrDefault(resource) / most : 0;
    }

    // The look at the target before the run: one list for each key.
    private static Outlay Looking(Contract contract, TargetOptions target) =>
        contract.Operations.FirstOrDefault(operation => operation.Kind == OperationKind.List && operation.Filter is null
            && operation.Parameters.All(parameter => parameter.Role == ParameterRole.Format)) is { } list
                ? Outlay.Of(Enumerable.Repeat($"{list}", target.Keys.ByVariable.Count), [])
                : Outlay.None;

    // One request to each operation; what makes values for it is shared with the rules.
    private static Outlay OfDiscovery(Contract contract, TargetOptions target, IEnumerable<Rule> rules, IReadOnlyCollection<string> about)
    {
        var resources = TargetDiscovery.Needed(contract, rules, about);
        var writes = target.Mode == RunMode.Full;
        var operations = resources.SelectMany(resource => contract.Operations.Where(operation => operation.Resource == resource.Name
            && (operation.Kind is OperationKind.List or OperationKind.Find || (writes && contract.Operation(OperationKind.Create, resource) is not null))));
        return Outlay.Of(operations.Select(operation => $"{operation}"),
            writes ? resources.Where(resource => contract.Operation(OperationKind.Create, resource) is not null).Select(resource => resource.Name) : []);
    }

    // A create makes the linked record as well.
    private static ImmutableSortedDictionary<string, int> WithLinked(Contract contract, ImmutableSortedDictionary<string, int> made)
    {
        var links = made.SelectMany(pair => contract.Resource(pair.Key).Fields.Where(field => field.Link is not null)
            .SelectMany(field => Enumerable.Repeat(field.Link!.Resource, pair.Value)));
        return (new Outlay(made, Outlay.None.Made) + Outlay.Of(links, [])).Sent;
    }
}

/// <summary>What becomes of the records that a run makes of a resource.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Count">About how many.</param>
/// <param name="Left">What the cleanup leaves of them.</param>
internal sealed record Fate(string Resource, int Count, RecordState Left)
{
    public static Fate Of(Contract contract, string name, int count)
    {
        var resource = contract.Resource(name);
        return new Fate(name, count, contract.Operation(OperationKind.Delete, resource) is null ? RecordState.Remains
            : resource.SoftDelete is null ? RecordState.Removed : RecordState.Deactivated);
    }

    public string Sentence => Left switch
    {
        RecordState.Removed => "removed by the cleanup",
        RecordState.Deactivated => "deactivated by the cleanup, and there for ever: the API removes none",
        _ => "there for ever, and active: the API offers no delete",
    };
}
