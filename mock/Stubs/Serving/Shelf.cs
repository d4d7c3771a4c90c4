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

    /// <summary>Adds the stubs of a method, in rows that are in order each.</summary>
    /// <param name="method">The request's.</param>
    /// <param name="plain">Takes the rows that no header tells apart.</param>
    /// <param name="keyed">Takes what finds a row by a request's headers.</param>
    public void Gather(string method, List<StubEntry[]> plain, List<HeaderRows> keyed)
    {
        if (_few.Length > 0)
            plain.Add(_few);
        _anyMethod.Gather(plain, keyed);
        if (_byMethod.TryGetValue(method, out var drawer))
            drawer.Gather(plain, keyed);
    }

    /// <summary>The stubs of one method.</summary>
    private sealed class Drawer
    {
        private readonly StubEntry[] _plain;
        private readonly HeaderRows? _keyed;

        public Drawer(IEnumerable<StubEntry> entries)
        {
            var all = entries.ToLookup(entry => entry.Stub.Request.Header is not null);
            _plain = [.. all[false]];
            if (all.Contains(true))
                _keyed = new HeaderRows(all[true]);
        }

        public static Drawer Empty { get; } = new([]);

        public void Gather(List<StubEntry[]> plain, List<HeaderRows> keyed)
        {
            if (_plain.Length > 0)
                plain.Add(_plain);
            if (_keyed is not null)
                keyed.Add(_keyed);
        }
    }
}
