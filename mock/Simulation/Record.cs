using System.Collections.Immutable;

namespace PlanisoContract.Mock.Simulation;

/// <summary>One version of one record. Immutable: a change makes another version, so that whoever reads sees a whole one.</summary>
/// <param name="identity">The identity that the server assigned.</param>
/// <param name="values">
/// Values by the field's index: null, string, long, bool, DateOnly, DateTime (UTC), <see cref="Record"/> (the version that was
/// linked), an array of records, <see cref="Mark"/>, <see cref="Verbatim"/>, <see cref="NumberOf"/>, or several: an array of string, of long (identities),
/// of entries (values by the member's index), <see cref="KeyedValues"/>; then perhaps <see cref="Extras"/>.
/// </param>
/// <param name="deleted">Whether a delete made it what it is.</param>
/// <param name="parent">The identity of the record that it lives under; 0 where there is none.</param>
internal sealed class Record(long identity, object?[] values, bool deleted = false, long parent = 0)
{
    public long Identity { get; } = identity;

    public object?[] Values { get; } = values;

    public bool Deleted { get; } = deleted;

    public long Parent { get; } = parent;

    public Extras? Extras => Values.Length > 0 ? Values[^1] as Extras : null;

    /// <summary>Another version of it.</summary>
    public Record With(object?[] values, bool deleted) => new(Identity, values, deleted, Parent);
}

/// <summary>Values that stand for something else.</summary>
internal sealed class Mark(string name)
{
    /// <summary>The identity or the number that follows from it; so that a million records need not hold them.</summary>
    public static readonly Mark Generated = new("generated");

    /// <summary>The text that reading <c>filled</c> shows. It takes part in nothing else.</summary>
    public static readonly Mark Placeholder = new("n/a");

    /// <summary>No value where one would follow from something else.</summary>
    public static readonly Mark Nothing = new("nothing");

    /// <summary>In a draft: the request says nothing of the field.</summary>
    public static readonly Mark NotSent = new("not sent");

    public override string ToString() => name;
}

/// <summary>The generated number of another record.</summary>
internal sealed record NumberOf(long Identity);

/// <summary>JSON that is stored as it was sent, where a mode wants so.</summary>
internal sealed record Verbatim(string Json)
{
    public static readonly Verbatim EmptyList = new("[]");
}

/// <summary>Parameters that no field knows, stored where a mode wants so.</summary>
internal sealed record Extras(IReadOnlyDictionary<string, Verbatim> Members);

/// <summary>Values by the identity of another record, in the order of the identities.</summary>
internal sealed record KeyedValues(ImmutableSortedDictionary<long, object?> ByKey)
{
    public static readonly KeyedValues None = new(ImmutableSortedDictionary<long, object?>.Empty);
}

/// <summary>The two flags, boxed once.</summary>
internal static class Flag
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Of(bool value) => value ? True : False;
}
