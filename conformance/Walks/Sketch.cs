using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>The records of a sequence that is being made up, as far as they follow from the steps alone.</summary>
internal sealed class Sketch
{
    private readonly List<Drawn> _records = [];

    public IEnumerable<Drawn> Live => _records.Where(record => !record.IsDeleted);

    public IEnumerable<Drawn> Deleted => _records.Where(record => record.IsDeleted);

    public IEnumerable<Drawn> All => _records;

    /// <summary>The record that was touched last, or null.</summary>
    public Drawn? Last { get; private set; }

    public Drawn Add(Terrain terrain, Drawn? parent, ImmutableArray<Field> favorites)
    {
        var drawn = new Drawn(new Symbol(_records.Count, terrain.Resource.Name), terrain, parent) { Favorites = favorites };
        _records.Add(drawn);
        return drawn;
    }

    public void Touch(Drawn record) => Last = record;

    /// <summary>Notes a delete: what lives under a record is gone with it.</summary>
    public void Delete(Drawn record)
    {
        record.IsDeleted = true;
        foreach (var child in _records.Where(child => child.Parent == record))
            child.IsDeleted = true;
    }
}

/// <summary>A record of a sequence that is being made up.</summary>
internal sealed class Drawn(Symbol symbol, Terrain terrain, Drawn? parent)
{
    public Symbol Symbol => symbol;

    public Terrain Terrain => terrain;

    public Drawn? Parent => parent;

    /// <summary>The fields that updates of the walk prefer, so that histories of one field come about.</summary>
    public required ImmutableArray<Field> Favorites { get; init; }

    public bool IsDeleted { get; set; }

    /// <summary>The fields that updates changed.</summary>
    public HashSet<Field> Changed { get; } = [];

    public int Updates { get; set; }

    /// <summary>The records that came with it.</summary>
    public List<Drawn> Linked { get; } = [];

    public bool Offers(OperationKind kind) => terrain.Kinds.Contains(kind);
}
