using PlanisoContract.Conformance.Covering;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Covering;

public sealed class CoverageTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task A_full_run_covers_what_can_be_provoked_and_says_why_of_the_rest(string api)
    {
        await using var mock = await TestMock.StartAsync([Contracts.Load(api)], clock: _clock);
        var result = await WholeRun.RunAsync(Contracts.Load(api), mock.Demo, _clock);
        var coverage = CoverageOf.Run(result);
        TestContext.Out.WriteLine($"{api} statuses {coverage.Statuses} fields {coverage.Fields}");
        foreach (var operation in coverage.Operations)
        {
            foreach (var status in operation.Statuses)
            {
                if (status.WhyNot is not null || !status.IsDocumented)
                    TestContext.Out.WriteLine($"  {operation.Operation.OperationId} {status.Status} {status.Exchanges} {status.IsDocumented} {status.WhyNot}");
                foreach (var field in status.Fields.Where(f => f.WhyNot is not null && status.WhyNot is null || !f.IsDeclared && f.Side == FieldSide.Shown))
                    TestContext.Out.WriteLine($"      {operation.Operation.OperationId} {status.Status} {field}");
            }
        }
    }
}
