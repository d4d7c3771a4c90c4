using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Records that somebody gives to a silo, of one API. They are checked: each fits the contract, unless it says that it need not.</summary>
/// <param name="Tables">By resource; null for one that is not named.</param>
internal sealed record GivenContent(ImmutableArray<GivenTable?> Tables)
{
    /// <summary>Whether no resource is named.</summary>
    public bool IsNone => Tables.All(table => table is null);
}

/// <summary>The given records of one resource.</summary>
/// <param name="Records">By identity.</param>
internal sealed record GivenTable(ImmutableArray<GivenRecord> Records)
{
    /// <summary>The highest identity ever assigned, where it is not that of a record.</summary>
    public long? Last { get; init; }

    /// <summary>The highest identity that the resource started with, where it is not that of a record.</summary>
    public long? Seeded { get; init; }
}

/// <summary>A given record.</summary>
/// <param name="Identity">Its identity.</param>
/// <param name="Values">
/// By the field's index, as a <see cref="Record"/> holds them; <see cref="Sentinel.NotSent"/> for what is to be generated, and
/// <see cref="GivenLink"/>, or an array of them, for related records.
/// </param>
internal sealed record GivenRecord(long Identity, object?[] Values)
{
    /// <summary>Whether what it leaves out is generated; else it stays unset.</summary>
    public bool IsCompleted { get; init; } = true;

    /// <summary>Whether a value is generated all the same for what is required.</summary>
    public bool IsCompletedWhereRequired { get; init; }

    /// <summary>Whether a delete made it what it is; null where it is if it is inactive.</summary>
    public bool? IsDeleted { get; init; }

    /// <summary>Whether it is there no more.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The identity of the record that it is nested in; null for one that is chosen.</summary>
    public long? Parent { get; init; }

    /// <summary>The identities under which it is found, too.</summary>
    public ImmutableArray<long> OtherIdentities { get; init; } = [];

    public ExtraMembers? Extra { get; init; }
}

/// <summary>A related record.</summary>
/// <param name="Identity">Its identity.</param>
/// <param name="Version">The version that was linked, where it is not the current one.</param>
internal sealed record GivenLink(long Identity, GivenRecord? Version = null);

/// <summary>The identities of the records that others may refer to.</summary>
/// <param name="count">How many there are.</param>
/// <param name="identities">The identities; null where they are 1 to <paramref name="count"/>.</param>
internal readonly struct IdentityList(int count, IReadOnlyList<long>? identities = null)
{
    public int Count => count;

    /// <param name="ordinal">From 1.</param>
    public long this[int ordinal] => identities is null ? ordinal : identities[ordinal - 1];
}
