using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using PlanisoContract.Mock.InProcess;

namespace PlanisoContract.Examples;

public sealed class NUnitExample
{
    private PlanisoMock _mock = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 5 });

    [SetUp]
    public void Reset() => _mock.Reset();

    [OneTimeTearDown]
    public async Task StopAsync() => await _mock.DisposeAsync();

    [Test]
    public async Task The_next_create_fails_and_the_one_after_does_not()
    {
        using var client = _mock.CreateClient();
        using var ada = Form("Ada Lovelace", "ada@example.com");
        _mock.StubOnce(On.Post("/v1/user"), Reply.With(500).WithJson(new { code = 500, message = "Out of order" }));

        using var first = await client.PostAsync("/v1/user", ada);
        using var second = await client.PostAsync("/v1/user", ada);

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(second.IsSuccessStatusCode, Is.True);
        _mock.Verify(On.Post("/v1/user").WithForm("email", "ada@example.com"), times: 2);
    }

    [Test]
    public async Task A_real_answer_with_one_value_changed()
    {
        using var client = _mock.CreateClient();
        _mock.Stub(On.Get("/v1/user"), Reply.FromContract().Set("$.message", "Yesterday's news").WithHeader("Age", "86400"));

        var users = JsonNode.Parse(await client.GetStringAsync("/v1/user"))!;

        Assert.That(users["message"]!.ToString(), Is.EqualTo("Yesterday's news"));
        Assert.That(users["data"]!.AsArray(), Has.Count.EqualTo(5));
    }

    private static FormUrlEncodedContent Form(string name, string email) =>
        new(new Dictionary<string, string> { ["fullname"] = name, ["email"] = email });
}
