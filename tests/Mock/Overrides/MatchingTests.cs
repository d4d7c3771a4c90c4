namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>Which requests an override is about, and how often.</summary>
public sealed class MatchingTests
{
    private static async Task<int[]> StatusesAsync(OverriddenMock mock, int count, string url = "/v1/user/1", string? key = "demo")
    {
        var statuses = new List<int>();
        for (var call = 0; call < count; call++)
            statuses.Add((await mock.AskAsync("GET", url, key: key)).Status);
        return [.. statuses];
    }

    [Test]
    public async Task An_override_of_a_key_is_for_that_key_alone()
    {
        var mock = new OverriddenMock("""{ "operation": "findUser", "key": "demo", "status": 500 }""");
        (await StatusesAsync(mock, 1)).ShouldBe([500]);
        (await StatusesAsync(mock, 1, key: "demo-other")).ShouldBe([200]);
        (await StatusesAsync(mock, 1, key: null)).ShouldBe([401]);
    }

    [Test]
    public async Task Without_a_key_it_comes_before_credentials()
    {
        var mock = new OverriddenMock("""{ "operation": "findUser", "status": 503 }""");
        (await StatusesAsync(mock, 1, key: null)).ShouldBe([503]);
    }

    [Test]
    public async Task An_override_of_an_identity_is_for_that_record_alone([Values("1", "\"1\"", "\"01\"")] string identity)
    {
        var mock = new OverriddenMock($$"""{ "operation": "findUser", "identity": {{identity}}, "status": 500 }""");
        (await StatusesAsync(mock, 1)).ShouldBe([500]);
        (await StatusesAsync(mock, 1, "/v1/user/2")).ShouldBe([200]);
    }

    [TestCase("""{ "operation": "*", "status": 503 }""", 503, 503, 503)]
    [TestCase("""{ "api": "planiso", "operation": "*", "status": 503 }""", 503, 503, 200)]
    [TestCase("""{ "resource": "user", "status": 503 }""", 503, 200, 200)]
    [TestCase("""{ "resource": "User", "status": 503 }""", 503, 200, 200)]
    [TestCase("""{ "api": "planio", "resource": "company", "status": 503 }""", 200, 200, 503)]
    public async Task An_override_may_be_for_all_operations_or_those_of_a_resource(string definition, int user, int equipment, int company)
    {
        var mock = new OverriddenMock(definition);
        foreach (var (url, status) in new[] { ("/v1/user", user), ("/v1/user/1", user), ("/v1/equipment", equipment), ("/companies.json", company) })
            (await StatusesAsync(mock, 1, url)).ShouldBe([status], url);
    }

    [Test]
    public async Task After_lets_calls_through_and_times_ends_it()
    {
        var mock = new OverriddenMock("""{ "operation": "findUser", "after": 2, "times": 2, "status": 500 }""");
        (await StatusesAsync(mock, 6)).ShouldBe([200, 200, 500, 500, 200, 200]);
        mock.List.IsIdle.ShouldBeTrue("it is used up");
        mock.List.All.Single().Used.ShouldBe(2);
    }

    [Test]
    public async Task After_counts_calls_that_another_override_answered()
    {
        var mock = new OverriddenMock("""[{ "operation": "findUser", "times": 1, "status": 409 }, { "operation": "findUser", "after": 2, "status": 500 }]""");
        (await StatusesAsync(mock, 4)).ShouldBe([409, 200, 500, 500]);
    }

    [Test]
    public async Task Chance_is_the_same_for_the_same_seed_and_each_override_has_its_own()
    {
        const string Half = """{ "operation": "findUser", "probability": 0.5, "status": 500 }""";
        var statuses = await StatusesAsync(new OverriddenMock(Half), 40);
        statuses.Count(status => status == 500).ShouldBeInRange(10, 30);
        (await StatusesAsync(new OverriddenMock(Half), 40)).ShouldBe(statuses);
        (await StatusesAsync(new OverriddenMock(Half, seed: 2), 40)).ShouldNotBe(statuses);
        (await StatusesAsync(new OverriddenMock($$"""[{{Half}}, { "operation": "listUsers", "probability": 0.5, "status": 500 }]"""), 40)).ShouldBe(statuses);
    }

    [TestCase(0, 200)]
    [TestCase(1, 500)]
    public async Task The_ends_of_chance_are_never_and_always(int probability, int status)
    {
        var mock = new OverriddenMock($$"""{ "operation": "findUser", "probability": {{probability}}, "status": 500 }""");
        (await StatusesAsync(mock, 20)).ShouldAllBe(one => one == status);
    }

    [Test]
    public async Task The_first_that_applies_answers_and_delays_add_up()
    {
        var mock = new OverriddenMock("""
            [
              { "operation": "*", "delay": 100 },
              { "operation": "findUser", "times": 1, "delay": 20, "status": 500 },
              { "operation": "findUser", "delay": 3 },
              { "operation": "findUser", "status": 409 }
            ]
            """);
        var (first, second) = (await mock.AskAsync("GET", "/v1/user/1"), await mock.AskAsync("GET", "/v1/user/1"));
        (first.Status, first.Delay).ShouldBe((500, 120));
        (second.Status, second.Delay).ShouldBe((409, 103));
        second.Decision!.Ids.ShouldBe([1, 3, 4]);
        mock.List.All.Select(one => one.Used).ShouldBe([2, 1, 1, 1]);
    }

    [Test]
    public async Task A_delay_between_two_ends_varies_and_is_the_same_for_the_same_seed()
    {
        async Task<double[]> DelaysAsync()
        {
            var mock = new OverriddenMock("""{ "operation": "findUser", "delay": { "from": 200, "to": 900 } }""");
            var delays = new List<double>();
            for (var call = 0; call < 20; call++)
                delays.Add((await mock.AskAsync("GET", "/v1/user/1")).Delay);
            return [.. delays];
        }

        var delays = await DelaysAsync();
        delays.ShouldAllBe(delay => delay >= 200 && delay <= 900);
        delays.Distinct().Count().ShouldBeGreaterThan(10);
        (await DelaysAsync()).ShouldBe(delays);
    }

    [Test]
    public async Task Overrides_are_switched_deleted_and_put_back()
    {
        var mock = new OverriddenMock("""[{ "operation": "findUser", "key": "demo", "status": 500 }]""");
        mock.Add("""{ "operation": "findUser", "key": "demo-other", "status": 503, "enabled": false }""");
        mock.List.Switch(1, false)!.IsEnabled.ShouldBeFalse();
        mock.List.IsIdle.ShouldBeTrue();
        (await StatusesAsync(mock, 1)).ShouldBe([200]);
        mock.List.Switch(2, true)!.IsEnabled.ShouldBeTrue();
        (await StatusesAsync(mock, 1, key: "demo-other")).ShouldBe([503]);
        mock.List.Reset(["demo"]);
        mock.List.All.Select(one => (one.Id, one.IsEnabled, one.Used)).ShouldBe([(1, true, 0), (2, true, 1)]);
        mock.List.Remove(1).ShouldBeTrue();
        mock.List.Remove(1).ShouldBeFalse();
        mock.List.Switch(1, true).ShouldBeNull();
        mock.List.Find(2)!.Used.ShouldBe(1);
        mock.List.Reset();
        mock.List.All.Select(one => one.Id).ShouldBe([1], "what it was started with is there again");
        mock.List.Clear();
        mock.List.IsIdle.ShouldBeTrue();
    }

    [Test]
    public async Task Head_is_meant_as_get_and_what_no_operation_has_is_left_alone()
    {
        var mock = new OverriddenMock("""{ "operation": "*", "status": 503 }""");
        (await mock.AskAsync("HEAD", "/v1/user/1")).Status.ShouldBe(503);
        (await mock.AskAsync("PATCH", "/v1/user/1")).Status.ShouldBe(405);
        (await mock.AskAsync("HEAD", "/contact/1/delete")).Status.ShouldNotBe(503);
    }
}
