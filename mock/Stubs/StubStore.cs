using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Stubs;

/// <summary>The stubs in force and the states of their scenarios. Requests read what is there and never wait for who changes it.</summary>
internal sealed partial class StubStore
{
    // Changes come one after the other.
    private readonly Lock _changing = new();
    private readonly ScenarioStates _scenarios = new();
    private volatile StubIndex _index = StubIndex.Empty;
    private long _made;

    /// <summary>Whether there is no stub at all; asked for each request.</summary>
    public bool IsEmpty => _index.All.IsEmpty;

    /// <summary>All, in the order in which they are asked.</summary>
    public IReadOnlyList<StubMapping> All => [.. _index.All.Select(entry => entry.Stub)];

    /// <summary>The newest last.</summary>
    public IEnumerable<StubMapping> InOrderOfMaking => _index.All.OrderBy(entry => entry.Sequence).Select(entry => entry.Stub);

    public StubMapping? Find(Guid id) => _index.ById.GetValueOrDefault(id)?.Stub;

    /// <summary>The stub that takes a request, or null; its scenario moves on, for one request at a time.</summary>
    /// <param name="request">The request.</param>
    /// <param name="forThisMethod">Whether only stubs count that name the request's method.</param>
    public StubMapping? Take(StubRequest request, bool forThisMethod = false)
    {
        while (true)
        {
            var states = _scenarios.Now;
            var stub = First(_index.Candidates(request), request, states, forThisMethod);
            if (stub is null || _scenarios.TryMove(states, stub))
                return stub;
        }
    }

    /// <summary>How many stubs are looked at for a request at most.</summary>
    public int CountCandidates(StubRequest request) => _index.Candidates(request).Sum(row => row.Length);

    /// <summary>For how many URLs patterns were asked since the stubs changed.</summary>
    public int UrlsAsked => _index.UrlsAsked;

    /// <summary>False, and nothing is done, where there is a stub of this id.</summary>
    public bool Add(StubMapping stub)
    {
        lock (_changing)
        {
            if (_index.ById.ContainsKey(stub.Id))
                return false;
            _index = Added(_index, stub);
            return true;
        }
    }

    /// <summary>Puts a stub in the place of the one with its id; false where there is none.</summary>
    public bool Edit(StubMapping stub)
    {
        lock (_changing)
        {
            if (!_index.ById.TryGetValue(stub.Id, out var old))
                return false;
            _index = Replaced(_index, old, stub);
            Forget();
            return true;
        }
    }

    /// <summary>Removes the stubs that a condition holds for; gives them back.</summary>
    public ImmutableArray<StubMapping> Remove(Func<StubMapping, bool> condition)
    {
        lock (_changing)
        {
            var removed = _index.All.Where(entry => condition(entry.Stub)).ToList();
            _index = removed.Count == _index.All.Count ? StubIndex.Empty : removed.Aggregate(_index, (index, entry) => index.Remove(entry));
            Forget();
            return [.. removed.Select(entry => entry.Stub)];
        }
    }

    public void Clear() => Remove(_ => true);

    /// <summary>All that is given, at once, so that no request meets half of it.</summary>
    /// <param name="stubs">The first is asked first.</param>
    /// <param name="overwrite">Whether a stub replaces one with its id; else the one that is there stays.</param>
    /// <param name="alone">Whether all others are removed.</param>
    public void Import(IReadOnlyCollection<StubMapping> stubs, bool overwrite = true, bool alone = false)
    {
        lock (_changing)
        {
            var index = _index;
            foreach (var stub in stubs.Reverse())
            {
                if (!index.ById.TryGetValue(stub.Id, out var old))
                    index = Added(index, stub);
                else if (overwrite)
                    index = Replaced(index, old, stub);
            }
            if (alone)
            {
                var kept = stubs.Select(stub => stub.Id).ToHashSet();
                index = index.All.Where(entry => !kept.Contains(entry.Stub.Id)).Aggregate(index, (rest, entry) => rest.Remove(entry));
            }
            _index = index;
            Forget();
        }
    }

    /// <summary>Takes stubs in, in place of those that have their ids, and some out; nobody sees half of it.</summary>
    public void Replace(IReadOnlyCollection<Guid> gone, IReadOnlyList<StubMapping> come)
    {
        lock (_changing)
        {
            var index = _index;
            foreach (var id in gone)
            {
                if (index.ById.TryGetValue(id, out var old))
                    index = index.Remove(old);
            }
            foreach (var stub in come)
                index = index.ById.TryGetValue(stub.Id, out var old) ? Replaced(index, old, stub) : Added(index, stub);
            _index = index;
            Forget();
        }
    }

    /// <summary>These stubs and no others, the newest last; scenarios begin anew.</summary>
    public void Reset(IEnumerable<StubMapping> stubs)
    {
        lock (_changing)
        {
            _scenarios.ResetAll();
            _index = stubs.Aggregate(StubIndex.Empty, Added);
        }
    }

    private static StubMapping? First(
        StubEntry[][] rows, StubRequest request, ImmutableDictionary<string, string> states, bool forThisMethod)
    {
        StubEntry? first = null;
        foreach (var row in rows)
        {
            foreach (var entry in row)
            {
                if (!entry.IsBefore(first))
                    break;
                if (ScenarioStates.Allow(states, entry.Stub)
                    && !(forThisMethod && entry.Stub.Request.TakesAnyMethod)
                    && entry.Stub.Request.Matches(request))
                {
                    first = entry;
                    break;
                }
            }
        }
        return first?.Stub;
    }

    private StubIndex Added(StubIndex index, StubMapping stub)
    {
        // A request may have moved a scenario whose stubs were removed meanwhile.
        if (stub.Scenario?.Name is { } name && _scenarios.Now.ContainsKey(name) && !index.All.Any(entry => entry.Stub.Scenario?.Name == name))
            _scenarios.Reset(name);
        return index.Add(new StubEntry(stub, _made++));
    }

    private static StubIndex Replaced(StubIndex index, StubEntry old, StubMapping stub) =>
        index.Remove(old).Add(new StubEntry(stub, old.Sequence));
}
