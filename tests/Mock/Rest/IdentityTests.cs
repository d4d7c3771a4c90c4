using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Mock;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Mock.State;
using PlanisoContract.Tests.Mock.State.Stores;
using PlanisoContract.Tests.Proof;
using PlanisoContract.Tests.SensibleServers.AspNet;

namespace PlanisoContract.Tests.Mock.Rest;

/// <summary>Records that are known by UUIDs, by texts, or by what the client gives.</summary>
public sealed class IdentityTests
{
    private const string Given = "7d9c2b7e-0a4f-4a55-8f3e-1b2a3c4d5e6f";

    private static readonly string Document = Repository.Read("tests", "SensibleServers", "AspNet", "tracker.openapi.yaml");

    // Projects and tickets whose identities the client may give.
    private static readonly Contract GivenUuids = Read("uuids",
        ("        id: {type: string, format: uuid, readOnly: true}\n        key:", "        id: {type: string, format: uuid}\n        key:"),
        ("        id: {type: string, format: uuid, readOnly: true}\n        title:", "        id: {type: string, format: uuid}\n        title:"),
        ("      required: [key, name]\n      properties:\n", "      required: [id, key, name]\n      properties:\n        id: {$ref: '#/components/schemas/Project/properties/id'}\n"));

    private static readonly Contract GivenTexts = Read("texts",
        ("        id: {type: string, format: uuid, readOnly: true}\n        key:", "        id: {type: string, maxLength: 40, x-like: code}\n        key:"),
        ("      required: [key, name]\n      properties:\n", "      required: [id, key, name]\n      properties:\n        id: {$ref: '#/components/schemas/Project/properties/id'}\n"),
        ("          type: [string, 'null']\n          format: uuid\n          x-refers", "          type: [string, 'null']\n          x-refers"),
        ("schema: {type: string, format: uuid}, example: 0e3d4c1e-6f1c-4f2b-9a55-3f0f5f0f7a10}\n        - {name: status", "schema: {type: string}, example: 0e3d4c1e-6f1c-4f2b-9a55-3f0f5f0f7a10}\n        - {name: status"));

    private readonly SteppingClock _clock = new();

    private static IEnumerable<TestCaseData> Variants => new[] { GivenUuids, GivenTexts }.Select(contract => new TestCaseData(contract).SetArgDisplayNames(contract.Api));

    [TestCaseSource(nameof(Variants))]
    public async Task The_mock_conforms_where_clients_give_identities(Contract contract)
    {
        await using var mock = await TestMock.StartAsync([contract], clock: _clock);
        var results = await WholeRun.JudgeAsync(contract, mock.Demo, _clock);
        string.Join('\n', results.Where(result => result.Verdict is VerdictKind.Fail or VerdictKind.Error)).ShouldBeEmpty();
        results.Count(result => result.Verdict == VerdictKind.Pass).ShouldBeGreaterThan(150);
    }

    [Test]
    public async Task The_same_seed_gives_the_same_identities_and_two_resources_share_none()
    {
        await using var mock = await StartAsync(AspNetTests.Tracker);
        await using var again = await StartAsync(AspNetTests.Tracker);
        var (projects, tickets) = (await IdentitiesAsync(mock, "/projects"), await IdentitiesAsync(mock, "/tickets"));
        projects.Concat(tickets).ShouldBeUnique();
        projects.ShouldAllBe(identity => Guid.Parse(identity).Version == 4);
        (await IdentitiesAsync(again, "/projects")).ShouldBe(projects);
        (await mock.AskAsync("GET", $"/projects/{projects[0].ToUpperInvariant()}")).Status.ShouldBe(200);
        (await mock.AskAsync("GET", $"/projects/{tickets[0]}")).Status.ShouldBe(404);
        (await mock.AskAsync("GET", "/projects/1")).Status.ShouldBe(404);
    }

    [Test]
    public async Task What_a_client_gives_is_kept_and_given_once()
    {
        await using var mock = await StartAsync(GivenUuids);
        var made = await mock.AskAsync("POST", "/projects", $$"""{ "id": "{{Given}}", "key": "A", "name": "One" }""");
        (made.Status, (string)made.Body!["id"]!).ShouldBe((201, Given));
        (await mock.AskAsync("POST", "/projects", $$"""{ "id": "{{Given.ToUpperInvariant()}}", "key": "B", "name": "Two" }""")).Status.ShouldBe(409);
        (await mock.AskAsync("POST", "/projects", """{ "id": "none", "key": "B", "name": "Two" }""")).Status.ShouldBe(400);
        var ticket = await mock.AskAsync("POST", "/tickets", $$"""{ "title": "Of it", "projectId": "{{Given}}" }""");
        ((string)ticket.Body!["projectId"]!).ShouldBe(Given);
        (await mock.AskAsync("GET", $"/tickets?projectId={Given}")).Body!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task Data_snapshots_and_stores_keep_identities_and_what_refers_to_them()
    {
        using var file = new SqliteFile();
        string exported;
        await using (var mock = await StartAsync(GivenUuids, file.Path))
        {
            await mock.AskAsync("POST", "/projects", $$"""{ "id": "{{Given}}", "key": "A", "name": "One" }""");
            await mock.AskAsync("POST", "/tickets", $$"""{ "title": "Of it", "projectId": "{{Given}}", "estimate": 1.5, "reporter": { "name": "Ada" } }""");
            exported = (await mock.AskAsync("GET", "/__admin/silos/demo/data")).Body!.ToJsonString();
            (await mock.AskAsync("PUT", "/__admin/snapshots/saved")).Status.ShouldBe(201);
            (await mock.AskAsync("PUT", "/__admin/silos/demo/data", """{ "uuids": { "project": [], "ticket": [] } }""")).Status.ShouldBe(204);
            (await mock.AskAsync("GET", $"/projects/{Given}")).Status.ShouldBe(404);
            (await mock.AskAsync("POST", "/__admin/snapshots/saved/restore")).Status.ShouldBe(200);
            (await mock.AskAsync("GET", "/__admin/silos/demo/data")).Body!.ToJsonString().ShouldBe(exported);
            (await mock.AskAsync("PUT", "/__admin/silos/demo-other/data", exported)).Status.ShouldBe(204);
            (await mock.AskAsync("GET", "/__admin/silos/demo-other/data")).Body!.ToJsonString().ShouldBe(exported);
            await mock.AskAsync("POST", "/tickets", $$"""{ "title": "Later", "projectId": "{{Given}}" }""");
            exported = (await mock.AskAsync("GET", "/__admin/silos/demo/data")).Body!.ToJsonString();
        }
        await using (var mock = await StartAsync(GivenUuids, file.Path))
        {
            (await mock.AskAsync("GET", "/__admin/silos/demo/data")).Body!.ToJsonString().ShouldBe(exported);
            (await mock.AskAsync("GET", $"/tickets?projectId={Given}")).Body!.AsArray().Count.ShouldBe(2);
        }
    }

    [Test]
    public async Task Data_files_name_records_as_clients_do()
    {
        await using var mock = await StartAsync(AspNetTests.Tracker);
        (await mock.AskAsync("PUT", "/__admin/silos/demo/data", $$"""
            { "tracker": { "project": [{ "id": "{{Given}}", "key": "A" }, { "$label": "b", "key": "B" }],
                           "ticket": [{ "title": "One", "projectId": "{{Given}}" }, { "title": "Two", "projectId": "@b" }] } }
            """)).Status.ShouldBe(204);
        ((string)(await mock.AskAsync("GET", $"/projects/{Given}")).Body!["key"]!).ShouldBe("A");
        ((string)(await mock.AskAsync("GET", $"/tickets?projectId={Given}")).Body![0]!["title"]!).ShouldBe("One");
        var wrong = await mock.AskAsync("PATCH", "/__admin/silos/demo/data", $$"""{ "tracker": { "ticket": [{ "title": "Three", "projectId": "{{Given.Replace('7', '8')}}" }] } }""");
        wrong.Status.ShouldBe(400);
        wrong.Body!.ToJsonString().ShouldContain("There is no Project");
    }

    [Test]
    public async Task Overrides_the_journal_and_the_console_know_them()
    {
        await using var mock = await StartAsync(AspNetTests.Tracker);
        var identity = (await IdentitiesAsync(mock, "/tickets"))[1];
        (await mock.AskAsync("POST", "/__admin/overrides", $$"""{ "operation": "findTicket", "identity": "{{identity}}", "status": 503 }""")).Status.ShouldBe(201);
        (await mock.AskAsync("GET", $"/tickets/{identity}")).Status.ShouldBe(503);
        (await mock.AskAsync("GET", $"/tickets/{(await IdentitiesAsync(mock, "/tickets"))[0]}")).Status.ShouldBe(200);
        var listed = (await mock.AskAsync("GET", "/__admin/silos/demo/records/tracker/ticket")).Body!["records"]!.AsArray();
        listed.Select(record => (string)record!["values"]!["id"]!).ShouldContain(identity);
    }

    private static Contract Read(string api, params (string From, string To)[] changes) => ContractReader.Read(api, $"{api}.openapi.yaml", changes.Aggregate(Document, (text, change) =>
    {
        text.ShouldContain(change.From);
        return text.Replace(change.From, change.To, StringComparison.Ordinal);
    }));

    private static Task<StateMock> StartAsync(Contract contract, string? store = null) =>
        StateMock.StartAsync(configure: options => options with { Contracts = [contract], Store = store });

    private static async Task<string[]> IdentitiesAsync(StateMock mock, string path) =>
        [.. (await mock.AskAsync("GET", path)).Body!.AsArray().Select(record => (string)record!["id"]!)];
}
