using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Mock;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>Several mocks on one database are one mock.</summary>
public sealed class ReplicaTests
{
    private PostgresServer _server = null!;
    private int _databases;

    [OneTimeSetUp]
    public void Start() => _server = PostgresServer.Start();

    [OneTimeTearDown]
    public void Stop() => _server?.Dispose();

    [Test]
    public async Task What_one_has_answered_the_next_answer_of_the_other_shows()
    {
        var store = NewStore();
        await using var one = await TestMock.StartAsync(store: store);
        await using var two = await TestMock.StartAsync(store: store);
        using var first = one.Client("demo");
        using var second = two.Client("demo");
        for (var round = 0; round < 5; round++)
        {
            var created = await StoredState.CreateUserAsync(first, $"User {round}");
            (await second.GetStringAsync($"/v1/user/{created["no"]}")).ShouldContain($"User {round}");
            (await second.GetStringAsync("/v1/user")).ShouldContain($"User {round}");
            await StoredState.SendAsync(second, "PUT", $"/v1/user/{created["no"]}", $$"""{ "fullname": "Changed {{round}}" }""");
            (await first.GetStringAsync($"/v1/user/{created["no"]}")).ShouldContain($"Changed {round}");
        }
        await StoredState.SendAsync(first, "POST", "/__admin/silos", """{ "key": "own", "data": { "planiso": { "user": [ { "fullname": "Given" } ] } } }""");
        await StoredState.SendAsync(second, "PUT", "/__admin/snapshots/first");
        await StoredState.SendAsync(first, "PATCH", "/__admin/silos/own/data", """{ "planiso": { "user": [ { "fullname": "Zoe Patched" } ] } }""");
        StoredState.ShouldBeSame(await StoredState.ExportAsync(second), await StoredState.ExportAsync(first));
        await StoredState.SendAsync(first, "POST", "/__admin/snapshots/first/restore");
        (await second.GetStringAsync("/__admin/silos/own/data")).ShouldNotContain("Zoe Patched");
        await StoredState.SendAsync(second, "POST", "/__admin/reset");
        (await first.GetStringAsync("/v1/user")).ShouldNotContain("Changed");
        StoredState.ShouldBeSame(await StoredState.ExportAsync(second), await StoredState.ExportAsync(first));
    }

    [Test]
    public async Task An_override_acts_as_often_as_it_says_wherever_it_is_asked()
    {
        var store = NewStore();
        await using var one = await TestMock.StartAsync(store: store);
        await using var two = await TestMock.StartAsync(store: store);
        using var first = one.Client("demo");
        using var second = two.Client("demo");
        await StoredState.SendAsync(first, "POST", "/__admin/overrides", """{ "operation": "listUsers", "times": 3, "status": 500 }""");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 16).Select(async at => (await (at % 2 == 0 ? first : second).GetAsync("/v1/user")).StatusCode));
        statuses.Count(status => status == HttpStatusCode.InternalServerError).ShouldBe(3);
    }

    [Test]
    public async Task Of_parallel_creates_with_one_unique_value_one_succeeds_and_no_number_is_given_twice()
    {
        var store = NewStore();
        // They start at once, on an empty database.
        var mocks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestMock.StartAsync(store: store)));
        var clients = mocks.Select(mock => mock.Client("demo")).ToArray();
        (await Task.WhenAll(clients.Select(StoredState.ExportAsync))).Distinct().Count().ShouldBe(1);
        for (var round = 0; round < 8; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => clients[at % 3].PostAsJsonAsync("/v1/user",
                new JsonObject { ["fullname"] = $"User {round}.{at}", ["email"] = $"one{round}@example.com" })));
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        }
        var created = await Task.WhenAll(Enumerable.Range(0, 60).Select(at => StoredState.CreateUserAsync(clients[at % 3], $"Many {at}")));
        created.Select(user => (int)user["no"]!).Order().ShouldBe(Enumerable.Range(29, 60));
        (await Task.WhenAll(clients.Select(StoredState.ExportAsync))).Distinct().Count().ShouldBe(1);
        foreach (var mock in mocks)
            await mock.DisposeAsync();
    }

    [Test]
    public async Task Without_their_database_they_say_503_and_nothing_is_lost_when_it_is_back()
    {
        var store = NewStore();
        await using var one = await TestMock.StartAsync(store: store);
        await using var two = await TestMock.StartAsync(store: store);
        using var first = one.Client("demo");
        using var second = two.Client("demo");
        var answered = new List<(int Number, string Name)>();
        for (var round = 0; round < 3; round++)
        {
            var stopped = new TaskCompletionSource();
            var writing = Enumerable.Range(0, 6).Select(writer => WriteAsync(writer % 2 == 0 ? first : second, $"{round}.{writer}", stopped.Task, answered)).ToList();
            await UntilAsync(answered, (round + 1) * 30);
            _server.Stop();
            using (var read = await first.GetAsync("/v1/user/1"))
            {
                read.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                read.Headers.RetryAfter.ShouldNotBeNull();
                ((int)JsonNode.Parse(await read.Content.ReadAsStringAsync())!["code"]!).ShouldBe(503);
            }
            (await second.PostAsJsonAsync("/v1/user", new JsonObject { ["fullname"] = "Nobody" })).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await second.GetAsync("/__admin/silos")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            _server.Continue();
            // The first request after its return is answered.
            (await first.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await second.GetAsync("/v1/user/1")).StatusCode.ShouldBe(HttpStatusCode.OK);
            stopped.SetResult();
            await Task.WhenAll(writing);
        }
        answered.Select(one => one.Number).ShouldBeUnique();
        foreach (var client in new[] { first, second })
        {
            var users = JsonNode.Parse(await client.GetStringAsync("/v1/user"))!["data"]!.AsArray().ToDictionary(user => (int)user!["no"]!, user => user!["fullname"]!.ToString());
            foreach (var (number, name) in answered)
                users.GetValueOrDefault(number).ShouldBe(name);
        }
        StoredState.ShouldBeSame(await StoredState.ExportAsync(second), await StoredState.ExportAsync(first));
    }

    [Test]
    public async Task Snapshots_are_saved_and_restored_under_load()
    {
        var store = NewStore();
        await using var one = await TestMock.StartAsync(store: store);
        await using var two = await TestMock.StartAsync(store: store);
        using var first = one.Client("demo");
        using var second = two.Client("demo");
        var done = new TaskCompletionSource();
        var answered = new List<(int Number, string Name)>();
        var writing = Enumerable.Range(0, 4).Select(writer => WriteAsync(writer % 2 == 0 ? first : second, $"load.{writer}", done.Task, answered)).ToList();
        for (var round = 0; round < 8; round++)
        {
            await StoredState.SendAsync(round % 2 == 0 ? first : second, "PUT", "/__admin/snapshots/load");
            var saved = JsonNode.Parse(await second.GetStringAsync("/__admin/snapshots/load"))!["silos"]![0]!["data"]!["planiso"]!["user"]!.ToJsonString();
            await StoredState.SendAsync(round % 2 == 0 ? second : first, "POST", "/__admin/snapshots/load/restore");
            saved.ShouldNotBeEmpty();
        }
        done.SetResult();
        await Task.WhenAll(writing);
        StoredState.ShouldBeSame(await StoredState.ExportAsync(second), await StoredState.ExportAsync(first));
        await using var third = await TestMock.StartAsync(store: store);
        using var later = third.Client("demo");
        StoredState.ShouldBeSame(await StoredState.ExportAsync(later), await StoredState.ExportAsync(first));
    }

    [Test]
    public async Task What_is_wrong_with_the_database_is_said_without_the_password()
    {
        var nowhere = _server.Store("nowhere");
        var wrong = (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: nowhere))).Message;
        wrong.ShouldContain("nowhere");
        wrong.ShouldNotContain(PostgresServer.Secret);
        var run = await Program.RunAsync(Program.Mock, "--urls", "http://127.0.0.1:0", "--store", nowhere.Replace(PostgresServer.Secret, "other-secret", StringComparison.Ordinal));
        run.Code.ShouldBe(2);
        run.All.ShouldNotContain(PostgresServer.Secret);
        run.All.ShouldNotContain("   at ");
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: "postgres://mock:secret@/"))).Message.ShouldNotContain("secret");
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: "postgres://mock:secret@127.0.0.1:1/mock"))).Message.ShouldNotContain("secret");
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task The_suite_passes_on_two_behind_a_balancer(string api)
    {
        var store = NewStore();
        var clock = new SteppingClock();
        await using var one = await TestMock.StartAsync(store: store, clock: clock);
        await using var two = await TestMock.StartAsync(store: store, clock: clock);
        await using var balancer = await TestProxy.BalanceAsync(one.Url, two.Url);
        (await WholeRun.JudgeAsync(Contracts.Load(api), one.Demo with { Target = balancer.Url }, clock)).Where(TestMock.IsOpen).ShouldBeEmpty();
    }

    [Test]
    public async Task The_suite_passes_on_one()
    {
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync(store: NewStore(), clock: clock);
        (await WholeRun.JudgeAsync(Contracts.Load("lightening"), mock.Demo, clock)).Where(TestMock.IsOpen).ShouldBeEmpty();
    }

    private string NewStore()
    {
        var database = $"mock{Interlocked.Increment(ref _databases)}";
        _server.Create(database);
        // On a busy machine a connection takes longer than the two seconds after which a database counts as gone.
        return $"{_server.Store(database)}?Timeout=60";
    }

    // What is refused with 503 is tried again, under another name: it may have been stored all the same.
    private static async Task WriteAsync(HttpClient client, string writer, Task done, List<(int Number, string Name)> answered)
    {
        for (var at = 0; !done.IsCompleted; at++)
        {
            var name = $"User {writer}.{at}";
            using var response = await client.PostAsJsonAsync("/v1/user", new JsonObject { ["fullname"] = name });
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                continue;
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
            var number = (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!["no"]!;
            lock (answered)
                answered.Add((number, name));
        }
    }

    private static async Task UntilAsync(List<(int Number, string Name)> answered, int count)
    {
        while (true)
        {
            lock (answered)
            {
                if (answered.Count >= count)
                    return;
            }
            await Task.Yield();
        }
    }
}
