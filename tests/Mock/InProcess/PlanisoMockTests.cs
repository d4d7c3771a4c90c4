using System.Net;
using System.Net.Http.Json;
using PlanisoContract.Mock;

namespace PlanisoContract.Tests.Mock.InProcess;

/// <summary>The mock in the process of a test.</summary>
public sealed class PlanisoMockTests
{
    [Test]
    public async Task It_starts_answers_notes_and_is_put_back()
    {
        await using var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 3 });
        using var client = mock.CreateClient();
        (await client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var record = mock.Journal("createUser").Single();
        record.RequestBody.ShouldContain("Ada Roy");
        (record.Status, record.Api, record.Key).ShouldBe((201, "planiso", "demo"));
        mock.Reset();
        mock.Journal().ShouldBeEmpty();
        (await client.GetAsync("/v1/user/4")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Each_test_can_have_a_silo_of_its_own()
    {
        await using var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 3 });
        using var one = mock.CreateClient(mock.AddSilo());
        using var two = mock.CreateClient(mock.AddSilo(new PlanisoSiloOptions { Records = 1 }));
        await one.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" });
        (await one.GetAsync("/v1/user/4")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await two.GetAsync("/v1/user/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public void What_is_wrong_is_said()
    {
        Should.ThrowAsync<PlanisoMockException>(() => PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planisso"] })).Result.Message.ShouldContain("planiso");
        Should.ThrowAsync<PlanisoMockException>(() => PlanisoMock.StartAsync(new PlanisoMockOptions { Broken = ["user-email-uniqe"] })).Result.Message.ShouldContain("user-email-unique");
    }
}
