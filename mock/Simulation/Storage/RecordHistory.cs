using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>The history of one record, for breakages that only sequences show.</summary>
/// <param name="first">The record as it was made.</param>
internal sealed class RecordHistory(Record first)
{
    private readonly List<Record> _versions = [first];

    /// <summary>The first version.</summary>
    public Record First => _versions[0];

    /// <summary>How many updates succeeded.</summary>
    public int Updates => _versions.Count - 1;

    /// <summary>The number of updates that changed a text, by the field's index.</summary>
    public int[] Changes { get; } = new int[first.Count];

    /// <summary>What the update sent that was refused since the last one that succeeded, or null.</summary>
    public object?[]? Refused { get; set; }

    /// <summary>What the last update sent that succeeded, or null.</summary>
    public object?[]? Sent { get; set; }

    /// <summary>What lists show in its place, or null.</summary>
    public Record? Listed { get; set; }

    /// <summary>Adds the version that an update made.</summary>
    public void Add(Record version) => _versions.Add(version);

    /// <summary>Whether the value of a field was changed and changed back.</summary>
    public bool TookBack(FieldPlan field)
    {
        var values = _versions.ConvertAll(version => version[field.Index]);
        var left = values.FindLastIndex(value => !FieldValue.Same(value, values[^1]));
        return left > 0 && values.FindIndex(value => FieldValue.Same(value, values[^1])) is >= 0 and var had && had < left;
    }
}

/// <summary>The flags of the breakages that only sequences show.</summary>
internal sealed class SequenceModes(ModeFlags flags)
{
    public ModeFlag ThirdChangeLost { get; } = flags.OfSequence("third-change-lost");
    public ModeFlag ListLags { get; } = flags.OfSequence("list-lags");
    public ModeFlag RepeatClears { get; } = flags.OfSequence("repeat-clears");
    public ModeFlag RefusedComesLater { get; } = flags.OfSequence("refused-comes-later");
    public ModeFlag ValueReturns { get; } = flags.OfSequence("value-returns");
    public ModeFlag DeletedReturns { get; } = flags.OfSequence("deleted-returns");
    public ModeFlag NumberAgain { get; } = flags.OfSequence("number-again");
    public ModeFlag UnguardedAgain { get; } = flags.OfSequence("unguarded-again");
    public ModeFlag ReactivationForgets { get; } = flags.OfSequence("reactivation-forgets");
    public ModeFlag LinkedWrittenBack { get; } = flags.OfSequence("linked-written-back");
    public ModeFlag ChildrenRestored { get; } = flags.OfSequence("children-restored");
}
