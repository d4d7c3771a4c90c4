using System.Net;
using PlanisoContract.Mock.InProcess;

namespace PlanisoContract.Tests.InProcess;

/// <summary>The mock as C# calls: stubs and journal. What a stub can say is the replay's business.</summary>
public sealed class PlanisoMockTests
{
    private PlanisoMock _mock = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 3 });
        _client = _mock.CreateClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _mock.DisposeAsync();
    }

    [SetUp]
    public void Reset() => _mock.Reset();

    [Test]
    public async Task A_stub_answers_until_it_is_removed()
    {
        var stub = _mock.Stub(On.Get("/v1/user"), Reply.With(503).WithText("closed"));
        (await StatusAsync("/v1/user")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        stub.Remove();
        stub.Remove();
        (await StatusAsync("/v1/user")).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_stub_for_the_next_two_leaves_the_third_to_the_contract()
    {
        _mock.StubNext(2, On.Get("/v1/user"), Reply.With(429));
        HttpStatusCode[] seen = [await StatusAsync("/v1/user"), await StatusAsync("/v1/user"), await StatusAsync("/v1/user")];
        seen.ShouldBe([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK]);
    }

    [Test]
    public async Task Stubs_for_the_next_one_add_up()
    {
        _mock.StubOnce(On.Get("/v1/user"), Reply.With(501));
        _mock.StubOnce(On.Get("/v1/user"), Reply.With(502));
        HttpStatusCode[] seen = [await StatusAsync("/v1/user"), await StatusAsync("/v1/user"), await StatusAsync("/v1/user")];
        seen.ShouldBe([HttpStatusCode.BadGateway, HttpStatusCode.NotImplemented, HttpStatusCode.OK]);
    }

    [Test]
    public async Task A_sequence_answers_in_order()
    {
        _mock.StubSequence(On.Any("/t/x"), Reply.With(200).WithText("one"), Reply.With(200).WithText("two"));
        (await _client.GetStringAsync("/t/x")).ShouldBe("one");
        (await _client.GetStringAsync("/t/x")).ShouldBe("two");
        (await StatusAsync("/t/x")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_reset_takes_stubs_records_and_journal_back()
    {
        _mock.Stub(On.Get("/t/x"), Reply.With(204));
        await StatusAsync("/t/x");
        _mock.Reset();
        _mock.Stubs.ShouldBeEmpty();
        _mock.Requests().ShouldBeEmpty();
    }

    [Test]
    public async Task The_journal_has_what_was_sent()
    {
        using var body = new StringContent("Zoé");
        using var response = await _client.PostAsync("/t/x?a=1", body);
        var came = _mock.Requests().Single();
        came.ToString().ShouldBe("POST /t/x?a=1");
        came.Body.ShouldBe("Zoé");
        came.Headers["authorization"].ShouldBe(["Bearer demo"]);
        _mock.Count(On.Post("/t/x").WithQuery("a", "1")).ShouldBe(1);
        _mock.Count(On.Post("/t/x").WithQuery("a", "2")).ShouldBe(0);
        _mock.Unstubbed().Count.ShouldBe(1);
    }

    [Test]
    public async Task A_verification_that_fails_says_what_came_instead()
    {
        await StatusAsync("/v1/user?page=1");
        _mock.Verify(On.Get("/v1/user"));
        _mock.VerifyNone(On.Delete("/v1/user"));
        var wrong = Should.Throw<PlanisoVerificationException>(() => _mock.Verify(On.Get("/v1/users"), times: 1));
        wrong.Message.ShouldBe("""
            Expected one request, none came: {"method":"GET","urlPath":"/v1/users"}
            Nearest:
              GET /v1/user?page=1
            What came, the newest first:
              GET /v1/user?page=1 → 200, by planiso
            """);
        Should.Throw<PlanisoVerificationException>(() => _mock.Verify(On.Get("/v1/user"), times: 2)).Message.ShouldContain("Expected 2 requests, one request came");
    }

    [Test]
    public void A_wrong_stub_is_refused_with_the_place()
    {
        Should.Throw<PlanisoMockException>(() => _mock.StubJson("""{ "request": { "urlPat": "/t" } }""")).Message.ShouldContain("/request/urlPat");
        Should.Throw<PlanisoMockException>(() => _mock.StubJson("{")).Message.ShouldContain("a stub");
        Should.Throw<PlanisoMockException>(() => _mock.StubJson("[]")).Message.ShouldContain("a stub");
    }

    [Test]
    public async Task Many_at_a_time_do_not_disturb_each_other()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (number, stop) =>
        {
            var stub = _mock.Stub(On.Get($"/t/{number}"), Reply.With(200).WithText($"{number}"));
            (await _client.GetStringAsync($"/t/{number}", stop)).ShouldBe($"{number}");
            _mock.Verify(On.Get($"/t/{number}"), times: 1);
            stub.Remove();
        });
        _mock.Stubs.ShouldBeEmpty();
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return response.StatusCode;
    }
}
