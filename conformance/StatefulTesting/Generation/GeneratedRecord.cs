using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>The records of a sequence that is being generated, as far as they follow from its commands alone.</summary>
internal sealed class GeneratedRecords
{
    private readonly List<GeneratedRecord> _records = [];

    public IEnumerable<GeneratedRecord> Live => _records.Where(record => !record.IsDeleted);

    public IEnumerable<GeneratedRecord> Deleted => _records.Where(record => record.IsDeleted);

    public IEnumerable<GeneratedRecord> All => _records;

    /// <summary>The record that a command was last about, or null.</summary>
    public GeneratedRecord? Last { get; set; }

    public GeneratedRecord Add(ResourceCapabilities capabilities, GeneratedRecord? parent, ImmutableArray<Field> favorites)
    {
        var record = new GeneratedRecord(new Symbol(_records.Count, capabilities.Resource.Name), capabilities, parent) { Favorites = favorites };
        _records.Add(record);
        return record;
    }

    /// <summary>What lives under a record is deleted with it.</summary>
    public void Delete(GeneratedRecord record)
    {
        record.IsDeleted = true;
        foreach (var child in _records.Where(child => child.Parent == record))
            child.IsDeleted = true;
    }
}

/// <summary>A record of a sequence that is being generated.</summary>
internal sealed class GeneratedRecord(Symbol symbol, ResourceCapabilities capabilities, GeneratedRecord? parent)
{
    public Symbol Symbol => symbol;

    public ResourceCapabilities Capabilities => capabilities;

    public GeneratedRecord? Parent => parent;

    /// <summary>The fields that updates prefer, so that one field changes several times.</summary>
    public required ImmutableArray<Field> Favorites { get; init; }

    public bool IsDeleted { get; set; }

    /// <summary>The fields that updates changed.</summary>
    public HashSet<Field> Changed { get; } = [];

    public int Updates { get; set; }

    public bool Offers(OperationKind kind) => capabilities.Kinds.Contains(kind);
}
