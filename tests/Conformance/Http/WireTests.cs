using System.Net;
using System.Text;
using PlanisoContract.Conformance.Dialects;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Http;

/// <summary>How the suite meets a target: patience, and what must never be shown of a key.</summary>
public sealed class WireTests
{
    private const string Key = "s3cret-key-of-a-customer";

    private static readonly Contract Contract = Contracts.Load("planiso");

    private static readonly Rule Rule = Contract.Rule("list-users-status")!;

    [Test]
    public async Task A_429_is_waited_out_as_long_as_it_asks()
    {
        var clock = new SkippingClock();
        var target = new Scripted(n => n == 1 ? TooMany(retryAfter: 7) : List());
        var result = await JudgeAsync(target, clock);
        result.Verdict.ShouldBe(VerdictKind.Pass, result.ToString());
        clock.Skipped.ShouldBe(TimeSpan.FromSeconds(7));
        result.Exchanges.ShouldAllBe(exchange => exchange.Status == 200);
    }

    [Test]
    public async Task Without_a_time_the_wait_doubles()
    {
        var clock = new SkippingClock();
        var result = await JudgeAsync(new Scripted(n => n <= 3 ? TooMany(null) : List()), clock);
        result.Verdict.ShouldBe(VerdictKind.Pass, result.ToString());
        clock.Skipped.ShouldBe(TimeSpan.FromSeconds(0.5 + 1 + 2));
    }

    [Test]
    public async Task A_target_that_never_has_time_leaves_the_rule_open()
    {
        var result = await JudgeAsync(new Scripted(_ => TooMany(1)), new SkippingClock());
        result.Verdict.ShouldBe(VerdictKind.Inconclusive);
        result.Message.ShouldContain("429");
    }

    [Test]
    public async Task A_key_that_the_target_echoes_is_in_no_text_of_the_result()
    {
        var target = new Scripted(_ => Answer(HttpStatusCode.InternalServerError, $$"""{"error":"bad key {{Key}} at https://x/?api_key={{Key}}"}"""));
        var result = await JudgeAsync(target, new SkippingClock());
        result.Verdict.ShouldBe(VerdictKind.Fail);
        var shown = string.Join('\n', result.Reproduce.Append(result.Message).Append(result.Expected).Append(result.Actual)
            .Concat(result.Exchanges.Select(exchange => exchange.Body)));
        shown.ShouldNotContain(Key);
        shown.ShouldContain("$KEY");
    }

    [Test]
    public void A_curl_line_survives_the_shell()
    {
        var run = Run.Create(Contract, Target, new SkippingClock(), new HttpMessageInvoker(new Scripted(_ => List())));
        var exchange = new Exchange(null, "POST", new Uri("http://target.test/v1/user?a[]=1"), Credential.Full, "text/plain",
            "it's $HOME `x`", 200, System.Collections.Immutable.ImmutableDictionary<string, string>.Empty, "");
        run.Curl(exchange).ShouldBe(
            """curl -sS -i -g -X POST 'http://target.test/v1/user?a[]=1' -H "Authorization: Bearer $KEY" -H 'Content-Type: text/plain' --data-raw 'it'\''s $HOME `x`'""");
    }

    [TestCase(nameof(Credential.Full), " -H \"X-Redmine-API-Key: $KEY\"")]
    [TestCase(nameof(Credential.InBasic), " -u \"$KEY:x\"")]
    [TestCase(nameof(Credential.InQuery), "?key='\"$KEY\"")]
    public async Task A_key_is_a_variable_wherever_it_is_sent(string credential, string shown)
    {
        var who = Enum.Parse<Credential>(credential);
        var contract = Contracts.Names.Select(Contracts.Load).First(contract => contract.Dialect == DialectName.Redmine);
        var sent = new List<HttpRequestMessage>();
        var run = Run.Create(contract, Target, new SkippingClock(), new HttpMessageInvoker(new Scripted(_ => List(), sent)));
        var session = new Session(run);
        await session.Page(contract.Operations.First(operation => operation.Kind == OperationKind.List && operation.Filter is null), new Sending { Who = who });
        var curl = run.Curl(session.Exchanges[0]);
        curl.ShouldContain(shown);
        curl.ShouldNotContain(Key);
        // That it is sent at all, in its place.
        var request = sent.Single();
        (request.RequestUri!.Query.Contains(Key, StringComparison.Ordinal), request.Headers.Contains("Authorization"), request.Headers.Contains("X-Redmine-API-Key"))
            .ShouldBe((who == Credential.InQuery, who == Credential.InBasic, who == Credential.Full));
    }

    [Test]
    public async Task A_get_that_deletes_is_sent_for_no_record_of_somebody_else()
    {
        var contract = Contracts.Names.Select(Contracts.Load).First(contract => contract.Dialect == DialectName.Result);
        var delete = contract.Operations.Single(operation => operation is { Kind: OperationKind.Delete, Method.Method: "GET" });
        var sent = new List<HttpRequestMessage>();
        foreach (var mode in Enum.GetValues<RunMode>())
        {
            var run = Run.Create(contract, Target with { Mode = mode }, new SkippingClock(), new HttpMessageInvoker(new Scripted(_ => List(), sent)));
            await Should.ThrowAsync<PreconditionException>(() => new Session(run).Call(delete, "7"));
            await Should.ThrowAsync<PreconditionException>(() => new Session(run).Call(delete, "7abc"));
        }
        var reading = Run.Create(contract, Target with { Mode = RunMode.ReadOnly }, new SkippingClock(), new HttpMessageInvoker(new Scripted(_ => List(), sent)));
        await Should.ThrowAsync<PreconditionException>(() => new Session(reading).Call(delete, "1999999937"));
        await Should.ThrowAsync<PreconditionException>(() => new Session(reading).Raw("GET", delete.Path.Expand("7")));
        sent.ShouldBeEmpty();
    }

    private static TargetOptions Target => new(new Uri("http://target.test"), new Keys(Key));

    private static Task<RuleResult> JudgeAsync(HttpMessageHandler target, TimeProvider clock) =>
        Judge.JudgeAsync(Run.Create(Contract, Target, clock, new HttpMessageInvoker(target)), Rule);

    private static HttpResponseMessage List() => Answer(HttpStatusCode.OK, """{"code":200,"message":"","data":[]}""");

    private static HttpResponseMessage TooMany(int? retryAfter)
    {
        var answer = Answer(HttpStatusCode.TooManyRequests, "{}");
        if (retryAfter is { } seconds)
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return answer;
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>A target that answers the n-th request as told.</summary>
    private sealed class Scripted(Func<int, HttpResponseMessage> answer, List<HttpRequestMessage>? sent = null) : HttpMessageHandler
    {
        private int _count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent?.Add(request);
            return Task.FromResult(answer(Interlocked.Increment(ref _count)));
        }
    }

    /// <summary>A clock that skips every wait and adds up what it skipped.</summary>
    private sealed class SkippingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public TimeSpan Skipped { get; private set; }

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
            {
                _now += dueTime;
                Skipped += dueTime;
            }
            return System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
        }
    }
}
