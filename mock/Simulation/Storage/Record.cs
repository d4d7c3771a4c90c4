using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Storage.Packing;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>One version of one record. Immutable: a change makes another version, so that readers see a whole one.</summary>
internal sealed class Record
{
    private readonly byte[] _bytes;
    private readonly object[] _objects;
    private readonly int _start;

    /// <param name="identity">The identity that the server assigned.</param>
    /// <param name="values">
    /// Values by the field's index: null, string, long, bool, DateOnly, DateTime (UTC), <see cref="Record"/> (the version that was
    /// linked), an array of records, <see cref="Sentinel"/>, <see cref="RawJson"/>, <see cref="NumberOf"/>, or several: an array of string, of long (identities),
    /// of entries (values by the member's index), <see cref="KeyedValues"/>; then perhaps <see cref="ExtraMembers"/>.
    /// </param>
    /// <param name="deleted">Whether a delete made it what it is.</param>
    /// <param name="parent">The identity of the record that it is nested in; 0 where there is none.</param>
    /// <param name="block">Where to put the values; null for memory of their own.</param>
    public Record(long identity, ReadOnlySpan<object?> values, bool deleted = false, long parent = 0, ValueBlock? block = null)
        : this(identity, ValuePacker.Pack(values), deleted, parent, block)
    {
    }

    private Record(long identity, ValuePacker values, bool deleted, long parent, ValueBlock? block)
    {
        (Identity, Deleted, Parent) = (identity, deleted, parent);
        (_bytes, _start) = block?.Add(values.Packed) ?? (values.Packed.ToArray(), 0);
        _objects = values.Objects;
    }

    public long Identity { get; }

    public bool Deleted { get; }

    public long Parent { get; }

    /// <summary>The number of values: one for each field, and perhaps <see cref="ExtraMembers"/>.</summary>
    public int Count => Packed.Count;

    public ExtraMembers? ExtraMembers => _objects is [.., ExtraMembers extras] ? extras : null;

    /// <summary>The values as they are stored.</summary>
    public PackedValues Packed => new(_bytes.AsSpan(_start), _objects);

    /// <summary>The value of a field, by its index.</summary>
    public object? this[int field] => Packed.Value(field);

    /// <summary>Whether another version has the same value; false, too, where only a closer look could tell.</summary>
    public bool HasSame(int field, Record other)
    {
        var own = Packed;
        var its = other.Packed;
        return own.IsObject(field) || its.IsObject(field) ? ReferenceEquals(own.Value(field), its.Value(field)) : own[field].SequenceEqual(its[field]);
    }

    /// <summary>All values, in an array that the caller may change.</summary>
    public object?[] ToValues()
    {
        var packed = Packed;
        var values = new object?[packed.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = packed.Value(index);
        return values;
    }

    /// <summary>Values for <see cref="With"/>, of which none changes yet.</summary>
    public object?[] Unchanged()
    {
        var values = new object?[Count];
        Array.Fill(values, Sentinel.NotSent);
        return values;
    }

    /// <summary>Another version of it.</summary>
    /// <param name="values">By the field's index; <see cref="Sentinel.NotSent"/>, and what is missing at the end, stays as it was.</param>
    /// <param name="deleted">Whether a delete makes it what it is.</param>
    public Record With(ReadOnlySpan<object?> values, bool deleted) => new(Identity, ValuePacker.Pack(values, Packed), deleted, Parent, null);
}

/// <summary>Values that stand for something else.</summary>
internal sealed class Sentinel(string name)
{
    /// <summary>The identity or the number that follows from it; so that a million records need not hold them.</summary>
    public static readonly Sentinel Generated = new("generated");

    /// <summary>The text that reading <c>filled</c> shows; nothing else depends on it.</summary>
    public static readonly Sentinel Placeholder = new("n/a");

    /// <summary>No value where one would follow from something else.</summary>
    public static readonly Sentinel Nothing = new("nothing");

    /// <summary>In a bound record: the request does not send the field.</summary>
    public static readonly Sentinel NotSent = new("not sent");

    public static readonly ImmutableArray<Sentinel> All = [Generated, Placeholder, Nothing, NotSent];

    public override string ToString() => name;
}

/// <summary>The generated number of another record.</summary>
internal sealed record NumberOf(long Identity);

/// <summary>Parameters that belong to no field, stored in a mode that does so.</summary>
internal sealed record ExtraMembers(IReadOnlyDictionary<string, RawJson> Members);

/// <summary>Values by the identity of another record, in the order of the identities.</summary>
internal sealed record KeyedValues(ImmutableSortedDictionary<long, object?> ByKey)
{
    public static readonly KeyedValues None = new(ImmutableSortedDictionary<long, object?>.Empty);
}
