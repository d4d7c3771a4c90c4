using System.Net;

namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>Overrides made, listed, switched and deleted over HTTP.</summary>
public sealed class OverrideEndpointTests
{
    private const string Conflict = """{ "api": "planiso", "operation": "createUser", "key": "demo", "times": 1, "status": 409 }""";

    [Test]
    public async Task An_override_is_made_acts_once_and_is_listed_with_its_use()
    {
        await using var mock = await HostedMock.StartAsync();
        var made = await mock.SendAsync("POST", "/__admin/overrides", Conflict);
        (made.Status, made.Headers["Location"]).ShouldBe((HttpStatusCode.Created, "/__admin/overrides/1"));
        made.Json.ToJsonString().ShouldBe("""{"id":1,"enabled":true,"used":0,"api":"planiso","operation":"createUser","key":"demo","times":1,"status":409}""");
        var refused = await mock.SendAsync("POST", "/v1/user", """{ "fullname": "Ada", "email": "ada@example.com" }""");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Json["message"]!.ToString().ShouldEndWith("such as email ada@example.com");
        (await mock.SendAsync("POST", "/v1/user", """{ "fullname": "Ada" }""")).Status.ShouldBe(HttpStatusCode.Created);
        (await mock.SendAsync("GET", "/__admin/overrides/1")).Json["used"]!.GetValue<int>().ShouldBe(1);
    }

    [Test]
    public async Task A_list_is_made_whole_or_not_at_all()
    {
        await using var mock = await HostedMock.StartAsync();
        var refused = await mock.SendAsync("POST", "/__admin/overrides", $$"""[{{Conflict}}, { "operation": "createUsr", "status": 409, "stats": 1 }]""");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json["errors"]!.AsArray().Select(error => error!["pointer"]!.ToString()).ShouldBe(["/1/stats", "/1/operation"]);
        refused.Json["errors"]![1]!["detail"]!.ToString().ShouldContain("did you mean createUser?");
        (await mock.ListAsync()).ShouldBeEmpty();
        var made = await mock.SendAsync("POST", "/__admin/overrides", $$"""[{{Conflict}}, { "operation": "*", "delay": { "from": 1, "to": 2 }, "enabled": false }]""");
        made.Json["overrides"]!.AsArray().Select(one => (one!["id"]!.GetValue<int>(), one["enabled"]!.GetValue<bool>())).ShouldBe([(1, true), (2, false)]);
        (await mock.ListAsync()).ToJsonString().ShouldBe(made.Json["overrides"]!.ToJsonString());
    }

    [Test]
    public async Task An_override_is_switched_and_deleted()
    {
        await using var mock = await HostedMock.StartAsync("""[{ "operation": "listUsers", "status": 500 }, { "operation": "listUsers", "status": 503 }]""");
        async Task ShouldAnswer(int status) => ((int)(await mock.SendAsync("GET", "/v1/user")).Status).ShouldBe(status);
        await ShouldAnswer(500);
        (await mock.SendAsync("PATCH", "/__admin/overrides/1", """{ "enabled": false }""")).Json["enabled"]!.GetValue<bool>().ShouldBeFalse();
        await ShouldAnswer(503);
        await mock.SendAsync("PATCH", "/__admin/overrides/1", """{ "enabled": true }""");
        await ShouldAnswer(500);
        (await mock.SendAsync("DELETE", "/__admin/overrides/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        await ShouldAnswer(503);
        (await mock.SendAsync("DELETE", "/__admin/overrides")).Status.ShouldBe(HttpStatusCode.NoContent);
        await ShouldAnswer(200);
    }

    [TestCase("""{ "enabled": "no" }""", "/enabled", "expected true or false, found \"no\".")]
    [TestCase("""{ "enabeld": true, "enabled": true }""", "/enabeld", "unknown member; did you mean enabled?")]
    [TestCase("{}", "/enabled", "expected true or false, found nothing.")]
    public async Task A_switch_says_on_or_off(string body, string pointer, string detail)
    {
        await using var mock = await HostedMock.StartAsync(Conflict);
        var refused = await mock.SendAsync("PATCH", "/__admin/overrides/1", body);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        var error = refused.Json["errors"]!.AsArray().Single()!;
        (error["pointer"]!.ToString(), error["detail"]!.ToString()).ShouldBe((pointer, detail));
    }

    [TestCase("GET", null)]
    [TestCase("PATCH", """{ "enabled": false }""")]
    [TestCase("DELETE", null)]
    public async Task An_override_that_is_not_there_is_told(string method, string? body)
    {
        await using var mock = await HostedMock.StartAsync(Conflict);
        var answer = await mock.SendAsync(method, "/__admin/overrides/7", body);
        (answer.Status, answer.Json["errors"]![0]!["detail"]!.ToString()).ShouldBe((HttpStatusCode.NotFound, "There is no override 7; there is 1."));
    }

    [TestCase("no JSON")]
    [TestCase("""{ "operation": "*", "operation": "*", "status": 500 }""")]
    [TestCase("")]
    public async Task A_body_that_is_none_is_refused(string body)
    {
        await using var mock = await HostedMock.StartAsync();
        (await mock.SendAsync("POST", "/__admin/overrides", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_reset_takes_overrides_away_all_or_those_of_a_silo()
    {
        await using var mock = await HostedMock.StartAsync($$"""
            [{{Conflict}}, { "operation": "*", "key": "demo-readonly", "status": 500 }, { "operation": "*", "key": "demo-other", "status": 500 }, { "operation": "*", "status": 500 }]
            """);
        await mock.SendAsync("POST", "/__admin/reset?key=demo");
        (await mock.ListAsync()).Select(one => one!["id"]!.GetValue<int>()).ShouldBe([3, 4], "demo and demo-readonly open one silo");
        await mock.SendAsync("POST", "/__admin/reset");
        (await mock.ListAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_silo_that_is_deleted_takes_its_overrides_along()
    {
        await using var mock = await HostedMock.StartAsync();
        await mock.SendAsync("POST", "/__admin/silos", """{ "key": "blue" }""");
        (await mock.SendAsync("POST", "/__admin/overrides", """[{ "operation": "*", "key": "blue", "status": 500 }, { "operation": "*", "status": 500 }]"""))
            .Status.ShouldBe(HttpStatusCode.Created);
        await mock.SendAsync("DELETE", "/__admin/silos/blue");
        (await mock.ListAsync()).Count.ShouldBe(1);
    }

    [Test]
    public async Task The_journal_says_that_an_override_answered_and_with_what()
    {
        await using var mock = await HostedMock.StartAsync("""[{ "operation": "findUser", "identity": 1, "status": 503 }, { "operation": "findUser", "identity": 2, "fault": "garbage" }]""");
        await mock.SendAsync("GET", "/v1/user/1");
        await Should.ThrowAsync<HttpRequestException>(() => mock.SendAsync("GET", "/v1/user/2"));
        await mock.SendAsync("GET", "/v1/user/3");
        var entries = (await mock.SendAsync("GET", "/__admin/journal?operation=findUser")).Json["entries"]!.AsArray();
        entries.Select(entry => (entry!["answeredBy"]!.ToString(), entry["status"]!.GetValue<int>()))
            .ShouldBe([("contract", 200), ("override", 0), ("override", 503)]);
    }

    [Test]
    public async Task A_page_of_another_origin_may_read_what_an_override_answers()
    {
        await using var mock = await HostedMock.StartAsync("""{ "operation": "listUsers", "status": 503, "retryAfter": 9 }""");
        var answer = await mock.SendAsync("GET", "/v1/user", null, ("Origin", "https://app.example.com"));
        (answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Retry-After"]).ShouldBe(("https://app.example.com", "9"));
    }

    [Test]
    public async Task Json_and_xml_answers_are_changed_alike()
    {
        await using var mock = await HostedMock.StartAsync("""
            { "api": "planio", "resource": "company", "identity": 1, "set": { "$.company.name": "Ada & Co", "/company/name": "Ada & Co" }, "remove": ["$.company.id", "/company/id"] }
            """);
        (await mock.SendAsync("GET", "/companies/1.json")).Text.ShouldStartWith("""{"company":{"name":"Ada & Co",""");
        var xml = await mock.SendAsync("GET", "/companies/1.xml");
        xml.Text.ShouldStartWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><company><name>Ada &amp; Co</name>");
        xml.Headers["Content-Type"].ShouldBe("application/xml; charset=utf-8");
        (await mock.SendAsync("GET", "/companies/2.xml")).Text.ShouldNotContain("Ada &amp; Co");
    }

    [Test]
    public async Task Prefer_asks_for_one_answer_alone()
    {
        await using var mock = await HostedMock.StartAsync();
        var preferred = await mock.SendAsync("GET", "/companies/1.xml", null, ("Prefer", "respond-async"), ("Prefer", "code=404"));
        (preferred.Status, preferred.Headers["Preference-Applied"]).ShouldBe((HttpStatusCode.NotFound, "code=404"));
        var ignored = await mock.SendAsync("GET", "/companies/1.xml", null, ("Prefer", "code=503"));
        (ignored.Status, ignored.Headers.ContainsKey("Preference-Applied")).ShouldBe((HttpStatusCode.OK, false));
    }

    [Test]
    public async Task The_base_url_of_a_silo_knows_them_too()
    {
        await using var mock = await HostedMock.StartAsync("""{ "operation": "listUsers", "status": 503 }""");
        (await mock.SendAsync("GET", "/__admin/silos/demo/api/v1/user")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
