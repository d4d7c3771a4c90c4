using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>Reads each list once in which a record of the run may be: also those under parents that it used, and behind filters.</summary>
internal sealed class ListScan(Run run, Session session)
{
    // As many values of a filter as the run may have used.
    private const int MaxValues = 25;

    private readonly ConcurrentDictionary<(Credential Silo, string Resource, string Identity), Listed> _listed = [];
    private readonly ConcurrentDictionary<string, string> _unread = [];
    private readonly ConcurrentDictionary<string, bool> _read = [];

    /// <summary>Sentences about lists that could not be read.</summary>
    public ImmutableArray<string> Unread => [.. _unread.Values.Order(StringComparer.Ordinal)];

    public IEnumerable<Listed> All => _listed.Values;

    /// <summary>How many requests it takes where every list is one page and nothing is nested.</summary>
    public static int CostOf(Contract contract) =>
        Swept(contract).Sum(resource => contract.ListOf(resource) is not { } list || resource.Parent is not null ? 0 : list.Filter is null ? 1 : MaxValues);

    /// <summary>The resources of which a run can make records: by a create of their own, or by that of a record that they are linked to.</summary>
    public static IEnumerable<Resource> Swept(Contract contract) => contract.Resources.Where(resource =>
        contract.Operation(OperationKind.Create, resource) is not null
        || contract.Resources.Any(other => other.Fields.Any(field => field.Link?.Resource == resource.Name)));

    /// <summary>What a list shows of a record, or null.</summary>
    public JsonObject? Of(OwnRecord own) => _listed.GetValueOrDefault((own.Silo, own.Resource, own.Identity))?.Record;

    /// <summary>Whether the lists of a resource were read to their ends.</summary>
    public bool HasRead(string resource) => _read.ContainsKey(resource) && !_unread.ContainsKey(resource);

    /// <summary>The least identity of a record that holds the tag; what the server gave a greater one has come since the run began. Null where none is listed.</summary>
    public long? Since(string resource) => All.Where(listed => listed.Resource.Name == resource && Tags.Hold(run.Contract, listed.Resource, listed.Record, run.Tag))
        .Min(listed => long.TryParse(listed.Identity, out var number) ? number : (long?)null);

    public async Task Read(IEnumerable<Resource> resources)
    {
        var lists = from silo in run.WriteHistory.Silos from resource in resources select (silo, resource);
        await Parallel.ForEachAsync(lists, new ParallelOptions { MaxDegreeOfParallelism = Cleaner.AtOnce },
            async (at, _) => await Read(at.resource, at.silo));
    }

    private async Task Read(Resource resource, Credential silo)
    {
        if (run.Contract.ListOf(resource) is not { } list)
            return;
        try
        {
            if (resource.Parent is not null)
            {
                foreach (var place in run.WriteHistory.Places.Where(place => place.Resource == resource.Name && place.Silo == silo))
                    await Read(list, resource, new Sending { Who = silo, Parent = place.Parent });
            }
            else if (list.Filter is { } filter)
                await ReadFiltered(list, resource, filter, silo);
            else
                await Read(list, resource, new Sending { Who = silo });
            _read[resource.Name] = true;
        }
        // Whatever is wrong with one list must not keep the others from being read.
        catch (Exception wrong)
        {
            _unread[resource.Name] = $"{list} could not be read: {run.Redaction.Of(wrong.Message)}";
        }
    }

    // The values that the run can have used are those that the list of the other resource shows first.
    private async Task ReadFiltered(Operation list, Resource resource, FilterWord filter, Credential silo)
    {
        var target = run.Contract.Resource(resource.Field(filter.Field).Refers!.Resource);
        if (run.Contract.ListOf(target) is not { } targets)
            return;
        var shown = await Cleaner.Patiently(() => session.Page(targets, new Sending { Who = silo }));
        var values = (shown.Data as JsonArray ?? []).OfType<JsonObject>().Select(record => Session.TextOf(record[target.Identity.Name])).OfType<string>().Take(MaxValues);
        var inBrackets = filter is { InPath: false, Many: true };
        foreach (var value in values)
        {
            var count = await Read(list, resource, How(inBrackets));
            if (count == 0 && filter is { InPath: false, Many: true })
            {
                // The other way to write it; whichever shows something stays.
                if (await Read(list, resource, How(!inBrackets)) > 0)
                    inBrackets = !inBrackets;
            }

            Sending How(bool brackets) => filter.InPath
                ? new Sending { Who = silo, Filter = value }
                : new Sending { Who = silo, NoFilter = true, Query = new FilterScope(filter, value, brackets).Spelled(value) };
        }
    }

    private async Task<int> Read(Operation list, Resource resource, Sending how)
    {
        var answer = await Cleaner.Patiently(() => session.List(list, how));
        // Nothing is under a parent that is gone, and nothing behind a value that is refused.
        if (answer.Refused && answer.Outcome is not (Outcome.Unauthorized or Outcome.Forbidden) && (how.Parent is not null || list.Filter is not null))
            return 0;
        // Nor where nothing is served, and nothing is known to have been made.
        if (answer.Exchange.Status is 404 or 405 or 501 && run.WriteHistory.Own.All(own => own.Resource != resource.Name))
            return 0;
        if (answer is not { Succeeded: true, Data: JsonArray records })
            throw new PreconditionException($"the answer is {answer.Summary}");
        foreach (var record in records.OfType<JsonObject>())
        {
            if (Session.TextOf(record[resource.Identity.Name]) is { } identity)
                _listed[(how.Who, resource.Name, identity)] = new Listed(resource, identity, how.Parent, how.Who, record);
        }
        return records.Count;
    }
}

/// <summary>A record as a list shows it.</summary>
internal sealed record Listed(Resource Resource, string Identity, string? Parent, Credential Silo, JsonObject Record);
