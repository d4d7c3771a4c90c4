using PlanisoContract.Mock.Simulation.Storage.Packing;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>Finds records by the value of one field, ignoring case. Several may share one, for breakages store such.</summary>
/// <remarks>
/// It holds hashes and identities alone: the values are in the records, so an index costs some fifteen bytes a record.
/// A large one has many parts, each of which grows by itself: no write has to wait until all of it is moved.
/// </remarks>
internal sealed class UniqueIndex(Table table, int field, int expected)
{
    // Each part has eight bits of the hash in common, so that a million records are some four thousand in each.
    private const int PartBits = 8;
    private const int MostInOne = 1024;

    private UniqueIndexPart[] _parts = expected > MostInOne ? Parts(expected) : [new UniqueIndexPart(expected)];

    public void Add(Record record)
    {
        if (!TryHash(record, out var hash))
            return;
        PartOf(hash).Add(hash, (int)record.Identity);
        if (_parts is [{ Count: > MostInOne } one])
        {
            _parts = Parts(one.Count);
            one.MoveTo(PartOf);
        }
    }

    /// <summary>Whether two versions differ in the field.</summary>
    public bool Differ(Record before, Record after) => !before.HasSame(field, after);

    /// <summary>Removes a record.</summary>
    public void Remove(Record record)
    {
        if (!TryHash(record, out var hash))
            return;
        PartOf(hash).Remove(hash, (int)record.Identity);
    }

    /// <summary>The records with this value, by identity.</summary>
    public Record[] Find(object? value)
    {
        if (FieldValue.Key(value) is not { } key)
            return [];
        var hash = Hash(key);
        var part = PartOf(hash);
        List<Record>? found = null;
        for (var at = 0; part.Next(hash, ref at, out var identity);)
        {
            if (table.At(identity) is { } record && string.Equals(Key(record), key, StringComparison.OrdinalIgnoreCase))
                (found ??= []).Add(record);
        }
        if (found is { Count: > 1 })
            found.Sort((a, b) => a.Identity.CompareTo(b.Identity));
        return found is null ? [] : [.. found];
    }

    private static UniqueIndexPart[] Parts(int expected)
    {
        var parts = new UniqueIndexPart[1 << PartBits];
        for (var at = 0; at < parts.Length; at++)
            parts[at] = new UniqueIndexPart(expected >> PartBits);
        return parts;
    }

    private string? Key(Record record) => FieldValue.Key(record[field]);

    // Without allocating the text: every write needs the hash.
    private bool TryHash(Record record, out int hash)
    {
        Span<char> room = stackalloc char[PackedValues.MostTextBytes];
        ReadOnlySpan<char> text = record.Packed.TryGetText(field, room, out var length) ? room[..length] : FieldValue.Key(record[field]).AsSpan();
        hash = Hash(text);
        return !text.IsEmpty;
    }

    private static int Hash(ReadOnlySpan<char> key) => string.GetHashCode(key, StringComparison.OrdinalIgnoreCase);

    // The parts go by the upper bits, for the lower ones choose the place in a part.
    private UniqueIndexPart PartOf(int hash) => _parts[_parts.Length == 1 ? 0 : hash >>> (32 - PartBits)];
}
