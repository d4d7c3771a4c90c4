using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.WireMock;

namespace PlanisoContract.Tests.Mock.Watching;

/// <summary>A contract that changes, together with what else a mock is started with, and with requests that are under way.</summary>
public sealed class WatchedStateTests
{
    private static readonly (string, string) NoFewPages = ("minimum: 1,", "minimum: 8,");

    [Test]
    public async Task An_answer_that_is_delayed_is_the_one_of_the_contract_before()
    {
        var clock = new ManualClock();
        await using var mock = await WatchedMock.StartAsync(configure: options => options with { Clock = clock });
        await mock.AskAsync("POST", "/__admin/overrides", """{ "operation": "createBook", "delay": 5000 }""");
        var creating = mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""");
        using var patience = new CancellationTokenSource(TestMock.Patience);
        while (await clock.NextWaitAsync(patience.Token) != TimeSpan.FromSeconds(5))
        {
        }
        mock.Change(NoFewPages).ShouldContain("book 4: pages");
        (await mock.AskAsync("GET", "/book/4")).Data!["pages"].ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(5));
        var (status, data) = await creating;
        (status, (int?)data!["pages"]).ShouldBe((201, 7));
    }

    [TestCase("POST", "/book", """{ "title": "Ada", "pages": 7 }""")]
    [TestCase("POST", "/__admin/silos/demo/api/book", """{ "title": "Ada", "pages": 7 }""")]
    [TestCase("PATCH", "/__admin/silos/demo/data", """{ "library": { "book": [{ "title": "Ada", "pages": 7 }] } }""")]
    public async Task A_request_whose_body_ends_later_is_answered_by_the_contract_that_is_there_then(string method, string path, string body)
    {
        await using var mock = await WatchedMock.StartAsync();
        await mock.BooksAsync();
        var (context, sending) = (new DefaultHttpContext(), new Pipe());
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
        (context.Request.Method, context.Request.Path, context.Request.Host, context.Request.Body) = (method, path, new HostString("127.0.0.1"), sending.Reader.AsStream());
        (context.Request.Headers.Authorization, context.Request.ContentType) = ("Bearer demo", "application/json");
        var answering = mock.Server.AnswerAsync(context);
        answering.IsCompleted.ShouldBeFalse();
        mock.Change(NoFewPages).ShouldContain("taken up");
        await sending.Writer.WriteAsync(Encoding.UTF8.GetBytes(body));
        await sending.Writer.CompleteAsync();
        await answering;
        context.Response.StatusCode.ShouldBe(400);
        (await mock.BooksAsync()).Count.ShouldBe(3);
    }

    [Test]
    public async Task Writes_that_come_all_the_time_are_neither_lost_nor_refused()
    {
        await using var mock = await WatchedMock.StartAsync(records: 0);
        var writing = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var at = 0; at < 50; at++)
                (await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 9 }""")).Status.ShouldBe(201);
        })).ToArray();
        for (var at = 0; at < 5; at++)
        {
            mock.Change(NoFewPages);
            mock.Change();
        }
        await Task.WhenAll(writing);
        (await mock.BooksAsync()).Select(book => (int)book!["id"]!).Order().ShouldBe(Enumerable.Range(1, 200));
    }

    [Test]
    public async Task What_is_stored_is_stored_anew_and_found_by_the_next_mock()
    {
        var directory = Directory.CreateTempSubdirectory();
        var store = Path.Combine(directory.FullName, "mock.db");
        try
        {
            await using (var mock = await WatchedMock.StartAsync(configure: options => options with { Store = store }))
            {
                await mock.AskAsync("POST", "/__admin/silos", """{ "key": "blue", "records": 2 }""");
                await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""");
                await mock.AskAsync("PUT", "/__admin/snapshots/before");
                await mock.AskAsync("DELETE", "/book/1");
                mock.Change(NoFewPages).ShouldContain("demo: book 4: pages");
                await mock.AskAsync("POST", "/book", """{ "title": "Bea", "pages": 9 }""");
                await mock.AskAsync("POST", "/book", """{ "title": "Cy" }""", key: "blue");
            }
            var contract = WatchedMock.Changed(NoFewPages);
            await using (var mock = await WatchedMock.StartAsync(contract: contract, configure: options => options with { Store = store }))
            {
                (await mock.BooksAsync()).Select(book => ((int)book!["id"]!, (int?)book["pages"] is 7 or 9, (bool)book["active"]!))
                    .ShouldBe([(5, true, true), (4, false, true), (3, false, true), (2, false, true), (1, false, false)], ignoreOrder: false);
                (await mock.BooksAsync("blue")).Count.ShouldBe(3);
                await mock.AskAsync("POST", "/__admin/snapshots/before/restore");
                (await mock.BooksAsync()).Count.ShouldBe(4);
                (await mock.AskAsync("GET", "/book/4")).Data!["pages"].ShouldBeNull();
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Where_records_cannot_be_brought_over_all_stays_as_it_was(bool isStored)
    {
        var directory = Directory.CreateTempSubdirectory();
        await using (var mock = await WatchedMock.StartAsync(configure: options => options with { Store = isStored ? Path.Combine(directory.FullName, "mock.db") : null }))
        {
            await mock.AskAsync("POST", "/book", """{ "title": "Ada", "pages": 7 }""");
            await Should.ThrowAsync<TimeZoneNotFoundException>(() => mock.Server.ReplaceAsync(mock.Server.Services.Options, (_, _) => throw new TimeZoneNotFoundException()));
            (await mock.AskAsync("POST", "/book", """{ "title": "Bea", "pages": 7 }""")).Status.ShouldBe(201);
            (await mock.BooksAsync()).Count.ShouldBe(5);
            mock.Change(NoFewPages).ShouldContain("demo: book 5: pages");
            (await mock.BooksAsync()).Count.ShouldBe(5);
        }
        directory.Delete(recursive: true);
    }

    [Test]
    public async Task Data_that_does_not_fit_the_new_contract_keeps_the_old_one_until_both_fit()
    {
        await using var mock = await WatchedMock.StartAsync(data: "library: { book: [{ title: Ada, pages: 7 }] }");
        await mock.AskAsync("POST", "/book", """{ "title": "Bea", "pages": 9 }""");
        mock.Change(NoFewPages).ShouldContain("The data of --data does not fit:\n  data.yaml:1: /library/book/0/pages: Expected");
        (await mock.BooksAsync()).Count.ShouldBe(2);
        var told = mock.Change("data.yaml", "library: { book: [{ title: Cy, pages: 8 }] }");
        told.ShouldContain("data.yaml has changed: the contract is taken up.");
        told.ShouldContain("data.yaml has changed: the records are taken up.");
        (await mock.BooksAsync()).Select(book => (string?)book!["title"]).ShouldBe(["Cy"]);
    }

    [Test]
    public async Task Records_stay_where_the_contract_alone_has_changed_and_reset_goes_back_to_the_file()
    {
        await using var mock = await WatchedMock.StartAsync(data: "library: { book: [{ title: Ada, pages: 9 }] }");
        await mock.AskAsync("POST", "/book", """{ "title": "Bea", "pages": 9 }""");
        mock.Change(NoFewPages).ShouldBe("library.openapi.yaml has changed: the contract is taken up.\n");
        (await mock.BooksAsync()).Count.ShouldBe(2);
        await mock.AskAsync("POST", "/__admin/reset");
        (await mock.BooksAsync()).Select(book => (string?)book!["title"]).ShouldBe(["Ada"]);
    }

    [Test]
    public async Task Under_stubs_the_contract_changes_too()
    {
        await using var mock = await WatchedMock.StartAsync(configure: options => options with { WireMock = new WireMockOptions { Url = "http://127.0.0.1:0" } });
        using var client = new HttpClient { BaseAddress = new Uri(mock.Server.WireMockUrl!) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer demo");
        (await CreateAsync()).ShouldBe(HttpStatusCode.Created);
        mock.Change(NoFewPages);
        (await CreateAsync()).ShouldBe(HttpStatusCode.BadRequest);

        async Task<HttpStatusCode> CreateAsync()
        {
            using var body = new StringContent("""{ "title": "Ada", "pages": 7 }""", Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync("/book", body);
            return answer.StatusCode;
        }
    }

    [Test]
    public async Task A_key_that_the_new_contract_takes_elsewhere_is_in_no_log()
    {
        await using var mock = await WatchedMock.StartAsync();
        mock.Change(("  - apiKey: []", "  - apiKey: []\n  - other: []"), ("    apiKey: {type: http, scheme: bearer}", "    apiKey: {type: http, scheme: bearer}\n    other: {type: apiKey, in: header, name: X-Other}"))
            .ShouldContain("taken up");
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/book";
        (context.Request.Method, context.Request.Headers["X-Other"]) = ("GET", "secretive");
        await mock.Server.AnswerAsync(context);
        context.Response.StatusCode.ShouldBe(401);
        (await mock.AskAsync("GET", "/__admin/journal/1")).Data!.ToJsonString().ShouldNotContain("secretive");
    }

    [Test]
    public async Task Readings_and_overrides_that_name_what_is_gone_are_left_out_and_told()
    {
        await using var mock = await WatchedMock.StartAsync();
        var rule = ((JsonArray)(await mock.AskAsync("GET", "/__admin/silos/demo/rules/library")).Data!["rules"]!).Select(rule => (string)rule!["id"]!).First(id => id.StartsWith("delete-book", StringComparison.Ordinal));
        (await mock.AskAsync("POST", "/__admin/silos", $$"""{ "key": "blue", "broken": ["{{rule}}"] }""")).Status.ShouldBe(201);
        await mock.AskAsync("POST", "/__admin/overrides", """{ "operation": "deleteBook", "status": 503 }""");
        var told = mock.Change(("operationId: deleteBook", "operationId: withdrawBook"));
        told.ShouldContain($"blue: There is no rule {rule}.");
        told.ShouldContain("An override is left out: ");
        (await mock.AskAsync("GET", "/book/1", key: "blue")).Status.ShouldBe(200);
        (await mock.AskAsync("DELETE", "/book/1")).Status.ShouldBe(200);
    }
}
