using System.Text.Json.Nodes;
using PlanisoContract.Mock;

namespace PlanisoContract.Tests.Mock.State;

/// <summary>What was saved comes back exactly as it was, to requests that meet the state before or the one after.</summary>
public sealed class SnapshotTests
{
    private const string Saved = "/__admin/snapshots/before";

    [Test]
    public async Task What_was_saved_comes_back()
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Ada" }""");
        await mock.AskAsync("DELETE", "/v1/customer/2");
        var before = (await mock.AskAsync("GET", "/__admin/silos/demo/data")).Body!.ToJsonString();
        (await mock.AskAsync("PUT", Saved)).Status.ShouldBe(201);
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Bob" }""");
        await mock.AskAsync("POST", "/__admin/silos", """{ "key": "later" }""");
        (await mock.AskAsync("POST", Saved + "/restore")).Status.ShouldBe(200);
        (await mock.AskAsync("GET", "/__admin/silos/demo/data")).Body!.ToJsonString().ShouldBe(before);
        (await mock.AskAsync("GET", "/__admin/silos/later")).Status.ShouldBe(404);
        // The next number, too.
        (await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Bob" }""")).Body!["data"]!["no"]!.GetValue<int>().ShouldBe(7);
    }

    [Test]
    public async Task One_silo_is_saved_and_comes_back_alone_though_it_was_deleted()
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("POST", "/__admin/silos", """{ "key": "mine", "seed": 9, "data": { "planiso": { "user": [{ "fullname": "Ada" }] } } }""");
        (await mock.AskAsync("PUT", Saved + "?key=mine")).Status.ShouldBe(201);
        await mock.AskAsync("DELETE", "/__admin/silos/mine");
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Bob" }""");
        await mock.AskAsync("POST", Saved + "/restore");
        (await mock.NamesAsync("mine")).ShouldBe(["Ada"]);
        (await mock.NamesAsync()).ShouldContain("Bob");
        (await mock.AskAsync("PUT", Saved + "?key=nobody")).Status.ShouldBe(404);
    }

    [Test]
    public async Task It_is_listed_downloaded_uploaded_to_another_mock_and_deleted()
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Ada" }""");
        await mock.AskAsync("PUT", Saved);
        var listed = (await mock.AskAsync("GET", "/__admin/snapshots")).Body!["snapshots"]![0]!;
        listed["name"]!.ToString().ShouldBe("before");
        listed["silos"]![0]!["name"]!.ToString().ShouldBe("demo");
        listed["silos"]![0]!["records"]!["planiso"]!.GetValue<long>().ShouldBeGreaterThan(40);
        var file = (await mock.AskAsync("GET", Saved)).Body!;
        file["format"]!.GetValue<int>().ShouldBe(1);
        file["contracts"]!["planiso"]!.ToString().Length.ShouldBe(64);
        await using var other = await StateMock.StartAsync(2);
        (await other.AskAsync("PUT", "/__admin/snapshots/theirs", file.ToJsonString())).Status.ShouldBe(201);
        (await other.AskAsync("POST", "/__admin/snapshots/theirs/restore")).Status.ShouldBe(200);
        foreach (var key in new[] { "demo", "demo-other", "demo-empty" })
        {
            var path = $"/__admin/silos/{key}/data";
            (await other.AskAsync("GET", path)).Body!.ToJsonString().ShouldBe((await mock.AskAsync("GET", path)).Body!.ToJsonString());
        }
        (await mock.AskAsync("DELETE", Saved)).Status.ShouldBe(204);
        foreach (var (method, path) in new[] { ("GET", Saved), ("DELETE", Saved), ("POST", Saved + "/restore") })
            (await mock.AskAsync(method, path)).Status.ShouldBe(404);
    }

    [Test]
    public async Task Reset_keeps_it()
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Ada" }""");
        await mock.AskAsync("PUT", Saved);
        await mock.AskAsync("POST", "/__admin/reset");
        (await mock.NamesAsync()).ShouldNotContain("Ada");
        await mock.AskAsync("POST", Saved + "/restore");
        (await mock.NamesAsync()).ShouldContain("Ada");
    }

    [Test]
    public async Task Overrides_come_along_when_asked([Values] bool asked, [Values] bool uploaded)
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("POST", "/__admin/overrides", """{ "operation": "listUsers", "times": 2, "status": 503 }""");
        (await mock.AskAsync("GET", "/v1/user")).Status.ShouldBe(503);
        await mock.AskAsync("PUT", Saved + (asked ? "?overrides=true" : ""));
        if (uploaded)
            await mock.AskAsync("PUT", Saved, (await mock.AskAsync("GET", Saved)).Body!.ToJsonString());
        await mock.AskAsync("DELETE", "/__admin/overrides");
        await mock.AskAsync("POST", Saved + "/restore");
        // One of two uses is left.
        (await mock.AskAsync("GET", "/v1/user")).Status.ShouldBe(asked ? 503 : 200);
        (await mock.AskAsync("GET", "/v1/user")).Status.ShouldBe(200);
    }

    [TestCase("[]", "/format: Expected a snapshot, whose format is an integer from 1 to 1; found nothing.")]
    [TestCase("""{ "format": "1" }""", "/format: Expected a snapshot, whose format is an integer from 1 to 1; found \"1\".")]
    [TestCase("""{ "format": 2 }""", "/format: Format 2 is newer than this mock, which reads up to 1; a newer mock reads it.")]
    [TestCase("""{ "format": 1, "contracts": { "jira": "x" }, "silos": [{}] }""", "/contracts/jira: The snapshot is of jira, too, which this mock does not serve;")]
    [TestCase("""{ "format": 1, "contracts": {}, "silos": [] }""", "/silos: Expected a list of silos.")]
    [TestCase("""{ "format": 1, "contracts": {}, "silos": [{ "key": "a", "profile": { "user-email-uniqe": "x" } }] }""", "/silos/0: There is no rule user-email-uniqe. Did you mean user-email-unique?")]
    [TestCase("""{ "format": 1, "contracts": {}, "silos": [{ "key": "a", "data": { "planiso": { "usr": [] } } }] }""", "/silos/0/data/planiso/usr: There is no resource usr in planiso; did you mean user?")]
    public async Task What_cannot_be_read_is_refused_with_the_reason(string file, string expected)
    {
        await using var mock = await StateMock.StartAsync();
        (await mock.RefusedAsync("PUT", Saved, file))[0].ShouldStartWith(expected);
        (await mock.AskAsync("GET", Saved)).Status.ShouldBe(404);
    }

    [Test]
    public async Task What_an_older_contract_allowed_is_named_and_left_out_when_asked()
    {
        await using var mock = await StateMock.StartAsync();
        const string file = """
            { "format": 1, "contracts": { "planiso": "older" }, "silos": [{ "key": "old", "data": { "planiso": { "$generate": false, "gone": [],
                "user": [{ "no": 1, "fullname": "Ada", "shoe": 9 }, { "no": 2, "fullname": 5 }, { "no": 3, "fullname": "Zoe" }] } } }] }
            """;
        (await mock.RefusedAsync("PUT", Saved, file)).Length.ShouldBe(3);
        var (status, body) = await mock.AskAsync("PUT", Saved + "?discard=true", file);
        status.ShouldBe(201);
        ((JsonArray)body!["discarded"]!).Select(one => one!["pointer"]!.ToString()).ShouldContain("/silos/0/data/planiso/user/1/fullname");
        await mock.AskAsync("POST", Saved + "/restore");
        (await mock.NamesAsync("old")).ShouldBe(["Ada", "Zoe"]);
    }

    [Test]
    public async Task Each_request_meets_the_state_before_or_after()
    {
        await using var mock = await StateMock.StartAsync(300);
        await mock.AskAsync("PUT", "/__admin/snapshots/one");
        var all = string.Join(',', Enumerable.Range(0, 300).Select(at => """{ "fullname": "Name" }"""));
        await mock.AskAsync("PUT", "/__admin/silos/demo/data", $$"""{ "planiso": { "user": [{{all}}], "customer": [] } }""");
        await mock.AskAsync("PUT", "/__admin/snapshots/two");
        string[] right = [await ListAsync("one"), await ListAsync("two")];
        var restored = 0;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref restored) < 60)
            {
                right.ShouldContain((await mock.AskAsync("GET", "/v1/user")).Body!.ToJsonString());
                // A write goes to one of them, or comes before the next restore: it never fails.
                (await mock.AskAsync("PUT", "/v1/customer/1", """{ "custom_no": "x" }""")).Status.ShouldBeOneOf(200, 404);
            }
        })).ToList();
        for (; restored < 60; Interlocked.Increment(ref restored))
            (await mock.AskAsync("POST", $"/__admin/snapshots/{(restored % 2 == 0 ? "one" : "two")}/restore")).Status.ShouldBe(200);
        await Task.WhenAll(readers);

        async Task<string> ListAsync(string name)
        {
            await mock.AskAsync("POST", $"/__admin/snapshots/{name}/restore");
            return (await mock.AskAsync("GET", "/v1/user")).Body!.ToJsonString();
        }
    }

    [Test]
    public async Task A_test_saves_and_restores_in_process()
    {
        await using var mock = await PlanisoMock.StartAsync(new() { Apis = ["planiso"], Records = 50 });
        using var client = mock.CreateClient();
        var before = await client.GetStringAsync("/v1/user");
        await mock.SaveAsync("before");
        (await client.DeleteAsync("/v1/user/1")).EnsureSuccessStatusCode();
        await mock.RestoreAsync("before");
        (await client.GetStringAsync("/v1/user")).ShouldBe(before);
        (await Should.ThrowAsync<PlanisoMockException>(() => mock.RestoreAsync("befor"))).Message.ShouldBe("There is no snapshot befor; did you mean before?");
        await Should.ThrowAsync<PlanisoMockException>(() => mock.SaveAsync("x", "nobody"));
    }
}
