using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Stubs;

/// <summary>What the admin API does that the real one cannot show: beside contracts, silos, and with the journal off.</summary>
public sealed class AdminTests
{
    private const string Mappings = "/__admin/mappings";
    private const string Requests = "/__admin/requests";

    private MockHost _mock = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start() => await StartAsync(1_000);

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _mock.DisposeAsync();
    }

    [Test]
    public async Task A_contracts_answer_is_in_the_journal_without_its_body()
    {
        using var answer = await _client.GetAsync("/v1/user?key=nobody");
        var entry = (await GetAsync(Requests))["requests"]!.AsArray().ShouldHaveSingleItem()!;
        entry["wasMatched"]!.GetValue<bool>().ShouldBeFalse();
        entry["contract"]!.GetValue<string>().ShouldBe("planiso");
        entry["response"]!["status"]!.GetValue<int>().ShouldBe((int)answer.StatusCode);
        entry["response"]!["body"]!.GetValue<string>().ShouldBe("");
        entry["response"]!["headers"]!["Content-Type"]!.GetValue<string>().ShouldStartWith("application/json");
        entry["subEvents"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task Where_nobody_answers_the_nearest_stubs_are_told_part_by_part()
    {
        (await TextAsync("/nowhere")).ShouldNotContain("nearestStubs");
        await MakeAsync("""{ "name": "near", "request": { "method": "GET", "urlPath": "/nowhere/1", "headers": { "X-A": { "equalTo": "1" } } } }""");
        var error = JsonNode.Parse(await TextAsync("/nowhere/2"))!["errors"]![0]!;
        error["title"]!.GetValue<string>().ShouldBe("No API has this path");
        var near = error["nearestStubs"]!.AsArray().ShouldHaveSingleItem()!;
        near["name"]!.GetValue<string>().ShouldBe("near");
        near["differs"]!.AsArray().Select(part => part!["part"]!.GetValue<string>()).ShouldBe(["urlPath", "header X-A"]);
        near["differs"]![1]!["actual"]!.GetValue<string>().ShouldBe("absent");
        near["matches"]!.AsArray().Select(part => part!.GetValue<string>()).ShouldBe(["method"]);
        var entry = (await GetAsync(Requests + "?limit=1"))["requests"]![0]!;
        entry["subEvents"]![0]!["data"]!["report"]!.GetValue<string>().ShouldContain("nearestStubs");
        entry["contract"].ShouldBeNull();
    }

    [Test]
    public async Task Reset_of_one_silo_leaves_the_stubs()
    {
        await MakeAsync("""{ "request": { "url": "/nowhere" } }""");
        (await PostAsync("/__admin/reset?key=demo", null)).ShouldContain("\"demo\"");
        (await GetAsync(Mappings))["meta"]!["total"]!.GetValue<int>().ShouldBe(1);
        (await PostAsync("/__admin/reset", null)).ShouldContain("demo-other");
        (await GetAsync(Mappings))["meta"]!["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Test]
    public async Task Ten_thousand_stubs_are_imported_at_once()
    {
        var import = new JsonObject { ["mappings"] = new JsonArray([.. StubStoreTests.Mixed(10_000).Select(stub => stub.ToJson())]) };
        await PostAsync(Mappings + "/import", import);
        var listed = await GetAsync(Mappings + "?limit=1");
        listed["meta"]!["total"]!.GetValue<int>().ShouldBe(10_000);
        listed["mappings"]![0]!["name"]!.GetValue<string>().ShouldBe("url 0");
    }

    [Test]
    public async Task All_that_is_wrong_with_an_import_is_told_at_once()
    {
        var wrong = await PostAsync(Mappings + "/import", JsonNode.Parse(
            """{ "mappings": [{ "request": { "url": 5 } }, { "priority": "x", "foo": 1 }], "importOptions": { "duplicatePolicy": "maybe" } }""")!, HttpStatusCode.UnprocessableEntity);
        var pointers = JsonNode.Parse(wrong)!["errors"]!.AsArray().Select(error => error!["source"]!["pointer"]!.GetValue<string>());
        pointers.ShouldBe(["/importOptions/duplicatePolicy", "/mappings/0/request/url", "/mappings/1/priority", "/mappings/1/foo"], ignoreOrder: true);
        (await GetAsync(Mappings))["meta"]!["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Test]
    public async Task Without_a_journal_WireMock_is_told_so_and_nothing_is_removed()
    {
        await Stop();
        await StartAsync(0);
        await MakeAsync("""{ "request": { "url": "/nowhere" } }""");
        (await _client.GetAsync("/nowhere")).EnsureSuccessStatusCode();
        var count = JsonNode.Parse(await PostAsync(Requests + "/count", new JsonObject()))!;
        (count["count"]!.GetValue<int>(), count["requestJournalDisabled"]!.GetValue<bool>()).ShouldBe((-1, true));
        (await GetAsync(Requests))["requestJournalDisabled"]!.GetValue<bool>().ShouldBeTrue();
        using var unmatched = await _client.DeleteAsync(Mappings + "/unmatched");
        unmatched.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await GetAsync(Mappings))["meta"]!["total"]!.GetValue<int>().ShouldBe(1);
    }

    [Test]
    public async Task A_page_written_just_so_comes_before_one_with_a_parameter()
    {
        (await _client.PostAsync(Mappings + "/reset", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetAsync(Mappings + "/reset")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _client.GetAsync(Requests + "/unmatched/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var wrong = await _client.PatchAsync(Mappings, null);
        wrong.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        wrong.Content.Headers.Allow.ShouldBe(["GET", "POST", "DELETE"]);
    }

    [Test]
    public async Task Shutdown_answers_and_then_listens_no_more()
    {
        (await PostAsync("/__admin/shutdown", null)).ShouldBe("");
        await _mock.Ended;
        await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync("/__admin/health"));
    }

    [Test]
    public async Task The_start_page_has_the_admin_pages_in_groups()
    {
        var page = await TextAsync("/");
        foreach (var heading in new[] { "Stubs", "Journal", "Scenarios and settings" })
            page.ShouldContain($"<summary>{heading} <span");
        page.ShouldContain("/__admin/near-misses/request-pattern");
        page.ShouldNotContain("/__admin/recordings");
    }

    private async Task StartAsync(int journal)
    {
        _mock = await MockHost.StartAsync(new MockOptions
        {
            Contracts = [Contracts.Load("planiso")],
            Start = new SiloSettings { Keys = [], Seed = 1, Records = 2 },
            Stubs = new StubOptions { JournalEntries = journal },
        });
        _client = new HttpClient { BaseAddress = new Uri(_mock.Url) };
    }

    private async Task MakeAsync(string stub) => await PostAsync(Mappings, JsonNode.Parse(stub), HttpStatusCode.Created);

    private async Task<string> PostAsync(string path, JsonNode? body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await _client.PostAsync(path, body is null ? null : JsonContent.Create(body));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        return text;
    }

    private async Task<string> TextAsync(string path) => await (await _client.GetAsync(path)).Content.ReadAsStringAsync();

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _client.GetStringAsync(path))!;
}
