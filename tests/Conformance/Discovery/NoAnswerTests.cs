using System.Net;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Discovery;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Cleanup;
using PlanisoContract.Tests.Conformance.Reports;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Discovery;

/// <summary>A target, or a part of it, that gives no answer; a key that is refused in the middle of a run.</summary>
public sealed class NoAnswerTests : SharedMock
{
    [Test]
    public async Task An_operation_that_hangs_up_is_told_once_and_first_and_the_others_are_judged()
    {
        var run = RunOn("lightening", request => IsUpdate(request) ? throw Recorder.Broken() : null);
        var result = await JudgeAsync(run);
        result.ExitCode.ShouldBe(RunResult.Violates, result.Headline);
        var root = result.Consequences.Roots.ShouldHaveSingleItem();
        root.Rule.Id.ShouldBe("update-contact-status");
        root.Expected.ShouldNotBeNull().ShouldContain("answered");
        root.Actual.ShouldNotBeNull().ShouldContain("connection broke");
        root.Reproduce.ShouldContain(line => line.StartsWith("curl ", StringComparison.Ordinal));
        result.Count(VerdictKind.Pass).ShouldBeGreaterThan(result.Results.Length / 2);
        result.Consequences.Open.ShouldBe(result.Results.Count(rule => rule.Verdict == VerdictKind.Inconclusive && TestMock.IsOpen(rule)));
        Fabricated.All(result)["console"].Split(root.Actual).Length.ShouldBe(2);
        // Asked a few times, not by every rule.
        run.Unanswered.All.ShouldHaveSingleItem();
    }

    [Test]
    public async Task What_gives_no_answer_now_and_then_is_asked_again()
    {
        var nth = 0;
        var run = RunOn("lightening", request => Interlocked.Increment(ref nth) % 97 == 0 ? throw Recorder.Broken() : null);
        var result = await JudgeAsync(run);
        string.Join('\n', result.Results.Where(TestMock.IsOpen)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_target_that_is_gone_altogether_is_no_violation()
    {
        var nth = 0;
        var result = await JudgeAsync(RunOn("lightening", request => Interlocked.Increment(ref nth) > 200 ? throw Recorder.Broken() : null));
        result.ExitCode.ShouldBe(RunResult.CouldNotJudge);
        result.Headline.ShouldContain("stopped answering");
        result.Failed.ShouldBeEmpty();
    }

    [TestCase("planiso")]
    [TestCase("lightening")]
    public async Task A_key_that_is_refused_from_some_request_on_ends_the_run(string api)
    {
        var nth = 0;
        var result = await JudgeAsync(RunOn(api, request => request.Headers.TryGetValues("Authorization", out _) && Interlocked.Increment(ref nth) > 150 ? Refusing() : null));
        result.ExitCode.ShouldBe(RunResult.CouldNotJudge);
        result.Headline.ShouldSatisfyAllConditions(says => says.ShouldContain("--key"), says => says.ShouldContain("requests"), says => says.ShouldContain("401"));
    }

    [Test]
    public async Task A_401_of_one_operation_is_judged()
    {
        var result = await JudgeAsync(RunOn("lightening", request => IsUpdate(request) ? Refusing() : null));
        result.ExitCode.ShouldBe(RunResult.Violates, result.Headline);
        result.Consequences.Roots.ShouldContain(root => root.Rule.Id == "update-contact-status");
    }

    [Test]
    public async Task A_run_in_which_many_rules_stay_open_for_what_the_target_answers_is_no_verdict()
    {
        // Nothing that can be made, and no rule among those chosen that says so.
        var contract = Contracts.Load("planiso");
        var run = RunOn("planiso", request => request.Method == HttpMethod.Post ? new HttpResponseMessage(HttpStatusCode.UnprocessableEntity) { Content = new StringContent("{}") } : null);
        var result = await WholeRun.RunAsync(run, contract.Rules.Where(rule => rule.Id is "list-users-status" or "user-soft-delete" or "find-user-unknown-record"));
        result.Failed.ShouldBeEmpty();
        result.Count(VerdictKind.Pass).ShouldBeGreaterThan(0);
        result.ExitCode.ShouldBe(RunResult.CouldNotJudge);
        result.Headline.ShouldContain("422");
    }

    [Test]
    public async Task A_delete_that_hangs_up_leaves_its_own_records_alone()
    {
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([Contracts.Load("planio")], clock: clock);
        var run = Run.Create(Contracts.Load("planio"), mock.Demo, clock.Suite, new HttpMessageInvoker(new Intercepting(request =>
            request.Method == HttpMethod.Delete && request.RequestUri!.AbsolutePath.Contains("/contacts/", StringComparison.Ordinal) ? throw Recorder.Broken() : null)));
        await WholeRun.RunAsync(run, run.Contract.Rules.Where(rule => rule.Index % 15 == 0));
        var cleanup = (await Cleaner.Clean(run))!;
        cleanup.Records.Where(record => record.Resource == "Company").ShouldAllBe(record => record.State == RecordState.Removed);
        Wording.Of(cleanup).ShouldContain("records deleted");
    }

    private static Task<RunResult> JudgeAsync(Run run) => WholeRun.RunAsync(run);

    private Run RunOn(string api, Func<HttpRequestMessage, HttpResponseMessage?> instead) =>
        Run.Create(Contracts.Load(api), Mock.Demo, Clock.Suite, new HttpMessageInvoker(new Intercepting(instead)));

    private static bool IsUpdate(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.StartsWith("/contact/", StringComparison.Ordinal);

    private static HttpResponseMessage Refusing() => new(HttpStatusCode.Unauthorized)
    {
        Content = new StringContent("""{"code":401,"message":"Expired","data":[],"error":"Expired","result":false}""", null, "application/json"),
    };

    /// <summary>Answers some requests in place of the target.</summary>
    private sealed class Intercepting(Func<HttpRequestMessage, HttpResponseMessage?> instead)
        : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            instead(request) is { } own ? Task.FromResult(own) : base.SendAsync(request, cancellationToken);
    }
}
