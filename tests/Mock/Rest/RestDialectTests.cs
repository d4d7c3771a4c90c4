using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Mock.Rest;

/// <summary>The dialect rest over the wire: statuses, headers, bodies.</summary>
public sealed class RestDialectTests
{
    private const string Book = """{"title":"The Lover","isbn":"978-2-7073-0695-1","pages":142,"note":"A note"}""";

    private RestMock _mock = null!;
    private RestClient _shop = null!;

    [OneTimeSetUp]
    public async Task Start() => _mock = await RestMock.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _mock.DisposeAsync();

    [SetUp]
    public async Task OpenSilo() => _shop = await _mock.SiloAsync();

    [TearDown]
    public void Close() => _shop.Dispose();

    [TestCase("GET /books/1", null, 200, "application/json")]
    [TestCase("GET /books/999999", null, 404, "application/problem+json")]
    [TestCase("GET /books/none", null, 404, "application/problem+json")]
    [TestCase("GET /books/1/pages", null, 404, "application/problem+json")]
    [TestCase("POST /books", "{}", 422, "application/problem+json")]
    [TestCase("POST /books", "{", 400, "application/problem+json")]
    [TestCase("POST /books", "[]", 400, "application/problem+json")]
    [TestCase("POST /books", """{"title":"T","isbn":"i","pages":0}""", 422, "application/problem+json")]
    [TestCase("PATCH /books/1", """{"pages":"x"}""", 422, "application/problem+json")]
    [TestCase("PATCH /books/1", "{}", 200, "application/json")]
    [TestCase("PUT /books/1", """{"title":"T"}""", 422, "application/problem+json")]
    [TestCase("DELETE /books", null, 405, "application/problem+json")]
    [TestCase("DELETE /authors/1", null, 200, "application/json")]
    [TestCase("GET /books?skip=x", null, 200, "application/json")]
    [TestCase("GET /books?nothing=1", null, 422, "application/problem+json")]
    [TestCase("GET /books?by=isbn", null, 422, "application/problem+json")]
    [TestCase("GET /authors?sort=website", null, 422, "application/problem+json")]
    [TestCase("GET /authors?born_from=soon", null, 422, "application/problem+json")]
    public async Task A_request_has_a_status_and_a_media_type(string line, string? body, int status, string mediaType)
    {
        var answer = await _shop.SendAsync(line, body);
        answer.Status.ShouldBe(status);
        answer.Header("Content-Type").ShouldBe(mediaType);
        if (status >= 400)
            ((int?)answer.Body!["status"]).ShouldBe(status);
    }

    [Test]
    public async Task A_create_says_where_the_record_is()
    {
        var created = await _shop.SendAsync("POST /books", Book);
        created.Status.ShouldBe(201);
        created.Header("Location")!.ShouldEndWith($"/books/{created.Body!["id"]}");
        (await _shop.SendAsync($"GET /books/{created.Body!["id"]}")).Body!["note"]!.ToString().ShouldBe("A note");
        var again = await _shop.SendAsync("POST /books", Book);
        again.Status.ShouldBe(409);
        again.Body!["title"]!.ToString().ShouldBe("Conflict");
    }

    [Test]
    public async Task A_replacement_loses_what_it_does_not_send_and_a_patch_keeps_it()
    {
        var id = (await _shop.SendAsync("POST /books", Book)).Body!["id"];
        (await _shop.SendAsync($"PATCH /books/{id}", """{"pages":null}""", "Content-Type: application/merge-patch+json")).Status.ShouldBe(200);
        var patched = (await _shop.SendAsync($"GET /books/{id}")).Body!;
        (patched["pages"], patched["note"]!.ToString()).ShouldBe((null, "A note"));
        (await _shop.SendAsync($"PUT /books/{id}", """{"title":"The Lover","isbn":"978-2-7073-0695-1"}""")).Status.ShouldBe(204);
        var replaced = (await _shop.SendAsync($"GET /books/{id}")).Body!;
        (replaced["note"], (bool?)replaced["in_stock"]).ShouldBe((null, true));
    }

    [Test]
    public async Task A_hidden_delete_leaves_nothing_to_find()
    {
        var id = (await _shop.SendAsync("POST /books", Book)).Body!["id"];
        (await _shop.SendAsync($"DELETE /books/{id}")).Status.ShouldBe(204);
        (await _shop.SendAsync($"GET /books/{id}")).Status.ShouldBe(404);
        (await _shop.SendAsync($"DELETE /books/{id}")).Status.ShouldBe(404);
        (await _shop.SendAsync("GET /books?take=100")).Body!.AsArray().ShouldAllBe(book => book!["id"]!.ToString() != id!.ToString());
        // Its ISBN is still taken.
        (await _shop.SendAsync("POST /books", Book)).Status.ShouldBe(409);
        var deleted = await _shop.SendAsync("DELETE /authors/1");
        (deleted.Status, (bool?)deleted.Body!["active"]).ShouldBe((200, false));
        (await _shop.SendAsync("GET /authors/1")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Media_types_methods_and_keys_are_refused_as_HTTP_has_it()
    {
        (await _shop.SendAsync("POST /books", Book, "Content-Type: text/plain")).Status.ShouldBe(415);
        (await _shop.SendAsync("POST /authors", """{"name":"N"}""", "Content-Type: application/merge-patch+json")).Status.ShouldBe(415);
        (await _shop.SendAsync("GET /books/1", null, "Accept: text/csv")).Status.ShouldBe(406);
        (await _shop.SendAsync("GET /books/1", null, "Accept: text/csv, application/json;q=0.5")).Status.ShouldBe(200);
        (await _shop.SendAsync("DELETE /books")).Header("Allow").ShouldBe("GET, POST");
        foreach (var header in new[] { $"X-Api-Key: {_shop.Key}", $"Cookie: a=b; session={_shop.Key}" })
            (await _shop.SendAsync("GET /books/1", null, "Authorization:", header)).Status.ShouldBe(200);
        (await _shop.SendAsync($"GET /books/1?api_key={_shop.Key}", null, "Authorization:")).Status.ShouldBe(200);
        var none = await _shop.SendAsync("GET /books/1", null, "Authorization:");
        (none.Status, none.Header("WWW-Authenticate")).ShouldBe((401, "Bearer"));
        (await _shop.SendAsync("GET /books/1", null, $"Authorization: Token {_shop.Key}")).Status.ShouldBe(401);
    }

    [Test]
    public async Task Versions_guard_finds_and_writes()
    {
        var id = (await _shop.SendAsync("POST /books", Book)).Body!["id"];
        var tag = (await _shop.SendAsync($"GET /books/{id}")).Header("ETag")!;
        (await _shop.SendAsync($"GET /books/{id}", null, $"If-None-Match: {tag}")).Status.ShouldBe(304);
        (await _shop.SendAsync($"PATCH /books/{id}", """{"pages":7}""", $"If-Match: {tag}")).Status.ShouldBe(200);
        (await _shop.SendAsync($"PATCH /books/{id}", """{"pages":8}""", $"If-Match: {tag}")).Status.ShouldBe(412);
        var now = await _shop.SendAsync($"GET /books/{id}", null, $"If-None-Match: {tag}");
        (now.Status, (int?)now.Body!["pages"]).ShouldBe((200, 7));
        now.Header("ETag").ShouldNotBe(tag);
    }

    [Test]
    public async Task Pages_say_where_the_next_one_is()
    {
        var first = await _shop.SendAsync("GET /books?take=10");
        var total = int.Parse(first.Header("X-Total-Count")!, System.Globalization.CultureInfo.InvariantCulture);
        HashSet<string> seen = [.. Ids(first.Body!)];
        for (var link = first.Header("Link"); link is not null;)
        {
            var page = await _shop.SendAsync($"GET /books{link[link.IndexOf('?', StringComparison.Ordinal)..link.IndexOf('>', StringComparison.Ordinal)]}");
            Ids(page.Body!).ShouldAllBe(id => seen.Add(id));
            link = page.Header("Link");
        }
        seen.Count.ShouldBe(total);
        var authors = await _shop.SendAsync("GET /authors?per_page=5&page=2");
        authors.Body!["items"]!.AsArray().Count.ShouldBe(5);
        ((int)authors.Body["total"]!).ShouldBeGreaterThan(5);
    }

    [Test]
    public async Task A_list_is_narrowed_sorted_and_searched()
    {
        foreach (var name in new[] { "Anna 100%", "anna 100x", "Berta" })
            await _shop.SendAsync("POST /authors", new JsonObject { ["name"] = name, ["born"] = 1850, ["country"] = "Atlantis" }.ToJsonString());
        Names(await _shop.SendAsync("GET /authors?country=Atlantis&sort=-name")).ShouldBe(["Berta", "anna 100x", "Anna 100%"]);
        Names(await _shop.SendAsync("GET /authors?country=Atlantis&sort=name")).ShouldBe(["Anna 100%", "anna 100x", "Berta"]);
        Names(await _shop.SendAsync("GET /authors?q=ANNA")).ShouldBe(["Anna 100%", "anna 100x"], ignoreOrder: true);
        Names(await _shop.SendAsync("GET /authors?q=100%25")).ShouldBe(["Anna 100%"]);
        var (all, with, without) = (await CountAsync(""), await CountAsync("country=Atlantis"), await CountAsync("not_country=Atlantis"));
        (with, with + without).ShouldBe((3, all));
        (await CountAsync("born_from=1850&born_to=1850")).ShouldBe(3);
        using var broken = await _mock.SiloAsync(null, "list-authors-query-literal=pattern");
        await broken.SendAsync("POST /authors", """{"name":"anna 100x"}""");
        Names(await broken.SendAsync("GET /authors?q=a%25x")).ShouldContain("anna 100x");
    }

    private async Task<int> CountAsync(string query) => (int)(await _shop.SendAsync($"GET /authors?{query}")).Body!["total"]!;

    private static IEnumerable<string> Ids(JsonNode list) => list.AsArray().Select(one => one!["id"]!.ToString());

    private static IEnumerable<string> Names(RestAnswer answer) => answer.Body!["items"]!.AsArray().Select(one => one!["name"]!.ToString());
}
