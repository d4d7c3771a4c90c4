using System.Text.Json.Nodes;
using PlanisoContract.Mock.InProcess;

namespace PlanisoContract.Tests.InProcess;

/// <summary>Silos, clients, starting and ending, as C# calls.</summary>
public sealed class SiloTests
{
    [Test]
    public async Task A_silo_has_its_own_records_and_key()
    {
        await using var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Records = 3 });
        var silo = mock.AddSilo(new PlanisoSiloOptions { Key = "blue", ReadOnlyKey = "blue-readonly", Records = 7, RecordsOf = new Dictionary<string, int> { ["Project"] = 2 }, Seed = 4 });
        using var blue = mock.CreateClient(silo);
        using var demo = mock.CreateClient();
        (await CountAsync(blue, "v1/user")).ShouldBe(7);
        (await CountAsync(blue, "v1/project")).ShouldBe(2);
        (await CountAsync(demo, "v1/user")).ShouldBe(3);
        mock.Silo("blue-readonly").Key.ShouldBe("blue");
        mock.Silos.Select(known => known.Key).ShouldBe(["demo", "demo-other", "demo-empty", "blue"]);
        Should.Throw<PlanisoMockException>(() => mock.AddSilo(new PlanisoSiloOptions { Key = "blue" })).Message.ShouldBe("The key blue is taken.");
        Should.Throw<PlanisoMockException>(() => mock.AddSilo(new PlanisoSiloOptions { Broken = ["user-emial-unique"] })).Message.ShouldContain("user-email-unique");
        Should.Throw<PlanisoMockException>(() => mock.AddSilo(new PlanisoSiloOptions { RecordsOf = new Dictionary<string, int> { ["Usr"] = 1 } })).Message.ShouldContain("Did you mean User?");
        Should.Throw<PlanisoMockException>(() => mock.Silo("green")).Message.ShouldContain("blue");
    }

    [Test]
    public async Task A_client_opens_every_api()
    {
        await using var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Records = 2 });
        using var client = mock.CreateClient();
        foreach (var path in (string[])["/v1/user", "/companies.json", "/contact"])
            (await client.GetStringAsync(path)).ShouldContain("{");
        JsonNode.Parse(await client.GetStringAsync("/contact?customer_id=1"))!["result"]!.ToJsonString().ShouldBe("true");
    }

    [Test]
    public async Task Mocks_side_by_side_know_nothing_of_each_other()
    {
        await using var one = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 1 });
        await using var other = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 2 });
        one.Stub(On.Get("/t/x"), Reply.With(204));
        using var client = other.CreateClient();
        using var response = await client.GetAsync("/t/x");
        ((int)response.StatusCode).ShouldBe(404);
        (await CountAsync(client, "v1/user")).ShouldBe(2);
        one.Requests().ShouldBeEmpty();
    }

    [Test]
    public async Task It_ends_once_however_often_it_is_disposed()
    {
        var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"] });
        using var client = mock.CreateClient();
        await mock.DisposeAsync();
        await mock.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/v1/user"));
    }

    [Test]
    public async Task What_is_wrong_with_a_start_is_said()
    {
        (await Should.ThrowAsync<PlanisoMockException>(() => PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planisso"] })))
            .Message.ShouldBe("There is no API planisso; did you mean planiso?");
        await using var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"] });
        (await Should.ThrowAsync<PlanisoMockException>(() => PlanisoMock.StartAsync(new PlanisoMockOptions { Port = mock.Url.Port })))
            .Message.ShouldContain($"{mock.Url.Port}");
    }

    private static async Task<int> CountAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(path))!["data"]!.AsArray().Count;
}
