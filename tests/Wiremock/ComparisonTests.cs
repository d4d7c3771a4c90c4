using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Playing;
using PlanisoContract.Wiremock.Wire;

namespace PlanisoContract.Tests.Wiremock;

/// <summary>The replay notices whatever is otherwise, and forgives what it says it forgives.</summary>
public sealed class ComparisonTests
{
    private static readonly Uri Server = new("http://127.0.0.1:1234");

    private static readonly StubCase Played = new CaseReader("topic").Read("""
        [{ "name": "case", "steps": [{ "url": "/t/a", "headers": { "X-Date": "2020-01-01T00:00:00Z" } }, { "url": "/__admin/requests" }] }]
        """).Single();

    private static readonly RawAnswer Stubbed = Answer("""{"a":1}""", ("X-A", "1"), ("X-A", "2"), ("Date", "now"));

    private static readonly RawAnswer Admin = Answer("""
        { "id": "11111111-1111-4111-8111-111111111111", "again": "11111111-1111-4111-8111-111111111111", "other": "21111111-1111-4111-8111-111111111111",
          "list": [1, 2.0], "at": "2020-01-01T00:00:00Z", "url": "http://127.0.0.1:1234/t", "text": "Zoé", "nothing": null, "port": 1234 }
        """, ("Content-Type", "application/json"));

    [Test]
    public void What_is_the_same_is_the_same() => Found(Stubbed, Admin).ShouldBeEmpty();

    [TestCase(404, "OK", "/status")]
    [TestCase(200, "Okay", "/reason")]
    public void Another_status_or_phrase_is_noticed(int status, string reason, string where) =>
        Found(Stubbed with { Status = status, Reason = reason }, Admin).Single().ShouldStartWith($"step 1, GET /t/a: {where}\n");

    [TestCase("X-A: 1", "/headers/x-a", TestName = "A value of a header that is missing")]
    [TestCase("X-A: 2, X-A: 1", "/headers/x-a/0", TestName = "Values of a header in another order")]
    [TestCase("X-A: 1, X-A: 2, X-B: 1", "/headers/x-b", TestName = "A header more")]
    [TestCase("", "/headers/x-a", TestName = "A header less")]
    public void Other_headers_are_noticed(string headers, string where)
    {
        var other = headers.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(header => KeyValuePair.Create(header.Split(": ")[0], header.Split(": ")[1]));
        Found(Stubbed with { Headers = [.. other] }, Admin)[0].ShouldStartWith($"step 1, GET /t/a: {where}\n");
    }

    [TestCase("""{"a": 1}""")]
    [TestCase("""{"a":1.0}""")]
    [TestCase("")]
    public void Another_text_is_noticed(string body) =>
        Found(Stubbed with { Body = Encoding.UTF8.GetBytes(body) }, Admin).Single().ShouldStartWith("step 1, GET /t/a: /body\n");

    [TestCase("\"again\": \"11", "\"again\": \"31", "/json/id", TestName = "An id that is another one")]
    [TestCase("2.0]", "3]", "/json/list/1", TestName = "A number")]
    [TestCase("2.0]", "2, 3]", "/json/list", TestName = "An item more")]
    [TestCase("\"text\": \"Zoé\", ", "", "/json/text", TestName = "A member less")]
    [TestCase("\"text\"", "\"more\": 1, \"text\"", "/json/more", TestName = "A member more")]
    [TestCase("Zoé", "Zoe", "/json/text", TestName = "A text")]
    [TestCase("null", "0", "/json/nothing", TestName = "A value in place of null")]
    [TestCase("1234/t", "1235/t", "/json/url", TestName = "Another host")]
    [TestCase("2020", "2021", "/json/at", TestName = "A date that is not now")]
    public void Other_json_is_noticed(string what, string inPlace, string where) =>
        Found(Stubbed, Changed(what, inPlace))[0].ShouldStartWith($"step 2, GET /__admin/requests: {where}\n");

    [Test]
    public void What_is_otherwise_each_time_is_forgiven()
    {
        Found(Stubbed, Changed("11111111-1111-4111-8111-111111111111", "31111111-1111-4111-8111-111111111111")).ShouldBeEmpty();
        Found(Stubbed, Changed("2.0]", "2]")).ShouldBeEmpty();
        Found(Stubbed with { Headers = Stubbed.Headers.SetItem(2, KeyValuePair.Create("Date", "then")) }, Admin).ShouldBeEmpty();
    }

    [TestCase(Failure.Empty)]
    [TestCase(Failure.Reset)]
    [TestCase(Failure.Garbage)]
    public void A_connection_that_breaks_is_noticed(object failure) =>
        Found(new RawAnswer { Failure = (Failure)failure }, Admin).ShouldContain($"step 1, GET /t/a: /failure\n  expected nothing\n  but came \"{failure.ToString()!.ToLowerInvariant()}\"");

    [Test]
    public void A_case_that_changed_must_be_recorded_again() =>
        Comparison.Of(Played, [], []).Single().ShouldContain("record it again");

    [TestCase("""[{ "name": "a", "steps": [{ "ulr": "/t" }] }]""", "unknown member ulr")]
    [TestCase("""[{ "name": "a" }]""", "a: steps is no list")]
    [TestCase("""[{ "name": "a", "steps": [] }, { "name": "a", "steps": [] }]""", "two cases are named a")]
    [TestCase("[", "topic.json")]
    public void A_case_that_is_written_wrongly_is_refused(string text, string reason) =>
        Should.Throw<PlanisoContract.Wiremock.RecordingException>(() => new CaseReader("topic").Read(text)).Message.ShouldContain(reason);

    private static RawAnswer Changed(string what, string inPlace)
    {
        var text = Encoding.UTF8.GetString(Admin.Body.Span);
        text.ShouldContain(what);
        return Admin with { Body = Encoding.UTF8.GetBytes(text.Replace(what, inPlace, StringComparison.Ordinal)) };
    }

    private static IReadOnlyList<string> Found(RawAnswer first, RawAnswer second) =>
        Comparison.Of(Played, Taken(Stubbed, Admin), Taken(first, second));

    private static JsonArray Taken(RawAnswer first, RawAnswer second)
    {
        var plain = new Plain(Played, new Placeholders(Server, Played.Source));
        return [plain.Of(Played.Steps[0], first), plain.Of(Played.Steps[1], second)];
    }

    private static RawAnswer Answer(string body, params (string Name, string Value)[] headers) => new()
    {
        Status = 200,
        Reason = "OK",
        Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        Body = Encoding.UTF8.GetBytes(body),
    };
}
