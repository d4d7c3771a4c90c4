namespace PlanisoContract.Mock.Simulation;

/// <summary>Finds records by the value of one field, ignoring case. Several may share one, for breakages store such.</summary>
/// <remarks>
/// Open addressing with identities alone: the values are in the records, so an index costs some ten bytes a record.
/// </remarks>
internal sealed class UniqueIndex(Table table, int field, int expected)
{
    private int[] _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected * 3 / 2))];
    private int _count;

    public void Add(Record record)
    {
        if (Key(record) is not { } key)
            return;
        if (++_count > _slots.Length * 3 / 4)
            Grow();
        Place(key, (int)record.Identity);
    }

    /// <summary>Whether a change of version concerns the index.</summary>
    public bool Differ(Record before, Record after) => !ReferenceEquals(before.Values[field], after.Values[field]);

    /// <summary>Forgets a record, which must still be the table's current version.</summary>
    public void Remove(Record record)
    {
        if (Key(record) is not { } key)
            return;
        var hole = Home(key);
        while (_slots[hole] != (int)record.Identity)
        {
            if (_slots[hole] == 0)
                return;
            hole = Next(hole);
        }
        _count--;
        CloseGap(hole);
    }

    /// <summary>The records with this value, by identity.</summary>
    public IReadOnlyList<Record> Find(object? value)
    {
        if (Values.Key(value) is not { } key)
            return [];
        List<Record>? found = null;
        for (var slot = Home(key); _slots[slot] != 0; slot = Next(slot))
        {
            if (table.At(_slots[slot]) is { } record && string.Equals(Key(record), key, StringComparison.OrdinalIgnoreCase))
                (found ??= []).Add(record);
        }
        if (found is { Count: > 1 })
            found.Sort((a, b) => a.Identity.CompareTo(b.Identity));
        return found ?? (IReadOnlyList<Record>)[];
    }

    private string? Key(Record record) => Values.Key(record.Values[field]);

    private int Home(string key) => string.GetHashCode(key, StringComparison.OrdinalIgnoreCase) & (_slots.Length - 1);

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    private void Place(string key, int identity)
    {
        var slot = Home(key);
        while (_slots[slot] != 0)
            slot = Next(slot);
        _slots[slot] = identity;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new int[old.Length * 2];
        foreach (var identity in old)
        {
            if (identity != 0)
                Place(Key(table.At(identity)!)!, identity);
        }
    }

    // Linear probing finds what it seeks only if no hole lies on the way: what follows moves up.
    private void CloseGap(int hole)
    {
        for (var slot = Next(hole); _slots[slot] != 0; slot = Next(slot))
        {
            var home = Home(Key(table.At(_slots[slot])!)!);
            if (((slot - home) & (_slots.Length - 1)) >= ((slot - hole) & (_slots.Length - 1)))
            {
                _slots[hole] = _slots[slot];
                hole = slot;
            }
        }
        _slots[hole] = 0;
    }
}
