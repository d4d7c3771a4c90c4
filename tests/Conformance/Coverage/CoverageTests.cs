using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Cleanup;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Coverage;

public sealed class CoverageTests
{
    private readonly SteppingClock _clock = new();

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task A_full_run_covers_what_can_be_provoked_and_says_why_of_the_rest(string api)
    {
        var coverage = CoverageOf.Run((await SafeRun.Of(api)).Result);
        TestContext.Out.WriteLine($"{api}: {coverage.Statuses.Seen} of {coverage.Statuses.All} statuses, {coverage.Fields.Seen} of {coverage.Fields.All} fields");
        var statuses = coverage.Operations.SelectMany(operation => operation.Statuses).ToList();
        foreach (var operation in coverage.Operations)
        {
            operation.Statuses.ShouldContain(status => status.Status == operation.Operation.Success.Status && status.Exchanges > 0);
            operation.Statuses.Where(status => status.IsDocumented && status.Exchanges == 0 && !Unprovoked(operation.Operation, status.Status)).ShouldBeEmpty($"{operation.Operation}");
        }
        statuses.ShouldAllBe(status => status.Exchanges > 0 == (status.WhyNot == null));
        var fields = statuses.SelectMany(status => status.Fields).ToList();
        fields.Where(field => field.Exchanges == 0 && string.IsNullOrEmpty(field.WhyNot)).ShouldBeEmpty();
        fields.Where(field => field is { Side: FieldSide.Sent, IsDeclared: true, Exchanges: 0 }).ShouldBeEmpty();
        // An update may answer with less than the record.
        coverage.Operations.Where(operation => operation.Operation.Kind != OperationKind.Update)
            .SelectMany(operation => operation.Statuses).SelectMany(status => status.Fields)
            .Where(field => field is { Side: FieldSide.Shown, IsDeclared: true, Exchanges: 0 }).ShouldBeEmpty();
    }

    [Test]
    public async Task What_was_not_exercised_says_what_would_help()
    {
        var contract = Contracts.Load("planiso");
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var onlyReads = CoverageOf.Run(await WholeRun.RunAsync(contract, mock.Demo with { Mode = RunMode.ReadOnly }, _clock));
        onlyReads.Operations.Where(operation => operation.Operation.Writes).SelectMany(operation => operation.Statuses)
            .Where(status => status.Status < 500).ShouldAllBe(status => status.WhyNot!.Contains("--mode full"));
        var one = CoverageOf.Run(await WholeRun.RunAsync(contract, new TargetOptions(mock.Url, new Keys("demo")), _clock, [contract.Rule("create-user-status")!]));
        var create = one.Operations.Single(operation => operation.Operation.Id == "create-user");
        create.Statuses.Single(status => status.Status == 403).WhyNot.ShouldNotBeNull().ShouldContain("--readonly-key");
        create.Statuses.Single(status => status.Status == 409).WhyNot.ShouldNotBeNull().ShouldContain("--rule");
        create.Statuses.Single(status => status.Status == 201).Fields.ShouldContain(field => field.Field == "email" && field.Side == FieldSide.Sent && field.Exchanges > 0);
    }

    [Test]
    public async Task Where_the_body_alone_tells_a_failure_the_status_that_stands_for_it_is_covered()
    {
        var contract = Contracts.Load("lightening");
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        List<Rule> rules = [contract.Rule("find-contact-unknown-record")!, contract.Rule("create-contact-permission")!];
        var coverage = CoverageOf.Run(await WholeRun.RunAsync(contract, await mock.SiloAsync([KeyValuePair.Create("failure-status", "ok")]), _clock, rules));
        Exchanges("find-contact", 404).ShouldBeGreaterThan(0);
        Exchanges("create-contact", 403).ShouldBeGreaterThan(0);

        int Exchanges(string operation, int status) => coverage.Operations.Single(covered => covered.Operation.Id == operation)
            .Statuses.Single(covered => covered.Status == status).Exchanges;
    }

    // What no request leads to, what is the other one of two documented successes, and rules of the API that are tried elsewhere.
    private static bool Unprovoked(Operation operation, int status) => status is 403 && !operation.Writes || status >= 500
        || status is 204 or 400 or 406 or 412 or 422;
}
