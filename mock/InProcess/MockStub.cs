using System.Collections.Immutable;

namespace PlanisoContract.Mock.InProcess;

/// <summary>A stub that was made, or several that answer one after the other.</summary>
public sealed class MockStub
{
    private readonly PlanisoMock _mock;

    internal MockStub(PlanisoMock mock, ImmutableArray<Guid> ids)
    {
        _mock = mock;
        Ids = ids;
    }

    /// <summary>Under which the admin API knows it; several where answers follow each other.</summary>
    public IReadOnlyList<Guid> Ids { get; }

    /// <summary>Takes it away; what it answered, the contract answers again. Nothing happens where it is gone already.</summary>
    public void Remove()
    {
        foreach (var id in Ids)
            _mock.RemoveStub(id);
    }
}
