namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>The records of one resource in the order in which they were added; found by identity without looking at each.</summary>
internal sealed class ModelRecords
{
    private readonly LinkedList<ModelRecord> _all = [];
    // A target that gives an identity out twice makes two records of it.
    private readonly Dictionary<string, List<LinkedListNode<ModelRecord>>> _byIdentity = [];

    public IEnumerable<ModelRecord> All => _all;

    /// <summary>The first one that was added with an identity, or null.</summary>
    public ModelRecord? Find(string identity) => _byIdentity.GetValueOrDefault(identity)?[0].Value;

    public void Add(ModelRecord record)
    {
        if (!_byIdentity.TryGetValue(record.Identity, out var same))
            _byIdentity[record.Identity] = same = [];
        same.Add(_all.AddLast(record));
    }

    public void Remove(ModelRecord record)
    {
        if (_byIdentity.GetValueOrDefault(record.Identity) is not { } same || same.Find(node => node.Value == record) is not { } node)
            return;
        _all.Remove(node);
        same.Remove(node);
        if (same.Count == 0)
            _byIdentity.Remove(record.Identity);
    }
}
