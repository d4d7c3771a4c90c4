using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.SensibleServers;

/// <summary>The contracts that were made up for backends of this folder, acted out by the mock: UUIDs and counted numbers, Basic and bearer, problem details and errors by field.</summary>
public sealed class MadeUpApiTests
{
    private readonly SteppingClock _clock = new();

    private static IEnumerable<TestCaseData> Apis => new[] { DjangoRest.DjangoRestTests.Depot, AspNet.AspNetTests.Tracker }
        .Select(contract => new TestCaseData(contract).SetArgDisplayNames(contract.Api));

    [TestCaseSource(nameof(Apis))]
    public async Task The_mock_conforms(Contract contract)
    {
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var results = await WholeRun.JudgeAsync(contract, mock.Demo, _clock);
        string.Join('\n', results.Where(result => result.Verdict is VerdictKind.Fail or VerdictKind.Error || TestMock.IsOpen(result))).ShouldBeEmpty();
    }
}
