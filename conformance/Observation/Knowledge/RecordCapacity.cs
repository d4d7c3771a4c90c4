namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Bounds what is remembered of all silos together: the record that was met first is forgotten first.</summary>
/// <param name="max">How many records.</param>
internal sealed class RecordCapacity(int max)
{
    private readonly Queue<(KnownSilo Silo, KnownRecord Record)> _order = [];

    /// <summary>How many records were forgotten.</summary>
    public int Forgotten { get; private set; }

    public void Add(KnownSilo silo, KnownRecord record)
    {
        _order.Enqueue((silo, record));
        while (_order.Count > max && _order.TryDequeue(out var oldest))
        {
            oldest.Silo.Forget(oldest.Record);
            Forgotten++;
        }
    }
}
