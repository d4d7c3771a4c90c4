using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>
/// Finds out once, before rules are judged, what the target serves of the contract, by one request to each operation: on records of
/// the run's own where it may write, else on those that are there.
/// </summary>
internal sealed class TargetDiscovery
{
    private readonly Run _run;
    private readonly Session _session;
    private readonly UnknownPaths _unknown;
    private readonly ConcurrentBag<NotServedPart> _found = [];
    private readonly ConcurrentBag<Answer> _creates = [];
    private int _served;

    private TargetDiscovery(Run run)
    {
        _run = run;
        _session = new Session(run);
        _unknown = new UnknownPaths(run, new Session(run) { Explores = true });
    }

    /// <summary>Tells the run what is not served, as far as some rules need to know.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="about">The resources that rules about the whole API are put to; none: all.</param>
    /// <returns>What makes the run pointless, for people; null where nothing does.</returns>
    public static async Task<string?> Discover(Run run, IEnumerable<Rule> rules, IReadOnlyCollection<string>? about = null)
    {
        var discovery = new TargetDiscovery(run);
        try
        {
            foreach (var rank in Needed(run.Contract, rules, about ?? []).GroupBy(resource => Cleaner.RanksOf(run.Contract)[resource.Name]).OrderBy(rank => rank.Key))
                await Task.WhenAll(rank.Select(discovery.Look));
        }
        catch (NoAnswerException gone) when (run.Transport.Down is not null)
        {
            return gone.Message;
        }
        run.Serve([.. discovery._found.OrderBy(part => part.Operation is not null)
            .ThenBy(part => run.Contract.Resources.IndexOf(part.Resource)).ThenBy(part => run.Contract.Operations.IndexOf(part.Operation!))]);
        // What ended early is told by the verdict, as at any other time.
        return run.Stopped is null ? discovery.NothingServed() ?? discovery.CannotWrite() : null;
    }

    /// <summary>The resources that rules are about, and those that their records belong or refer to.</summary>
    public static ImmutableArray<Resource> Needed(Contract contract, IEnumerable<Rule> rules, IReadOnlyCollection<string> about)
    {
        var needed = new HashSet<string>();
        foreach (var rule in rules)
        {
            foreach (var name in rule.Place != Place.Api ? [rule.Place.Resource?.Name ?? rule.Place.Operation!.Resource]
                : about.Count > 0 ? about : contract.Resources.Select(resource => resource.Name))
                Add(name);
        }
        return [.. contract.Resources.Where(resource => needed.Contains(resource.Name))];

        void Add(string name)
        {
            if (!needed.Add(name))
                return;
            var resource = contract.Resource(name);
            foreach (var other in resource.Fields.SelectMany(field => new[] { field.Link?.Resource, field.Refers?.Resource, field.References?.Resource })
                .Append(resource.Parent?.Resource).OfType<string>())
                Add(other);
        }
    }

    private async Task Look(Resource resource)
    {
        var tried = new List<(Operation Operation, bool IsServed, Answer Answer)>();
        var listed = await Lists(resource, tried);
        var own = _run.Options.Mode == RunMode.Full ? await Create(resource, tried) : null;
        if (_run.Contract.Operation(OperationKind.Find, resource) is { } find)
            await Find(find, own, listed, tried);
        if (own is not null)
        {
            if (_run.Contract.Operation(OperationKind.Update, resource) is { } update)
                await Try(update, tried, async () => await _session.Update(resource, own, Change(resource)));
            if (_run.Contract.Operation(OperationKind.Delete, resource) is { } delete)
                await Try(delete, tried, () => _session.Delete(resource, own));
        }
        var absent = tried.Where(one => !one.IsServed).ToList();
        Interlocked.Add(ref _served, tried.Count - absent.Count);
        if (absent.Count > 0 && absent.Count == tried.Count)
            _found.Add(new NotServedPart(resource, null, Describe.All(absent.GroupBy(one => Status(one.Answer)).Select(same =>
                $"{string.Join(", ", same.Select(one => one.Operation))} answer{(same.Count() == 1 ? "s" : "")} {same.Key}")), absent[0].Answer.Exchange));
        else
        {
            foreach (var one in absent)
                _found.Add(new NotServedPart(resource, one.Operation, $"it answers {Status(one.Answer)}", one.Answer.Exchange));
        }
    }

    // The identity of a record that a list shows.
    private async Task<string?> Lists(Resource resource, List<(Operation, bool, Answer)> tried)
    {
        string? listed = null;
        foreach (var list in _run.Contract.ListsOf(resource))
        {
            var answer = await Try(list, tried, () => _session.Page(list));
            if (answer is { Succeeded: true, Data: JsonArray records })
                listed ??= Session.TextOf((records.FirstOrDefault() as JsonObject)?[resource.Identity.Name]);
        }
        return listed;
    }

    private async Task<string?> Create(Resource resource, List<(Operation, bool, Answer)> tried)
    {
        if (_run.Contract.Operation(OperationKind.Create, resource) is not { } create)
            return null;
        var answer = await Try(create, tried, async () => await _session.Create(resource, await _session.Input(resource)));
        if (answer is not null)
            _creates.Add(answer);
        return answer is { Succeeded: true, Data: JsonObject record } ? Session.TextOf(record[resource.Identity.Name]) : null;
    }

    // A record that one finds and the other does not is a matter for rules.
    private async Task Find(Operation find, string? own, string? listed, List<(Operation Operation, bool IsServed, Answer)> tried)
    {
        foreach (var identity in new[] { own, listed, own is null && listed is null && tried.Count > 0 && tried.TrueForAll(one => !one.IsServed) ? RecordReading.UnknownIdentity : null }.OfType<string>())
        {
            tried.RemoveAll(one => one.Operation == find);
            await Try(find, tried, () => _session.Call(find, identity));
            if (tried.Exists(one => one.Operation == find && one.IsServed))
                return;
        }
    }

    private JsonObject Change(Resource resource)
    {
        var field = _session.OtherChangeable(resource);
        return new JsonObject { [field.Name] = _session.Fresh(resource, field) };
    }

    // What cannot be sent, or gets no answer, says nothing about what is served.
    private async Task<Answer?> Try(Operation operation, List<(Operation, bool, Answer)> tried, Func<Task<Answer>> send)
    {
        try
        {
            var answer = await send();
            tried.Add((operation, !await _unknown.Has(operation, answer), answer));
            return answer;
        }
        catch (Exception none) when (none is PreconditionException or ViolationException || (none is NoAnswerException && _run.Transport.Down is null))
        {
            return null;
        }
    }

    private string? NothingServed() => _served == 0 && _found.OrderBy(part => _run.Contract.Resources.IndexOf(part.Resource)).FirstOrDefault() is { } first
        ? $"Nothing of the contract is served. {first.Sentence} Is {_run.Options.Base} the URL before the paths of the contract?"
        : null;

    private string? CannotWrite() =>
        !_creates.IsEmpty && _creates.All(answer => answer.Outcome is Outcome.Forbidden or Outcome.Unauthorized) && _creates.MinBy(answer => answer.Exchange.Uri.AbsolutePath, StringComparer.Ordinal) is { } refused
            ? $"The key of --key may read, and not write: {refused.Exchange.Method} {refused.Exchange.Uri} answers {refused.Exchange.Status}. "
                + "Expected a key with all rights; --mode read-only judges with this one."
            : null;

    private static string Status(Answer answer) => answer.Exchange.Status is 405 or 501
        ? $"{answer.Exchange.Status}"
        : $"{answer.Exchange.Status}, as unknown paths do";
}
