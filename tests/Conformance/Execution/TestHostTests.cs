namespace PlanisoContract.Tests.Conformance.Execution;

/// <summary><c>dotnet test conformance</c>: one test for each rule, and one that the run comes to a verdict.</summary>
public sealed class TestHostTests
{
    [Test]
    public async Task Every_rule_is_judged_before_the_run_ends()
    {
        await using var mock = await TestMock.StartAsync();
        var run = await JudgeAsync(mock, "lightening", "*contact*");
        run.Code.ShouldBe(0, run.All);
        // It writes, which nothing may once the run has ended.
        run.Output.ShouldContain("Passed lightening create-contact-minimal");
        run.Output.ShouldContain("Passed the run comes to a verdict");
        run.Output.ShouldContain("conforms to the lightening contract");
    }

    [Test]
    public async Task A_violation_fails_its_test()
    {
        await using var mock = await TestMock.StartAsync();
        var target = await mock.SiloAsync(broken: ["user-email-unique"]);
        var run = await Program.TestAsync(Program.Conformance, Environment(mock, "planiso", "user-email-unique", target.Keys.Of(PlanisoContract.Conformance.Http.Credential.Full)!));
        run.Code.ShouldBe(1, run.All);
        run.Output.ShouldContain("Failed planiso user-email-unique");
        run.Output.ShouldContain("curl ");
    }

    private static Task<Program.Outcome> JudgeAsync(TestMock mock, string api, string rules) =>
        Program.TestAsync(Program.Conformance, Environment(mock, api, rules, "demo"));

    private static Dictionary<string, string> Environment(TestMock mock, string api, string rules, string key) => new()
    {
        ["PLANISO_TARGET"] = mock.Url.ToString(),
        ["PLANISO_API"] = api,
        ["PLANISO_KEY"] = key,
        ["PLANISO_RULE"] = rules,
    };
}
