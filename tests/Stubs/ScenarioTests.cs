using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Tests.Stubs;

/// <summary>A scenario moves on for one request at a time.</summary>
public sealed class ScenarioTests
{
    [Test]
    public async Task Of_requests_at_the_same_time_each_state_takes_one()
    {
        const int states = 200;
        var store = new StubStore();
        for (var state = 0; state < states; state++)
            store.Add(Step(state == 0 ? ScenarioStep.Started : $"{state}", $"{state + 1}", $"{state}"));
        var request = Given.Request("/a");
        using var start = new ManualResetEventSlim();
        var takers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            start.Wait();
            return Enumerable.Range(0, states / 4).Select(_ => store.Take(request)?.Name).ToList();
        })).ToList();
        start.Set();
        var taken = (await Task.WhenAll(takers)).SelectMany(names => names).ToList();
        taken.Order().ShouldBe(Enumerable.Range(0, states).Select(state => $"{state}").Order());
        store.FindScenario("s")!.State.ShouldBe($"{states}");
    }

    [Test]
    public void Who_asks_for_two_methods_moves_nothing()
    {
        var store = new StubStore();
        store.Add(Step(ScenarioStep.Started, "over", "any method"));
        store.Take(Given.Request("/a", "OPTIONS"), forThisMethod: true).ShouldBeNull();
        store.FindScenario("s")!.State.ShouldBe(ScenarioStep.Started);
    }

    [Test]
    public void A_scenario_without_stubs_is_forgotten()
    {
        var store = new StubStore();
        store.Add(Step(ScenarioStep.Started, "over", "first"));
        store.Take(Given.Request("/a"))!.Name.ShouldBe("first");
        store.Take(Given.Request("/a")).ShouldBeNull();
        store.Clear();
        store.Scenarios.ShouldBeEmpty();
        store.Add(Step(ScenarioStep.Started, "over", "second"));
        store.Take(Given.Request("/a"))!.Name.ShouldBe("second");
    }

    [Test]
    public void A_scenario_is_set_and_reset()
    {
        var store = new StubStore();
        store.Add(Step("later", null, "later"));
        store.Take(Given.Request("/a")).ShouldBeNull();
        store.SetScenario("s", "later");
        store.Take(Given.Request("/a"))!.Name.ShouldBe("later");
        store.ResetScenario("s");
        store.Take(Given.Request("/a")).ShouldBeNull();
        store.FindScenario("s")!.States.ShouldBe(["later"]);
    }

    private static StubMapping Step(string required, string? next, string name) => Given.Stub(name, """{ "url": "/a" }""",
        $"\"scenarioName\": \"s\", \"requiredScenarioState\": \"{required}\", {(next is null ? "" : $"\"newScenarioState\": \"{next}\",")}");
}
