using System.Net;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;

namespace PlanisoContract.Tests.Conformance.Reports;

/// <summary>No report shows a key, even where the server answers with it.</summary>
public sealed class KeyTests
{
    private static readonly string[] Keys = ["Full-key/1234+5678=", "read\"only\"key-1234", "other<key>&12345", "empty-key-0123456789"];

    [Test]
    public async Task A_key_that_comes_back_in_body_headers_and_query_is_in_no_report()
    {
        using var client = new HttpMessageInvoker(new Echo());
        var options = new TargetOptions(new Uri("http://127.0.0.1:9"), new Keys(Keys[0], Keys[1], Keys[2], Keys[3]));
        var run = Run.Create(Fabricated.Contract, options, new SteppingClock().Suite, client);
        var results = new List<RuleResult>();
        foreach (var rule in Fabricated.Contract.Rules.Where(rule => rule.Index % 25 == 0 || rule.Index < 30))
            results.Add(await Judge.JudgeAsync(run, rule));
        results.Count(result => result.Verdict == VerdictKind.Fail).ShouldBeGreaterThan(10);
        var result = new RunResult(run, [.. results.Select(result => Judge.Settle(run, result))], TimeSpan.Zero) { Coverage = new CoverageResult([]) };
        foreach (var (name, text) in Fabricated.All(result))
        {
            foreach (var key in Keys)
            {
                foreach (var written in new[] { key, Uri.EscapeDataString(key), WebUtility.HtmlEncode(key), key.Replace("\"", "\\\"", StringComparison.Ordinal), key.Replace("/", "\\/", StringComparison.Ordinal) })
                    text.ShouldNotContain(written, Case.Sensitive, $"{name} shows {written}");
            }
            if (name is "report.html")
                text.ShouldContain("$KEY");
        }
    }

    private sealed class Echo : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = request.Headers.Authorization?.Parameter ?? request.RequestUri!.Query;
            var answer = new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent($$"""{"code":200,"message":{{System.Text.Json.JsonSerializer.Serialize(sent)}},"data":"{{sent.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal)}}"}""",
                    System.Text.Encoding.UTF8, "application/json"),
            };
            answer.Headers.TryAddWithoutValidation("X-Request-Id", sent);
            answer.Headers.TryAddWithoutValidation("Location", $"/v1/a?key={Uri.EscapeDataString(sent)}");
            return Task.FromResult(answer);
        }
    }
}
