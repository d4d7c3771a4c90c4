using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>A mock whose state lasts conforms as one in memory does.</summary>
public sealed class StoreConformanceTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_suite_passes_on_a_mock_with_a_file(string api)
    {
        using var file = new SqliteFile();
        await using var mock = await TestMock.StartAsync(clock: _clock, store: file.Path);
        var results = await WholeRun.JudgeAsync(Contracts.Load(api), mock.Demo, _clock);
        results.Where(TestMock.IsOpen).ShouldBeEmpty();
    }
}
