using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using PlanisoContract.Mock;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>A mock that is started again on its file is the mock that it was.</summary>
public sealed class SqliteStoreTests
{
    private readonly SqliteFile _file = new();

    private string Store => _file.Path;

    [OneTimeTearDown]
    public void Remove() => _file.Dispose();

    [Test]
    public async Task Silos_records_overrides_and_snapshots_are_there_after_a_restart()
    {
        using var file = new SqliteFile();
        string before;
        await using (var mock = await TestMock.StartAsync(store: file.Path))
        {
            using var client = mock.Client("demo");
            await StoredState.CreateUserAsync(client, "Ada Roy");
            await StoredState.SendAsync(client, "PUT", "/v1/user/3", """{ "fullname": "Changed" }""");
            await StoredState.SendAsync(client, "PUT", "/__admin/snapshots/first?overrides=true");
            await StoredState.SendAsync(client, "DELETE", "/v1/user/4");
            await StoredState.SendAsync(client, "POST", "/__admin/silos", """{ "key": "own", "readOnlyKey": "own-reader", "records": 3, "profile": { "find-user-unknown-record": "bad-request" }, "data": { "planiso": { "user": [ { "fullname": "Given" } ] } } }""");
            await StoredState.SendAsync(client, "PATCH", "/__admin/silos/demo-other/data", """{ "planiso": { "user": [ { "fullname": "Added" } ] } }""");
            await StoredState.SendAsync(client, "POST", "/__admin/overrides", """[ { "operation": "listUsers", "times": 1, "status": 503 }, { "operation": "listUsers", "after": 5, "status": 500 } ]""");
            (await client.GetAsync("/v1/user")).IsSuccessStatusCode.ShouldBeFalse();
            await StoredState.SendAsync(client, "PUT", "/__admin/snapshots/second");
            before = await StoredState.ExportAsync(client);
        }
        await using (var mock = await TestMock.StartAsync(store: file.Path))
        {
            using var client = mock.Client("demo");
            StoredState.ShouldBeSame(await StoredState.ExportAsync(client), before);
            var next = await StoredState.CreateUserAsync(client, "Bo Li");
            ((int)next["no"]!).ShouldBe(22);
            await StoredState.SendAsync(client, "POST", "/__admin/snapshots/first/restore");
        }
        await using (var mock = await TestMock.StartAsync(store: file.Path))
        {
            using var client = mock.Client("demo");
            var users = await client.GetStringAsync("/v1/user");
            users.ShouldContain("Ada Roy");
            users.ShouldContain("Changed");
            users.ShouldNotContain("Bo Li");
        }
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public async Task So_is_what_random_writes_and_breakages_have_made(string api)
    {
        using var file = new SqliteFile();
        var contract = Contracts.Load(api);
        var chance = new Random(7);
        var rules = contract.Rules.Where(rule => !rule.Breakages.IsEmpty && rule.Behavior != Behaviors.UniqueParallel && rule.Behavior != Behaviors.ParallelUpdates).ToList();
        string[] keys = ["demo", .. Enumerable.Range(0, 5).Select(silo => $"broken{silo}")];
        string before;
        await using (var mock = await TestMock.StartAsync([contract], store: file.Path, clock: new SteppingClock()))
        {
            using var client = mock.Client();
            await StoredState.WriteSomeAsync(client, "demo", contract, chance, 150, 25);
            for (var silo = 0; silo < 5; silo++)
            {
                var broken = Enumerable.Range(0, 8).Select(_ => rules[chance.Next(rules.Count)]).DistinctBy(rule => rule.Id).Select(rule => $"\"{rule.Id}={rule.Breakages[chance.Next(rule.Breakages.Length)].Name}\"");
                await StoredState.SendAsync(client, "POST", "/__admin/silos", $$"""{ "key": "broken{{silo}}", "records": 6, "broken": [ {{string.Join(", ", broken)}} ] }""");
                await StoredState.WriteSomeAsync(client, $"broken{silo}", contract, chance, 60, 8);
            }
            before = await StoredState.AnswersAsync(client, contract, keys);
        }
        await using (var mock = await TestMock.StartAsync([contract], store: file.Path, clock: new SteppingClock()))
        {
            using var client = mock.Client();
            StoredState.ShouldBeSame(await StoredState.AnswersAsync(client, contract, keys), before);
        }
    }

    [Test]
    public async Task A_reset_puts_the_seeded_state_back_and_lasts()
    {
        using var file = new SqliteFile();
        string seeded;
        await using (var mock = await TestMock.StartAsync(store: file.Path))
        {
            using var client = mock.Client("demo");
            seeded = await StoredState.ExportAsync(client);
            await StoredState.CreateUserAsync(client, "Ada Roy");
            await StoredState.SendAsync(client, "POST", "/__admin/silos", """{ "key": "own" }""");
        }
        await using (var mock = await TestMock.StartAsync(store: file.Path))
        {
            using var client = mock.Client("demo");
            await StoredState.SendAsync(client, "POST", "/__admin/reset");
            StoredState.ShouldBeSame(await StoredState.ExportAsync(client), seeded);
        }
        await using (var mock = await TestMock.StartAsync(store: file.Path))
        {
            using var client = mock.Client("demo");
            StoredState.ShouldBeSame(await StoredState.ExportAsync(client), seeded);
        }
    }

    [Test]
    public async Task Other_options_leave_the_stored_state_and_say_so()
    {
        using var file = new SqliteFile();
        await using (var mock = await TestMock.StartAsync(store: file.Path, records: 5))
        {
        }
        var log = new StringWriter();
        await using (var mock = await TestMock.StartAsync(store: file.Path, records: 7, log: log))
        {
            using var client = mock.Client("demo");
            JsonNode.Parse(await client.GetStringAsync("/v1/user"))!["data"]!.AsArray().Count.ShouldBe(5);
        }
        log.ToString().ShouldContain("these stay as they are");
    }

    [Test]
    public async Task A_request_of_the_journal_is_sent_again()
    {
        using var file = new SqliteFile();
        await using var mock = await TestMock.StartAsync(store: file.Path);
        using var client = mock.Client("demo");
        await StoredState.CreateUserAsync(client, "Ada Roy");
        await StoredState.SendAsync(client, "DELETE", "/v1/user/21");
        await StoredState.SendAsync(client, "POST", "/__admin/journal/2/send");
        (await client.GetStringAsync("/__admin/journal")).ShouldContain("\"total\": 3");
    }

    [Test]
    public async Task A_second_process_is_refused_with_a_line_and_exit_code_2()
    {
        await using var mock = await TestMock.StartAsync(store: Store);
        var run = await Program.RunAsync(Program.Mock, "--urls", "http://127.0.0.1:0", "--store", Store);
        run.Code.ShouldBe(2, run.All);
        run.Error.ShouldContain("another process has it");
        run.All.ShouldNotContain("   at ");
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: Store))).Message.ShouldContain("another process has it");
    }

    [Test]
    public async Task What_is_no_store_is_not_touched()
    {
        using var file = new SqliteFile();
        await File.WriteAllTextAsync(file.Path, string.Concat(Enumerable.Repeat("No database, but a text that somebody needs. ", 50)));
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: file.Path))).Message.ShouldContain("no SQLite database");
        File.ReadAllText(file.Path).ShouldStartWith("No database");
        using var other = new SqliteFile();
        await using (var connection = new SqliteConnection($"Data Source={other.Path};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "create table somebody (name text)";
            await command.ExecuteNonQueryAsync();
        }
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: other.Path))).Message.ShouldContain("another program");
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: "/no/such/directory/mock.db"))).Message.ShouldContain("cannot be opened");
        (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync(store: "mysql://root:secret@localhost/mock"))).Message.ShouldNotContain("secret");
    }

    [Test]
    public async Task A_changed_contract_reads_what_fits_and_names_the_rest()
    {
        using var file = new SqliteFile();
        await using (var mock = await TestMock.StartAsync([Changed("description:", "description:")], store: file.Path))
        {
            using var client = mock.Client("demo");
            await StoredState.CreateUserAsync(client, "Ada Roy");
            await StoredState.SendAsync(client, "POST", "/v1/project", """{ "name": "Kept" }""");
            await StoredState.SendAsync(client, "PUT", "/__admin/snapshots/first");
        }
        // Another text changes nothing, a field under another name all records that have it.
        await using (var mock = await TestMock.StartAsync([Changed("openapi: 3.0.3", "# Changed.\nopenapi: 3.0.3")], store: file.Path))
        {
            using var client = mock.Client("demo");
            (await client.GetStringAsync("/v1/user")).ShouldContain("Ada Roy");
        }
        var renamed = Changed("phonext", "extension_no");
        var message = (await Should.ThrowAsync<StartException>(() => TestMock.StartAsync([renamed], store: file.Path))).Message;
        message.ShouldContain("demo: user 21: ");
        message.ShouldContain("There is no phonext in a User");
        message.ShouldContain("snapshot first");
        message.ShouldContain("--discard-unreadable");
        var log = new StringWriter();
        await using (var mock = await TestMock.StartAsync([renamed], store: file.Path, discard: true, log: log))
        {
            using var client = mock.Client("demo");
            (await client.GetStringAsync("/v1/project")).ShouldContain("Kept");
            (await client.GetStringAsync("/v1/user")).ShouldNotContain("Ada Roy");
            // Numbers that were handed out are not handed out again.
            using var created = await client.PostAsync("/v1/user", new StringContent("""{ "fullname": "Bo Li" }""", null, "application/json"));
            ((int)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["data"]!["no"]!).ShouldBe(22);
        }
        log.ToString().ShouldContain("Discarded: demo: user 21: ");
        // Once is enough.
        await using (var mock = await TestMock.StartAsync([renamed], store: file.Path))
        {
            using var client = mock.Client("demo");
            (await client.GetStringAsync("/v1/user")).ShouldContain("Bo Li");
        }
    }

    private static Contract Changed(string was, string becomes) => ContractReader.Read("planiso", "planiso.openapi.yaml",
        Repository.Read("spec", "planiso.openapi.yaml").Replace(was, becomes, StringComparison.Ordinal));
}
