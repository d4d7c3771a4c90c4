namespace PlanisoContract.Mock.Stubs;

/// <summary>The stubs in force and the states of their scenarios.</summary>
internal sealed class StubStore
{
    private readonly List<StubMapping> _stubs = [];

    /// <summary>Whether there is a stub at all; asked for each request.</summary>
    public bool IsEmpty => _stubs.Count == 0;

    /// <summary>The stub that takes a request, or null; its scenario moves on.</summary>
    public StubMapping? Take(StubRequest request) => _stubs.Find(stub => stub.Request.Matches(request));

    public void Add(StubMapping stub) => _stubs.Insert(0, stub);

    /// <summary>Takes stubs in, in place of those that have their ids, and some out; nobody sees half of it.</summary>
    public void Replace(IReadOnlyCollection<Guid> gone, IReadOnlyList<StubMapping> come)
    {
        _stubs.RemoveAll(stub => gone.Contains(stub.Id) || come.Any(other => other.Id == stub.Id));
        foreach (var stub in come)
            Add(stub);
    }

    public void Clear() => _stubs.Clear();
}
