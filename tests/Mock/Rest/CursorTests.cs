using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Tests.Shop;

namespace PlanisoContract.Tests.Mock.Rest;

/// <summary>Pages that lead on, while records come and go; and addresses that lead back to the client's own scheme.</summary>
public sealed class CursorTests
{
    private TestMock _mock = null!;

    [OneTimeSetUp]
    public async Task StartMock() => _mock = await TestMock.StartAsync([ShopApi.WithCursors], records: 23, new SteppingClock());

    [OneTimeTearDown]
    public async Task StopMock() => await _mock.DisposeAsync();

    [TestCase("")]
    [TestCase("&sort=-name")]
    [TestCase("&sort=born")]
    public async Task What_is_added_and_removed_meanwhile_neither_repeats_nor_skips_another_record(string sort)
    {
        using var client = new RestClient(await _mock.SiloAsync(records: 23));
        var all = await AllAsync(client, sort);
        all.Length.ShouldBeGreaterThan(15);
        var page = (await client.SendAsync($"GET /authors?per_page=5{sort}")).Body!;
        var seen = Names(page).ToList();
        seen.ShouldBe(all[..5]);
        // One before, one that was shown, and the last one that was shown, behind which the next page begins.
        await client.SendAsync("POST /authors", """{ "name": "AAA", "born": 1000 }""");
        await client.SendAsync("POST /authors", """{ "name": "zzz", "born": 1990 }""");
        foreach (var place in (int[])[2, 4])
            (await client.SendAsync($"DELETE /authors/{page["items"]![place]!["id"]}")).Status.ShouldBe(200);
        while (page["next"] is { } next)
        {
            page = (await client.SendAsync($"GET /authors?per_page=5{sort}&after={next}")).Body!;
            seen.AddRange(Names(page));
        }
        seen.ShouldBeUnique();
        seen.Where(name => name is not ("AAA" or "zzz")).ShouldBe(all);
    }

    [Test]
    public async Task What_else_the_example_has_stands_beside_the_list()
    {
        using var client = new RestClient(await _mock.SiloAsync(records: 23));
        var page = (await client.SendAsync("GET /authors?per_page=5")).Body!.AsObject();
        page.Select(member => member.Key).ShouldBe(["items", "next", "edition"]);
        page["edition"]!.ToJsonString().ShouldBe("""{"number":2,"of":null}""");
    }

    [Test]
    public void Links_and_locations_have_the_scheme_and_the_host_of_the_request()
    {
        var request = new SimulatedRequest("GET", "/books", "", name => name == "Host" ? "shop.example:8443" : null, default);
        request.Origin.ShouldBe("http://shop.example:8443");
        (request with { Scheme = "https", Base = "/silo" }).Origin.ShouldBe("https://shop.example:8443/silo");
        (request with { Header = _ => null }).Origin.ShouldBeEmpty();
    }

    private static async Task<string[]> AllAsync(RestClient client, string sort) => [.. Names((await client.SendAsync($"GET /authors?per_page=50{sort}")).Body!)];

    private static IEnumerable<string> Names(JsonNode page) => page["items"]!.AsArray().Select(author => $"{author!["id"]} {author["name"]}").Select(text => text.EndsWith(" AAA", StringComparison.Ordinal) || text.EndsWith(" zzz", StringComparison.Ordinal) ? text[^3..] : text);
}
