namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>A part of a <see cref="UniqueIndex"/>: identities by the hash of their values. Several may have the same.</summary>
/// <remarks>Open addressing. The hash is kept beside the identity, so that neither looking for one nor growing goes through the records.</remarks>
internal sealed class UniqueIndexPart(int expected)
{
    private Slot[] _slots = new Slot[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, expected * 3 / 2))];

    public int Count { get; private set; }

    public void Add(int hash, int identity)
    {
        if (++Count > _slots.Length * 3 / 4)
            Grow();
        Place(new Slot(hash, identity));
    }

    public void Remove(int hash, int identity)
    {
        for (var slot = Home(hash); _slots[slot].Identity != 0; slot = Next(slot))
        {
            if (_slots[slot].Identity != identity)
                continue;
            Count--;
            CloseGap(slot);
            return;
        }
    }

    /// <summary>The identities with a hash, one after the other.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="at">How far the search is; 0 at its beginning.</param>
    /// <param name="identity">The next one.</param>
    public bool Next(int hash, ref int at, out int identity)
    {
        while (true)
        {
            var slot = _slots[(Home(hash) + at++) & (_slots.Length - 1)];
            identity = slot.Identity;
            if (identity == 0)
                return false;
            if (slot.Hash == hash)
                return true;
        }
    }

    /// <summary>Gives everything in it to the parts that take its place.</summary>
    public void MoveTo(Func<int, UniqueIndexPart> partOf)
    {
        foreach (var slot in _slots)
        {
            if (slot.Identity != 0)
                partOf(slot.Hash).Add(slot.Hash, slot.Identity);
        }
    }

    private int Home(int hash) => hash & (_slots.Length - 1);

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    private void Place(Slot added)
    {
        var slot = Home(added.Hash);
        while (_slots[slot].Identity != 0)
            slot = Next(slot);
        _slots[slot] = added;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.Identity != 0)
                Place(slot);
        }
    }

    // Linear probing finds what it seeks only if no hole lies on the way: what follows moves up.
    private void CloseGap(int hole)
    {
        for (var slot = Next(hole); _slots[slot].Identity != 0; slot = Next(slot))
        {
            var home = Home(_slots[slot].Hash);
            if (((slot - home) & (_slots.Length - 1)) >= ((slot - hole) & (_slots.Length - 1)))
            {
                _slots[hole] = _slots[slot];
                hole = slot;
            }
        }
        _slots[hole] = default;
    }

    /// <param name="Hash">Of the value.</param>
    /// <param name="Identity">Of the record; 0 where there is none.</param>
    private readonly record struct Slot(int Hash, int Identity);
}
