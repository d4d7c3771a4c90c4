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
    public async Task Answers_are_changed_on_purpose()
    {
        await using var mock = await PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planiso"], Records = 3 });
        using var client = mock.CreateClient();
        var conflict = mock.AddOverride(new PlanisoOverride { Operation = "createUser", Key = "demo", Times = 1, Status = 409 });
        (await client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.PostAsJsonAsync("/v1/user", new { fullname = "Ada Roy" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        mock.CountUses(conflict).ShouldBe(1);
        mock.AddOverride(new PlanisoOverride
        {
            Resource = "user",
            Identity = 1,
            Set = new Dictionary<string, object?> { ["$.data.active"] = false, ["$.data.phone"] = null },
            Remove = ["$.data.email"],
            Merge = new { data = new { extra = 1.5 } },
        });
        var changed = await client.GetStringAsync("/v1/user/1");
        changed.ShouldContain("\"active\":false");
        changed.ShouldContain("\"phone\":null");
        changed.ShouldNotContain("email");
        changed.ShouldContain("\"extra\":1.5");
        Should.Throw<PlanisoMockException>(() => mock.AddOverride(new PlanisoOverride { Operation = "createUsr", Status = 1 })).Message
            .ShouldBe("/operation: planiso has no operation createUsr; did you mean createUser?\n/status: expected a whole number from 200 to 599, found 1.");
        mock.RemoveOverride(conflict).ShouldBeTrue();
        mock.ClearOverrides();
        (await client.GetStringAsync("/v1/user/1")).ShouldContain("\"active\":true");
    }

    [Test]
    public void What_is_wrong_is_said()
    {
        Should.ThrowAsync<PlanisoMockException>(() => PlanisoMock.StartAsync(new PlanisoMockOptions { Apis = ["planisso"] })).Result.Message.ShouldContain("planiso");
        Should.ThrowAsync<PlanisoMockException>(() => PlanisoMock.StartAsync(new PlanisoMockOptions { Broken = ["user-email-uniqe"] })).Result.Message.ShouldContain("user-email-unique");
    }
}
