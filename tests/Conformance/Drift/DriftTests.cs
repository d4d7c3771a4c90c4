using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Discovery;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Drift;

/// <summary>What a run says of an earlier one, through the report that the program writes and reads.</summary>
public sealed class DriftTests
{
    private readonly SteppingClock _clock = new();
    private TestMock _mock = null!;
    private string _files = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync(clock: _clock);
        _files = Directory.CreateTempSubdirectory("drift").FullName;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Directory.Delete(_files, recursive: true);
        await _mock.DisposeAsync();
    }

    [Test]
    public async Task Two_runs_in_a_row_on_one_server_show_no_drift([ValueSource(typeof(Contracts), nameof(Contracts.Names))] string api, [Values] bool onlyReads)
    {
        await using var mock = await TestMock.StartAsync([Contracts.Load(api)], clock: _clock);
        var target = mock.Demo with { Mode = onlyReads ? RunMode.ReadOnly : RunMode.Full };
        var drift = await DriftAsync(api, target, target);
        drift.IsAny.ShouldBeFalse(string.Join('\n', drift.Rules.Select(rule => $"{rule}").Concat(drift.Fields.Select(field => $"{field}"))));
        drift.NotCompared.ShouldBeEmpty();
    }

    [Test]
    public async Task A_rule_that_is_broken_passes_no_more_and_a_repaired_one_again()
    {
        var (sound, broken) = (await _mock.SiloAsync(), await _mock.SiloAsync(broken: ["user-email-unique"]));
        string[] rules = ["user-email-unique", "find-user-status"];
        var worse = (await DriftAsync("planiso", sound, broken, rules)).Rules.ShouldHaveSingleItem();
        (worse.Rule, worse.Kind, worse.Before, worse.Now).ShouldBe(("user-email-unique", RuleDriftKind.PassesNoMore, "pass", "fail"));
        worse.Message.ShouldContain("409");
        var better = (await DriftAsync("planiso", broken, sound, rules)).Rules.ShouldHaveSingleItem();
        (better.Rule, better.Kind, better.Before, better.Now).ShouldBe(("user-email-unique", RuleDriftKind.PassesAgain, "fail", "pass"));
    }

    [Test]
    public async Task Another_reading_is_drift_though_both_are_tolerated()
    {
        var other = await _mock.SiloAsync([KeyValuePair.Create("find-user-unknown-record", "bad-request")]);
        var drift = await DriftAsync("planiso", await _mock.SiloAsync(), other, "find-user-unknown-record");
        var rule = drift.Rules.ShouldHaveSingleItem();
        (rule.Kind, rule.Before, rule.Now).ShouldBe((RuleDriftKind.ReadingChanged, "not-found", "bad-request"));
        drift.NotCompared.ShouldHaveSingleItem().ShouldContain("another target");
    }

    [Test]
    public async Task A_resource_that_is_served_no_more_is_one_line_and_so_is_one_that_is_served_again()
    {
        var isAbsent = false;
        var silo = await _mock.SiloAsync();
        await using var proxy = await TestProxy.StartAsync(silo.Target, async context =>
            isAbsent && context.Request.Path.StartsWithSegments("/v1/project", StringComparison.Ordinal) && await TestProxy.AnswerAsync(context, 501));
        var target = new TargetOptions(proxy.Url, silo.Keys);
        string[] rules = ["list-projects-status", "find-project-status", "list-users-status"];
        var whole = await RunAsync("planiso", target, rules);
        isAbsent = true;
        var partial = await RunAsync("planiso", target, rules);

        var gone = Comparison.Of(await BaselineAsync(whole), partial);
        var line = gone.Rules.ShouldHaveSingleItem();
        (line.Kind, line.Before, line.Now).ShouldBe((RuleDriftKind.ServedNoMore, "pass", "notServed"));
        line.Message.ShouldContain("Project is not served");
        gone.NotCompared.ShouldBeEmpty();
        var back = Comparison.Of(await BaselineAsync(partial), whole).Rules.ShouldHaveSingleItem();
        (back.Kind, back.Before, back.Now).ShouldBe((RuleDriftKind.ServedAgain, "notServed", "pass"));
    }

    [TestCase("list-subcontractors-keys", "subcontractor-date-added-shown", "left-out", "data[].date_added", "Disappeared", "Appeared")]
    [TestCase("find-user-no-as", "find-user-no-as", "text", "data.no", "TypeChanged", "TypeChanged")]
    public async Task A_field_that_goes_comes_or_changes_its_type_is_drift(
        string rule, string other, string reading, string field, string there, string back)
    {
        var (usual, unusual) = (await _mock.SiloAsync(), await _mock.SiloAsync([KeyValuePair.Create(other, reading)]));
        var drift = (await DriftAsync("planiso", usual, unusual, rule)).Fields.ShouldHaveSingleItem();
        (drift.Field, drift.Kind.ToString()).ShouldBe((field, there));
        drift.Before.ShouldNotBe(drift.Now);
        drift = (await DriftAsync("planiso", unusual, usual, rule)).Fields.ShouldHaveSingleItem();
        (drift.Field, drift.Kind.ToString()).ShouldBe((field, back));
    }

    [Test]
    public async Task What_only_one_run_could_judge_is_drift_by_the_same_means_alone()
    {
        var (full, withoutKey) = (await _mock.SiloAsync(), await _mock.SiloAsync());
        withoutKey = withoutKey with { Keys = new Keys(withoutKey.Keys.Of(Credential.Full)!) };
        var drift = await DriftAsync("planiso", full, withoutKey, "create-user-permission", "find-user-status");
        drift.IsAny.ShouldBeFalse();
        drift.NotCompared.ShouldContain(why => why.Contains("create-user-permission", StringComparison.Ordinal) && why.Contains("readonly-key", StringComparison.Ordinal));
        // Reference data that is gone.
        drift = await DriftAsync("planiso", await _mock.SiloAsync(), await _mock.SiloAsync(records: 0), "equipment-type-input");
        drift.Rules.ShouldHaveSingleItem().Now.ShouldBe("inconclusive");
    }

    [Test]
    public async Task Rules_of_another_version_of_the_contract_are_not_compared_but_named()
    {
        var target = await _mock.SiloAsync();
        var file = await ReportAsync(await RunAsync("planiso", target, ["find-user-status", "list-users-status"]));
        var report = await File.ReadAllTextAsync(file.FullName);
        await File.WriteAllTextAsync(file.FullName, report.Replace("\"list-users-status\"", "\"list-users-of-old\"", StringComparison.Ordinal));
        var drift = Comparison.Of(Baseline.Read(file, Contracts.Load("planiso")), await RunAsync("planiso", target, ["find-user-status", "list-users-status"]));
        drift.IsAny.ShouldBeFalse();
        string.Join('\n', drift.NotCompared).ShouldSatisfyAllConditions(why => why.ShouldContain("list-users-of-old"), why => why.ShouldContain("list-users-status"));
    }

    [TestCase("{", "no JSON")]
    [TestCase("[]", "no object")]
    [TestCase("{\"find-user-unknown-record\": \"not-found\"}", "api and rules")]
    [TestCase("{\"api\": \"planiso\", \"rules\": [7]}", "id or verdict")]
    [TestCase("{\"api\": \"planio\", \"rules\": []}", "report of planio")]
    public async Task What_is_no_report_of_this_API_is_refused_with_a_way_out(string text, string says)
    {
        var file = new FileInfo(Path.Combine(_files, $"{Guid.NewGuid():N}.json"));
        await File.WriteAllTextAsync(file.FullName, text);
        Should.Throw<UsageException>(() => Baseline.Read(file, Contracts.Load("planiso"))).Message
            .ShouldSatisfyAllConditions(message => message.ShouldContain(says), message => message.ShouldContain(file.Name), message => message.ShouldContain("xpected"));
    }

    private async Task<DriftResult> DriftAsync(string api, TargetOptions before, TargetOptions now, params string[] rules)
    {
        var baseline = await BaselineAsync(await RunAsync(api, before, rules));
        return Comparison.Of(baseline, await RunAsync(api, now, rules));
    }

    private async Task<Baseline> BaselineAsync(RunResult result) => Baseline.Read(await ReportAsync(result), result.Run.Declared);

    private async Task<FileInfo> ReportAsync(RunResult result)
    {
        var file = new FileInfo(Path.Combine(_files, $"{Guid.NewGuid():N}.json"));
        await File.WriteAllTextAsync(file.FullName, JsonReport.Of(result));
        return file;
    }

    private async Task<RunResult> RunAsync(string api, TargetOptions target, string[] rules)
    {
        var contract = Contracts.Load(api);
        Rule[] chosen = rules.Length == 0 ? [.. contract.Rules] : [.. rules.Select(id => contract.Rule(id)!)];
        var run = Run.Create(contract, target, _clock.Suite);
        (await TargetDiscovery.Discover(run, chosen)).ShouldBeNull();
        return await WholeRun.RunAsync(run, chosen);
    }
}
