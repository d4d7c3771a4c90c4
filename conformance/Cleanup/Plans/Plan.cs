using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>What a run would send, by what a whole run on the mock was seen to send.</summary>
/// <param name="Discovery">Requests that find out what is served.</param>
/// <param name="Judging">Requests of the rules.</param>
/// <param name="Cleaning">Requests of the cleanup.</param>
/// <param name="Walking">Requests of random walks, and the records that they make.</param>
/// <param name="Records">Of each resource that gets records: how many, and what becomes of them.</param>
internal sealed record Plan(RequestCounts Discovery, RequestCounts Judging, RequestCounts Cleaning, (int Requests, int Records) Walking, ImmutableArray<PlannedRecords> Records)
{
    // As walks are made: so many requests and records each, on average, what cleans up after it among them.
    private const int WalkRequests = 50;
    private const int WalkRecords = 8;

    public int Requests => Discovery.Requests + Judging.Requests + Cleaning.Requests + Walking.Requests;

    /// <summary>The plan of a run; null where nothing is known of the contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="target">The mode and the keys of the run.</param>
    /// <param name="rules">Its rules: all, or some, whose part of a whole run is estimated by their number at each resource.</param>
    /// <param name="walks">How many random walks.</param>
    /// <param name="about">The resources that rules about the whole API are judged by; none: all.</param>
    public static Plan? Of(Contract contract, TargetOptions target, ImmutableArray<Rule> rules, int walks, IReadOnlyCollection<string>? about = null)
    {
        if (RecordedRun.Of(contract, target.Mode) is not { } whole)
            return null;
        var needed = TargetDiscovery.Needed(contract, rules, about ?? []).Select(resource => resource.Name).ToHashSet();
        var judging = whole.Rules.Scaled(route => ShareOf(ResourceOf(contract, route)), ShareOf) + Preflight(contract, target);
        var discovery = OfDiscovery(contract, target, rules, about ?? []);
        var made = WithLinked(contract, (judging + discovery).Made);
        var walking = target.Mode == RunMode.ReadOnly ? (0, 0) : (walks * WalkRequests, walks * WalkRecords);
        var cleaning = made.IsEmpty && walking.Item1 == 0 ? RequestCounts.None
            : Lists(contract) + whole.Cleanup.Scaled(route => ShareOf(ResourceOf(contract, route)), _ => 0);
        return new Plan(discovery, judging, cleaning, walking, [.. made.Select(pair => PlannedRecords.Of(contract, pair.Key, pair.Value))]);

        // The part of a resource's rules that are judged; of one that others need, a single one at least.
        double ShareOf(string? name)
        {
            var all = contract.Rules.Count(IsAbout);
            return rules.Length == contract.Rules.Length ? 1
                : name is not null && !needed.Contains(name) ? 0
                : all == 0 ? 1 : Math.Max(1, rules.Count(IsAbout)) / (double)all;

            bool IsAbout(Rule rule) => rule.Place == Place.Api || name is null || (rule.Place.Resource?.Name ?? rule.Place.Operation?.Resource) == name;
        }
    }

    // By the longest path of the contract that it has or begins with, whatever its method; null where there is none.
    private static string? ResourceOf(Contract contract, string route) => contract.Operations
        .Where(operation => route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..].StartsWith(operation.Path.Text, StringComparison.Ordinal))
        .MaxBy(operation => operation.Path.Text.Length)?.Resource;

    /// <summary>The lists that a cleanup reads, with those of the records that a filter names.</summary>
    public static RequestCounts Lists(Contract contract) => RequestCounts.Of(
        from resource in ListScan.Swept(contract)
        let list = contract.ListOf(resource)
        where list is not null
        from read in list.Filter is { } filter ? new[] { list, contract.ListOf(contract.Resource(resource.Field(filter.Field).Refers!.Resource)) } : [list]
        where read is not null
        select read.ToString(), []);

    // One list for each key.
    private static RequestCounts Preflight(Contract contract, TargetOptions target) =>
        contract.Operations.FirstOrDefault(operation => operation.Kind == OperationKind.List && operation.Filter is null
            && operation.Parameters.All(parameter => parameter.Role == ParameterRole.Format)) is { } list
                ? RequestCounts.Of(Enumerable.Repeat($"{list}", target.Keys.ByVariable.Count), [])
                : RequestCounts.None;

    // One request to each operation; what makes values for it is shared with the rules.
    private static RequestCounts OfDiscovery(Contract contract, TargetOptions target, IEnumerable<Rule> rules, IReadOnlyCollection<string> about)
    {
        var resources = TargetDiscovery.Needed(contract, rules, about);
        var writes = target.Mode == RunMode.Full;
        var operations = resources.SelectMany(resource => contract.Operations.Where(operation => operation.Resource == resource.Name
            && (operation.Kind is OperationKind.List or OperationKind.Find || (writes && contract.Operation(OperationKind.Create, resource) is not null))));
        return RequestCounts.Of(operations.Select(operation => $"{operation}"),
            writes ? resources.Where(resource => contract.Operation(OperationKind.Create, resource) is not null).Select(resource => resource.Name) : []);
    }

    // A create makes the linked record as well.
    private static ImmutableSortedDictionary<string, int> WithLinked(Contract contract, ImmutableSortedDictionary<string, int> made)
    {
        var links = made.SelectMany(pair => contract.Resource(pair.Key).Fields.Where(field => field.Link is not null)
            .SelectMany(field => Enumerable.Repeat(field.Link!.Resource, pair.Value)));
        return (new RequestCounts(RequestCounts.None.Sent, made) + RequestCounts.Of([], links)).Made;
    }
}

/// <summary>What becomes of the records that a run makes of a resource.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Count">About how many.</param>
/// <param name="Left">What the cleanup leaves of them.</param>
internal sealed record PlannedRecords(string Resource, int Count, RecordState Left)
{
    public static PlannedRecords Of(Contract contract, string name, int count)
    {
        var resource = contract.Resource(name);
        return new PlannedRecords(name, count, contract.Operation(OperationKind.Delete, resource) is null ? RecordState.Remains
            : resource.SoftDelete is null ? RecordState.Removed : RecordState.Deactivated);
    }

    public string Sentence => Left switch
    {
        RecordState.Removed => "removed by the cleanup",
        RecordState.Deactivated => "deactivated by the cleanup, and there for ever: the API removes none",
        _ => "there for ever, and active: the API offers no delete",
    };
}
