using System.Collections.Frozen;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>
/// Stubs that cannot be told apart by their URL: put in order by method, and by the one header that each demands, so that a
/// thousand stubs for a thousand keys cost a request no more than one. Never changes once it is made.
/// </summary>
internal sealed class Shelf
{
    /// <summary>So few are looked at one by one.</summary>
    private const int Few = 8;

    private readonly StubEntry[] _few = [];
    private readonly Drawer _anyMethod = Drawer.Empty;
    private readonly FrozenDictionary<string, Drawer> _byMethod = FrozenDictionary<string, Drawer>.Empty;

    /// <param name="entries">In order.</param>
    public Shelf(StubEntry[] entries)
    {
        if (entries.Length <= Few)
        {
            _few = entries;
            return;
        }
        _anyMethod = new Drawer(entries.Where(entry => entry.Stub.Request.Method is null));
        _byMethod = entries.Where(entry => entry.Stub.Request.Method is not null)
            .GroupBy(entry => entry.Stub.Request.Method!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => new Drawer(group), StringComparer.Ordinal);
    }

    /// <summary>Adds the stubs that can match, in rows that are in order each.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plain">Takes rows that depend on the request's method alone.</param>
    /// <param name="keyed">Takes rows that depend on its headers, too.</param>
    public void Gather(StubRequest request, List<StubEntry[]> plain, List<StubEntry[]> keyed)
    {
        if (_few.Length > 0)
            plain.Add(_few);
        _anyMethod.Gather(request, plain, keyed);
        if (_byMethod.TryGetValue(request.Method, out var drawer))
            drawer.Gather(request, plain, keyed);
    }

    /// <summary>The stubs of one method.</summary>
    private sealed class Drawer
    {
        private readonly StubEntry[] _plain;
        private readonly FrozenDictionary<string, FrozenDictionary<string, StubEntry[]>> _byHeader;

        public Drawer(IEnumerable<StubEntry> entries)
        {
            var all = entries.ToLookup(entry => entry.Stub.Request.Header is not null);
            _plain = [.. all[false]];
            _byHeader = all[true].GroupBy(entry => entry.Stub.Request.Header!.Value.Name, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(
                    header => header.Key,
                    header => header.GroupBy(entry => entry.Stub.Request.Header!.Value.Value, StringComparer.Ordinal)
                        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal),
                    StringComparer.OrdinalIgnoreCase);
        }

        public static Drawer Empty { get; } = new([]);

        public void Gather(StubRequest request, List<StubEntry[]> plain, List<StubEntry[]> keyed)
        {
            if (_plain.Length > 0)
                plain.Add(_plain);
            if (_byHeader.Count == 0)
                return;
            foreach (var (name, values) in request.Headers)
            {
                if (!_byHeader.TryGetValue(name, out var byValue))
                    continue;
                foreach (var value in values)
                {
                    if (byValue.TryGetValue(value ?? "", out var row))
                        keyed.Add(row);
                }
            }
        }
    }
}
