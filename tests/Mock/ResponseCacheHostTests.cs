using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>A response that is cached for one request is given to no other one, and to the same one for as long as it is right.</summary>
public sealed class ResponseCacheHostTests
{
    private static readonly Contract Planiso = Contracts.Load("planiso");
    private static readonly Question One = new("GET", "/v1/user/7") { Key = "Bearer key" };

    [TestCase("/v1/user/7")]
    [TestCase("/v1/user")]
    public async Task A_write_a_reset_and_a_delete_are_seen_at_once(string path)
    {
        await using var mock = await StartAsync();
        var question = One with { Path = path };
        var first = await WarmAsync(mock, question);
        (await mock.AskAsync(Write("PUT", "Anew"))).Status.ShouldBe(200);
        (await WarmAsync(mock, question)).Body.ShouldContain("Anew");
        mock.Silos.Reset(mock.Silos.Default);
        // As many writes as before, but others.
        (await mock.AskAsync(Write("PUT", "Later"))).Status.ShouldBe(200);
        (await WarmAsync(mock, question)).Body.ShouldContain("Later");
        mock.Silos.Reset(mock.Silos.Default);
        (await WarmAsync(mock, question)).ShouldBe(first);
        (await mock.AskAsync(One with { Method = "DELETE" })).Status.ShouldBe(200);
        (await WarmAsync(mock, question)).ShouldNotBe(first);
    }

    [TestCase("/v1/user/7")]
    [TestCase("/v1/user")]
    public async Task Who_sends_another_key_or_none_gets_an_answer_of_his_own(string path)
    {
        await using var mock = await StartAsync();
        var question = One with { Path = path };
        var first = await WarmAsync(mock, question);
        (await mock.AskAsync(question with { Key = null })).Status.ShouldBe(401);
        (await mock.AskAsync(question with { Key = "Bearer wrong" })).Status.ShouldBe(401);
        (await mock.AskAsync(question with { Key = "Basic a2V5Og==" })).Status.ShouldBe(401);
        (await mock.AskAsync(question with { Key = "Bearer reader" })).ShouldBe(first);
        (await WarmAsync(mock, question with { Key = "Bearer other" })).Body.ShouldNotBe(first.Body);
        (await WarmAsync(mock, question)).ShouldBe(first);
        // One that was sent twice is one with a comma.
        (await mock.AskAsync(question with { KeyAgain = "Bearer key" })).Status.ShouldBe(401);
    }

    [Test]
    public async Task Without_a_key_the_default_silo_decides_whose_records_are_shown_until_a_key_comes_along()
    {
        await using var mock = await StartAsync(new SiloSettings
        {
            Keys = [new KeyRight("open", true)],
            Seed = 3,
            Records = 20,
            Broken = ["find-user-key-required=accepted"],
        });
        var open = One with { Key = null, BaseOf = "open" };
        var first = await WarmAsync(mock, open);
        first.Status.ShouldBe(200);
        (await mock.AskAsync(open with { BaseOf = null })).Status.ShouldBe(401);
        (await mock.AskAsync(open with { BaseOf = "other" })).Status.ShouldBe(401);
        (await WarmAsync(mock, open with { Key = "Bearer other" })).Body.ShouldNotBe(first.Body);
        (await mock.AskAsync(open)).ShouldBe(first);
    }

    [Test]
    public async Task A_key_that_becomes_known_opens_its_own_silo()
    {
        await using var mock = await StartAsync(new SiloSettings
        {
            Keys = [new KeyRight("any", true)],
            Seed = 3,
            Records = 20,
            Broken = ["wrong-key=accepted"],
        });
        var question = One with { Key = "Bearer late", BaseOf = "any" };
        var before = await WarmAsync(mock, question);
        before.Status.ShouldBe(200);
        mock.Silos.Add(new SiloSettings { Keys = [new KeyRight("late", true)], Seed = 4, Records = 20 });
        var after = await WarmAsync(mock, question);
        after.Body.ShouldNotBe(before.Body);
        after.ShouldBe(await mock.AskAsync(question with { BaseOf = null }));
    }

    [Test]
    public async Task Head_a_query_and_a_body_make_another_request()
    {
        await using var mock = await StartAsync();
        var first = await WarmAsync(mock, One);
        (await WarmAsync(mock, One with { Method = "HEAD" })).ShouldBe(first with { Body = "" });
        (await WarmAsync(mock, One with { Query = "x=1" })).ShouldBe(first);
        (await WarmAsync(mock, One with { Body = "{}"u8.ToArray() })).ShouldBe(first);
        (await mock.AskAsync(One with { Method = "PATCH" })).Status.ShouldNotBe(200);
        (await mock.AskAsync(One)).ShouldBe(first);
    }

    [Test]
    public async Task A_silo_that_shares_records_with_the_default_silo_sees_what_either_writes()
    {
        var shared = Planiso.Rules.Where(rule => rule.Behavior == Behaviors.Isolation).Select(rule => rule.Id).ToImmutableArray();
        await using var mock = await StartAsync(new SiloSettings { Keys = [new KeyRight("open", true)], Seed = 3, Records = 20, Broken = shared });
        var own = One with { Key = "Bearer open" };
        var inside = await WarmAsync(mock, own with { BaseOf = "open" });
        (await WarmAsync(mock, One with { BaseOf = "open" })).Body.ShouldBe(inside.Body);
        (await WarmAsync(mock, One)).Body.ShouldNotBe(inside.Body);
        (await mock.AskAsync(Write("PUT", "Anew") with { Key = own.Key, BaseOf = "open" })).Status.ShouldBe(200);
        (await WarmAsync(mock, One with { BaseOf = "open" })).Body.ShouldContain("Anew");
    }

    [Test]
    public async Task An_empty_list_is_what_the_default_silo_says()
    {
        await using var mock = await StartAsync(
            new SiloSettings { Keys = [new KeyRight("empty", true)], Records = 0 },
            new SiloSettings { Keys = [new KeyRight("strict", true)], Records = 20, Broken = ["list-users-empty=not-found"] });
        var empty = new Question("GET", "/v1/user") { Key = "Bearer empty" };
        for (var round = 0; round < 3; round++)
        {
            (await WarmAsync(mock, empty)).Status.ShouldBe(200);
            (await WarmAsync(mock, empty with { BaseOf = "strict" })).Status.ShouldBe(404);
        }
    }

    [Test]
    public async Task More_urls_than_there_are_places_are_told_apart()
    {
        await using var mock = await StartAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 5000; number++)
            {
                var identity = (number % 20) + 1;
                var heard = await mock.AskAsync(One with { Path = $"/v1/user/{identity}", Query = $"x={number}" });
                heard.Body.ShouldContain($"\"no\":{identity},");
            }
        }
    }

    [Test]
    public async Task The_journal_and_the_log_note_each_request()
    {
        var log = new StringWriter();
        await using (var mock = await StartAsync(log))
        {
            for (var time = 0; time < 6; time++)
                await mock.AskAsync(One);
            mock.Services.Journal.All.Length.ShouldBe(6);
            mock.Services.Journal.All.ShouldAllBe(entry => entry.Api == "planiso" && entry.OperationId == "findUser" && entry.Response.Status == 200);
        }
        log.ToString().Split('\n').Count(line => line.Contains(One.Path, StringComparison.Ordinal)).ShouldBe(6);
    }

    // Often enough that it is kept, and found again.
    private static async Task<Heard> WarmAsync(DirectMock mock, Question question)
    {
        var first = await mock.AskAsync(question);
        for (var time = 0; time < 4; time++)
            (await mock.AskAsync(question)).ShouldBe(first);
        return first;
    }

    private static Question Write(string method, string name) => One with
    {
        Method = method,
        Body = System.Text.Encoding.UTF8.GetBytes($$"""{"fullname":"{{name}}"}"""),
    };

    private static Task<DirectMock> StartAsync(params SiloSettings[] others) => StartAsync(null, others);

    private static Task<DirectMock> StartAsync(TextWriter? log, params SiloSettings[] others) => DirectMock.StartAsync([Planiso],
    [
        new SiloSettings { Keys = [new KeyRight("key", true), new KeyRight("reader", false)], Seed = 1, Records = 20 },
        new SiloSettings { Keys = [new KeyRight("other", true)], Seed = 2, Records = 20 },
        .. others,
    ], log: log);
}
