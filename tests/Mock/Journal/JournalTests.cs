using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Tests.Mock.Journal;

/// <summary>Every exchange is in the journal, whole, and no secret key is.</summary>
public sealed class JournalTests
{
    [Test]
    public async Task An_exchange_is_kept_with_both_messages_and_what_became_of_it()
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client("demo");
        (await client.PostAsJsonAsync("/v1/user?trace=1", new { email = "no address" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var listed = Entries(await client.GetFromJsonAsync<JsonNode>("/__admin/journal")).Single();
        listed["operation"]!.ToString().ShouldBe("createUser");
        listed["api"]!.ToString().ShouldBe("planiso");
        listed["answeredBy"]!.ToString().ShouldBe("contract");
        listed["status"]!.GetValue<int>().ShouldBe(400);
        listed["key"]!.ToString().ShouldBe("demo");
        listed["errors"]!.AsArray().Select(error => error!["field"]!.ToString()).ShouldContain("email");

        var whole = (await client.GetFromJsonAsync<JsonNode>($"/__admin/journal/{listed["id"]}"))!;
        whole["path"]!.ToString().ShouldBe("/v1/user");
        whole["query"]!.ToString().ShouldBe("trace=1");
        whole["request"]!["body"]!.ToString().ShouldContain("no address");
        whole["request"]!["headers"]!["Content-Type"]!.ToString().ShouldStartWith("application/json");
        JsonNode.Parse(whole["response"]!["body"]!.ToString())!["code"]!.GetValue<int>().ShouldBe(400);
    }

    [TestCase("operation=findUser", new[] { "/v1/user/1", "/v1/user/999999" })]
    [TestCase("status=404", new[] { "/v1/user/999999" })]
    [TestCase("status=4xx", new[] { "/v1/project", "/v1/user/999999" })]
    [TestCase("method=post", new[] { "/v1/project" })]
    [TestCase("path=PROJECT", new[] { "/v1/project" })]
    [TestCase("key=demo-other", new[] { "/v1/user/1" })]
    [TestCase("since=2", new[] { "/v1/project" })]
    [TestCase("limit=1", new[] { "/v1/project" })]
    public async Task It_is_filtered(string filter, string[] paths)
    {
        await using var mock = await TestMock.StartAsync();
        using var demo = mock.Client("demo");
        using var other = mock.Client("demo-other");
        await other.GetAsync("/v1/user/1");
        await demo.GetAsync("/v1/user/999999");
        await demo.PostAsync("/v1/project", null);
        Entries(await demo.GetFromJsonAsync<JsonNode>($"/__admin/journal?{filter}"))
            .Select(entry => entry["path"]!.ToString()).ShouldBe(paths, ignoreOrder: true);
    }

    [TestCase("status=teapot", "teapot")]
    [TestCase("since=yesterday", "yesterday")]
    [TestCase("limit=0", "limit")]
    public async Task A_wrong_filter_is_refused(string filter, string says)
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client();
        using var response = await client.GetAsync($"/__admin/journal?{filter}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Test]
    public async Task Keys_that_are_no_default_ones_are_shown_nowhere()
    {
        await using var mock = await TestMock.StartAsync();
        using var admin = mock.Client();
        await admin.PostAsJsonAsync("/__admin/silos", new { key = "very-secret" });
        using var client = mock.Client("very-secret");
        client.DefaultRequestHeaders.Add("X-Redmine-API-Key", "very-secret");
        await client.GetAsync("/v1/user?key=very-secret");
        await client.GetAsync("/__admin/silos/very-secret/api/v1/user");
        foreach (var entry in Entries(await admin.GetFromJsonAsync<JsonNode>("/__admin/journal")))
            (await admin.GetStringAsync($"/__admin/journal/{entry["id"]}")).ShouldNotContain("secret");
    }

    [Test]
    public async Task Own_pages_and_preflights_are_not_in_it_and_unknown_paths_are()
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client();
        await client.GetAsync("/");
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/user");
        preflight.Headers.Add("Origin", "http://localhost:3000");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        await client.SendAsync(preflight);
        await client.GetAsync("/nobody/has/this");
        var entry = Entries(await client.GetFromJsonAsync<JsonNode>("/__admin/journal")).Single();
        entry["answeredBy"]!.ToString().ShouldBe("nothing");
        entry["operation"].ShouldBeNull();
    }

    [Test]
    public async Task It_can_be_watched_live()
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client("demo");
        using var response = await client.GetAsync("/__admin/journal/stream?status=2xx", HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var line = reader.ReadLineAsync();
        // Whoever watches is there when the headers are; the refused one is not shown.
        await client.GetAsync("/v1/user/999999");
        await client.GetAsync("/v1/user/2");
        var text = (await line)!;
        text.ShouldStartWith("data: ");
        text.ShouldContain("/v1/user/2");
    }

    [Test]
    public async Task Older_entries_are_as_whole_as_newer_ones()
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client("demo");
        client.DefaultRequestHeaders.Add("X-Name", ["one", "two"]);
        await client.PostAsJsonAsync("/v1/user?trace=é", new { fullname = "Zoé", email = "no address" });
        await client.GetAsync("/v1/user");
        var before = (await client.GetStringAsync("/__admin/journal/1"), await client.GetStringAsync("/__admin/journal/2"));
        for (var time = 0; time < 20 * Environment.ProcessorCount; time++)
            await client.GetAsync("/v1/user/1");
        (await client.GetStringAsync("/__admin/journal/1"), await client.GetStringAsync("/__admin/journal/2")).ShouldBe(before);
        before.Item1.ShouldContain("no address");
    }

    [Test]
    public void The_newest_are_kept_within_number_and_bytes()
    {
        var journal = new RequestJournal(TimeProvider.System);
        for (var number = 1; number <= RequestJournal.MaxEntries + 500; number++)
            Add(journal, $"/{number}", new byte[number % 100]);
        journal.All.Length.ShouldBe(RequestJournal.MaxEntries);
        journal.All.Select(entry => entry.Path).ShouldBe(Enumerable.Range(501, RequestJournal.MaxEntries).Reverse().Select(number => $"/{number}"));
        for (var number = 0; number < 200; number++)
            Add(journal, "/great", new byte[1 << 20]);
        journal.All.Sum(entry => (long)entry.Bytes).ShouldBeLessThanOrEqualTo(RequestJournal.MaxBytes);
        journal.All.ShouldAllBe(entry => entry.Path == "/great" && entry.RequestBody.Length == 1 << 20);
        journal.Clear();
        journal.All.ShouldBeEmpty();
    }

    [Test]
    public void One_answer_that_is_packed_many_times_counts_each_time_and_a_great_one_that_is_kept_as_it_is_once()
    {
        var journal = new RequestJournal(TimeProvider.System);
        var small = new SimulatedResponse(200, "text/plain", [], new byte[10_000]);
        var great = small with { Body = new byte[1 << 20] };
        for (var time = 0; time < 9000; time++)
            journal.Add("GET", "/small", "", new HeaderDictionary(), default, small, AnsweredBy.Contract);
        journal.All.Length.ShouldBeLessThan(9000);
        journal.All.Sum(entry => (long)entry.Response.Body.Length).ShouldBeLessThanOrEqualTo(RequestJournal.MaxBytes);
        journal.Clear();
        for (var time = 0; time < 9000; time++)
            journal.Add("GET", "/great", "", new HeaderDictionary(), default, great, AnsweredBy.Contract);
        journal.All.Length.ShouldBe(9000);
    }

    [Test]
    public void Entries_that_are_being_read_are_not_overwritten()
    {
        var entries = new PackedEntries();
        for (var number = 0; number < 5000; number++)
            entries.Add(Entry($"/{number}"));
        var before = entries.Snapshot();
        for (var number = 0; number < 5000; number++)
        {
            entries.Drop();
            entries.Add(Entry("/later"));
        }
        before.Select(entry => entry.Unpack().Path).ShouldBe(Enumerable.Range(0, 5000).Select(number => $"/{number}"));
    }

    [Test]
    public void An_entry_is_found_by_its_number_as_long_as_it_is_kept()
    {
        var journal = new RequestJournal(TimeProvider.System);
        for (var number = 1; number <= RequestJournal.MaxEntries + 3; number++)
            Add(journal, $"/{number}", []);
        journal.Find(3).ShouldBeNull();
        journal.Find(4)!.Path.ShouldBe("/4");
        journal.Find(RequestJournal.MaxEntries)!.Path.ShouldBe($"/{RequestJournal.MaxEntries}");
        journal.Find(RequestJournal.MaxEntries + 3)!.Path.ShouldBe($"/{RequestJournal.MaxEntries + 3}");
        journal.Find(RequestJournal.MaxEntries + 4).ShouldBeNull();
        journal.Clear();
        journal.Find(RequestJournal.MaxEntries).ShouldBeNull();
    }

    private static JournalEntry Entry(string path) => new(1, default, "GET", path, "", [], default, new SimulatedResponse(200, null, [], default), AnsweredBy.Contract);

    private static void Add(RequestJournal journal, string path, byte[] body) => journal.Add("POST", path, "", new HeaderDictionary(), body,
        new SimulatedResponse(200, "text/plain", [], Encoding.UTF8.GetBytes(path)), AnsweredBy.Contract);

    private static IEnumerable<JsonNode> Entries(JsonNode? list) => list!["entries"]!.AsArray().Select(entry => entry!);
}
