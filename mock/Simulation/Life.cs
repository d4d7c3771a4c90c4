namespace PlanisoContract.Mock.Simulation;

/// <summary>What one record went through, for breakages that only sequences show.</summary>
/// <param name="first">The record as it was made.</param>
internal sealed class Life(Record first)
{
    private readonly List<Record> _versions = [first];

    /// <summary>The record as it was made.</summary>
    public Record First => _versions[0];

    /// <summary>How many updates succeeded.</summary>
    public int Updates => _versions.Count - 1;

    /// <summary>How often updates gave a field another text, by the field's index.</summary>
    public int[] Changes { get; } = new int[first.Count];

    /// <summary>What the update sent that was refused since the last one that succeeded, or null.</summary>
    public object?[]? Refused { get; set; }

    /// <summary>What the last update sent that succeeded, or null.</summary>
    public object?[]? Sent { get; set; }

    /// <summary>What lists show in its place, or null.</summary>
    public Record? Listed { get; set; }

    /// <summary>Notes what an update made of it.</summary>
    public void Add(Record version) => _versions.Add(version);

    /// <summary>Whether the value of a field was given up and taken back.</summary>
    public bool TookBack(FieldPlan field)
    {
        var values = _versions.ConvertAll(version => version[field.Index]);
        var left = values.FindLastIndex(value => !Values.Same(value, values[^1]));
        return left > 0 && values.FindIndex(value => Values.Same(value, values[^1])) is >= 0 and var had && had < left;
    }
}

/// <summary>The gates of the breakages that only sequences show.</summary>
internal sealed class SequenceGates(Gates gates)
{
    public Gate ThirdChangeLost { get; } = gates.OfSequence("third-change-lost");
    public Gate ListLags { get; } = gates.OfSequence("list-lags");
    public Gate RepeatClears { get; } = gates.OfSequence("repeat-clears");
    public Gate RefusedComesLater { get; } = gates.OfSequence("refused-comes-later");
    public Gate ValueReturns { get; } = gates.OfSequence("value-returns");
    public Gate DeletedReturns { get; } = gates.OfSequence("deleted-returns");
    public Gate NumberAgain { get; } = gates.OfSequence("number-again");
    public Gate UnguardedAgain { get; } = gates.OfSequence("unguarded-again");
    public Gate ReactivationForgets { get; } = gates.OfSequence("reactivation-forgets");
    public Gate LinkedWrittenBack { get; } = gates.OfSequence("linked-written-back");
    public Gate ChildrenRestored { get; } = gates.OfSequence("children-restored");
}
