using System.Collections.Concurrent;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The identities of nested records, by their parent.</summary>
/// <remarks>It only grows: no record changes its parent, and no identity is given twice; one that comes back is there already. Reads need no lock.</remarks>
internal sealed class ChildIndex
{
    private readonly ConcurrentDictionary<long, Family> _families = [];

    public void Add(Record record) => _families.GetOrAdd(record.Parent, static _ => new Family()).Add((int)record.Identity);

    /// <summary>The identities under a parent, ascending; some may be those of records that are gone.</summary>
    public ReadOnlyMemory<int> Of(long parent) => _families.TryGetValue(parent, out var family) ? family.All : default;

    private sealed class Family
    {
        private int[] _identities = new int[4];
        private int _count;

        // The count comes last when it is written and first when it is read, so that a reader never sees a number that is not written yet.
        public ReadOnlyMemory<int> All
        {
            get
            {
                var count = Volatile.Read(ref _count);
                return Volatile.Read(ref _identities).AsMemory(0, count);
            }
        }

        public void Add(int identity)
        {
            if (_count > 0 && identity <= _identities[_count - 1])
                return;
            if (_count == _identities.Length)
            {
                var more = new int[_count * 2];
                _identities.CopyTo(more, 0);
                Volatile.Write(ref _identities, more);
            }
            _identities[_count] = identity;
            Volatile.Write(ref _count, _count + 1);
        }
    }
}
