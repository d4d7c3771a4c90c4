using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>
/// Takes away what a run has made: the records that it knows of, and those that hold its tag. Children go before their parents, the
/// newest first. Nothing else is touched.
/// </summary>
internal sealed class Cleaner
{
    /// <summary>So many requests at once, as many as rules send.</summary>
    public const int AtOnce = 16;

    // One lost answer or one error of the server must not leave a record behind.
    private const int Tries = 3;

    private readonly Run _run;
    private readonly Session _session;
    private readonly ListScan _sweep;

    private Cleaner(Run run)
    {
        _run = run;
        _session = new Session(run) { Cleans = true };
        _sweep = new ListScan(run, _session);
    }

    /// <summary>Cleans up after a run; null where it has written nothing.</summary>
    public static async Task<CleanupResult?> Clean(Run run) => run.WriteHistory.Writes == 0 ? null : await new Cleaner(run).Clean();

    /// <summary>Asks again where there was no answer, or an error of the server.</summary>
    public static async Task<Answer> Patiently(Func<Task<Answer>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await ask();
                if (answer.Outcome is not (Outcome.ServerError or Outcome.Unreadable) || attempt == Tries)
                    return answer;
            }
            catch (NoAnswerException) when (attempt < Tries)
            {
                // The next try tells.
            }
        }
    }

    private async Task<CleanupResult> Clean()
    {
        var lost = _run.WriteHistory.Lost;
        await _sweep.Read(ListScan.Swept(_run.Contract));
        var known = _run.WriteHistory.Own;
        var ids = known.Select(own => (own.Silo, own.Resource, own.Identity)).ToHashSet();
        var found = _sweep.All.Where(listed => !ids.Contains((listed.Silo, listed.Resource.Name, listed.Identity))
                && Tags.Hold(_run.Contract, listed.Resource, listed.Record, _run.Tag))
            .Select(listed => new OwnRecord(listed.Resource.Name, listed.Identity, listed.Parent, listed.Silo, long.MaxValue) { Holds = true });
        ImmutableArray<OwnRecord> all = [.. known, .. found.OrderBy(own => long.TryParse(own.Identity, out var number) ? number : long.MaxValue)];
        var cleaned = await Dispose(all);
        return new CleanupResult([.. all.Select(own => cleaned[own])], [.. lost.Where(IsUnresolved).Select(Sentence)]) { Unread = _sweep.Unread };
    }

    private async Task<ConcurrentDictionary<OwnRecord, CleanedRecord>> Dispose(ImmutableArray<OwnRecord> all)
    {
        var cleaned = new ConcurrentDictionary<OwnRecord, CleanedRecord>();
        var disposal = new RecordRemoval(_run, _session, _run.Contract.Resources.ToDictionary(resource => resource.Name, resource => _sweep.Since(resource.Name)));
        var ranks = RanksOf(_run.Contract);
        foreach (var rank in all.GroupBy(own => ranks.GetValueOrDefault(own.Resource)).OrderByDescending(rank => rank.Key))
        {
            await Parallel.ForEachAsync(rank.OrderByDescending(own => own.Number), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (own, _) => cleaned[own] = await disposal.Of(own, _sweep.Of(own)));
        }
        return cleaned;
    }

    /// <summary>What depends on another record has a higher rank than it. Two that depend on each other are left in the order of the contract.</summary>
    public static Dictionary<string, int> RanksOf(Contract contract)
    {
        var ranks = contract.Resources.ToDictionary(resource => resource.Name, _ => 0);
        foreach (var _ in contract.Resources)
        {
            foreach (var resource in contract.Resources)
            {
                var below = resource.Fields.SelectMany(field => new[] { field.Link?.Resource, field.Refers?.Resource, field.References?.Resource })
                    .Append(resource.Parent?.Resource).OfType<string>().Where(other => other != resource.Name).Select(other => ranks[other]);
                ranks[resource.Name] = Math.Min(contract.Resources.Length, below.Select(rank => rank + 1).DefaultIfEmpty(0).Max());
            }
        }
        return ranks;
    }

    // A list that was read to its end would show a record that holds the tag.
    private bool IsUnresolved(WriteIntent lost) => lost.Mark is null || lost.Resource is not { } resource || !_sweep.HasRead(resource);

    private static string Sentence(WriteIntent lost) =>
        $"{lost.Method} {lost.Path} got no answer that names a record, and {(lost.Mark is null ? "held no tag to find it by" : $"no list shows whether there is one with {lost.Mark}")}.";
}
