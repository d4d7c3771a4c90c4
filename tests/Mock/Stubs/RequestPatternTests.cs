using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Tests.Mock.Stubs;

/// <summary>What the recorded cases cannot show of patterns: hints for the index, costs, explanations, the clock.</summary>
public sealed class RequestPatternTests
{
    [TestCase("""{ "url": "/t/a?x=1" }""", "/t/a")]
    [TestCase("""{ "urlPath": "/t/a" }""", "/t/a")]
    [TestCase("""{ "urlPathTemplate": "/t/{id}/b" }""", "/t/")]
    [TestCase("""{ "urlPathTemplate": "/t/**" }""", "/t/")]
    [TestCase("""{ "urlPattern": "/t/a\\?x=.*" }""", "/t/a")]
    [TestCase("""{ "urlPattern": "^/t/a[0-9]+" }""", "/t/a")]
    [TestCase("""{ "urlPathPattern": "/t/ab?" }""", "/t/a")]
    [TestCase("""{ "urlPathPattern": "/t/ab*c" }""", "/t/a")]
    [TestCase("""{ "urlPathPattern": "/t/ab{0,2}" }""", "/t/a")]
    [TestCase("""{ "urlPathPattern": "/t/ab+c" }""", "/t/ab")]
    [TestCase("""{ "urlPathPattern": "/t/a\\.b" }""", "/t/a.b")]
    [TestCase("""{ "urlPathPattern": "/t/a\\dx" }""", "/t/a")]
    [TestCase("""{ "urlPathPattern": "/t/(a|b)" }""", "/t/")]
    [TestCase("""{ "urlPathPattern": "/t/(a)|/u" }""", "/")]
    [TestCase("""{ "urlPathPattern": "/t/[|]" }""", "/")]
    [TestCase("""{ "urlPathPattern": "(?i)/t" }""", "/")]
    [TestCase("""{ "urlPathPattern": "\\Q/t/a\\E.*" }""", "/")]
    [TestCase("""{ "urlPathPattern": ".*" }""", "/")]
    [TestCase("""{ "method": "GET" }""", "/")]
    public void The_prefix_is_the_literal_beginning(string json, string prefix) => Read(json).Prefix.ShouldBe(prefix);

    [TestCase("""{ "method": "ANY" }""", null)]
    [TestCase("""{ "method": "GET_OR_HEAD" }""", null)]
    [TestCase("""{ "method": "PUT" }""", "PUT")]
    public void The_method_is_the_only_one(string json, string? method) => Read(json).Method.ShouldBe(method);

    [Test]
    public void A_miss_allocates_nothing()
    {
        RequestPattern[] patterns =
        [
            Read("""{ "method": "POST", "url": "/t/a" }"""), Read("""{ "url": "/t/b" }"""), Read("""{ "urlPath": "/t/b" }"""),
            Read("""{ "urlPattern": "/t/[0-9]+" }"""), Read("""{ "urlPathTemplate": "/t/{id}/b" }"""), Read("""{ "headers": { "X": { "equalTo": "1" } } }"""),
        ];
        var request = Request("/t/a?x=1");
        Miss();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
            Miss();
        // A regular expression's engine may fill its table of states later; a kilobyte in 6,000 misses is nothing each time.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024);

        void Miss()
        {
            foreach (var pattern in patterns)
            {
                if (pattern.Matches(request))
                    throw new AssertionException("This must not match.");
            }
        }
    }

    [Test]
    public void Each_part_is_explained()
    {
        var pattern = Read("""
            { "method": "POST", "urlPathTemplate": "/t/{id}", "pathParameters": { "id": { "equalTo": "b" } }, "headers": { "X": { "contains": "1" } },
              "queryParameters": { "x": { "not": { "equalTo": "1" } } }, "cookies": { "c": { "absent": true } }, "basicAuth": { "username": "u", "password": "p" } }
            """);
        string.Join('\n', pattern.Explain(Request("/t/a?x=1")).Select(part => $"{part.Name}: {part.Expected} / {part.Actual ?? "-"} / {part.Matches}")).ShouldBe("""
            method: POST / GET / False
            urlPathTemplate: /t/{id} / /t/a / True
            path parameter id: equalTo b / a / False
            header X: contains 1 / - / False
            header Authorization: Basic dTpw / - / False
            query parameter x: not equalTo 1 / 1 / False
            cookie c: (absent) / - / True
            """);
    }

    [TestCase("""{ "before": "now" }""", "2026-11-21T11:59:59Z", true)]
    [TestCase("""{ "after": "now" }""", "2026-11-21T13:00:00Z", true)]
    [TestCase("""{ "before": "now -1 days" }""", "2026-11-20T11:00:00Z", true)]
    [TestCase("""{ "equalToDateTime": "now +1 months", "truncateExpected": "first day of month" }""", "2026-12-01T00:00:00Z", true)]
    [TestCase("""{ "equalToDateTime": "now +9 days", "truncateExpected": "first day of month" }""", "2026-11-10T00:00:00Z", true)]
    [TestCase("""{ "equalToDateTime": "now +10 days", "truncateExpected": "first day of month", "applyTruncationLast": true }""", "2026-12-01T00:00:00Z", true)]
    public void Now_is_the_clocks(string json, string value, bool matches) =>
        Pattern(json, new SteppingClock()).Matches(value).ShouldBe(matches);

    [Test]
    public void Long_texts_are_compared_by_their_beginnings()
    {
        var pattern = Pattern($$"""{ "equalTo": "{{new string('a', 1_000_000)}}" }""", TimeProvider.System);
        pattern.DistanceTo(new string('b', 1_000_000)).ShouldBe(1);
        pattern.DistanceTo(new string('a', 1_000_001)).ShouldBe(0);
        pattern.Matches(new string('a', 1_000_001)).ShouldBeFalse();
    }

    [Test]
    public void All_that_is_wrong_is_told_at_once()
    {
        var problems = new Problems(TimeProvider.System);
        RequestPattern.Read(new JsonPlace(JsonNode.Parse("""{ "url": "/a", "urlPattern": "(", "methd": "GET", "headers": { "X": { "matches": "[" } } }"""), "/request", problems));
        problems.Found.Select(problem => problem.Pointer).ShouldBe(["/request", "/request/headers/X", "/request/methd"]);
        problems.Found[^1].Detail.ShouldContain("did you mean method?");
    }

    private static RequestPattern Read(string json)
    {
        var problems = new Problems(TimeProvider.System);
        var pattern = RequestPattern.Read(new JsonPlace(JsonNode.Parse(json), "", problems));
        problems.Found.ShouldBeEmpty();
        return pattern;
    }

    private static ValuePattern Pattern(string json, TimeProvider clock) =>
        ValuePattern.Read(new JsonPlace(JsonNode.Parse(json), "", new Problems(clock)))!;

    private static StubRequest Request(string url) => new()
    {
        Method = "GET",
        Url = url,
        Headers = HeaderList.Of(new HeaderDictionary { ["Host"] = "localhost" }),
        Body = Encoding.UTF8.GetBytes("a body"),
    };
}
