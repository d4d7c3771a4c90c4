using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Stubs;

/// <summary>A scenario as it is now (wiremock.org, "Stateful Behaviour").</summary>
/// <param name="Name">Of the scenario.</param>
/// <param name="State">The state that it is in.</param>
/// <param name="States">Those that its stubs name, in the order in which they do.</param>
/// <param name="Stubs">Its stubs, the oldest first.</param>
internal sealed record Scenario(string Name, string State, ImmutableArray<string> States, ImmutableArray<StubMapping> Stubs);

internal sealed partial class StubStore
{
    /// <summary>All scenarios that stubs name, by their names.</summary>
    public IEnumerable<Scenario> Scenarios => InOrderOfMaking.Where(stub => stub.Scenario?.Name is not null)
        .GroupBy(stub => stub.Scenario!.Name!, Describe)
        .OrderBy(scenario => scenario.Name, StringComparer.Ordinal);

    public Scenario? FindScenario(string name) => Scenarios.FirstOrDefault(scenario => scenario.Name == name);

    public void SetScenario(string name, string state) => _scenarios.Set(name, state);

    public void ResetScenario(string name) => _scenarios.Reset(name);

    public void ResetScenarios() => _scenarios.ResetAll();

    private Scenario Describe(string name, IEnumerable<StubMapping> stubs)
    {
        ImmutableArray<StubMapping> all = [.. stubs];
        return new Scenario(name, ScenarioStates.Of(_scenarios.Now, name),
            [.. all.SelectMany(stub => new[] { stub.Scenario!.Required, stub.Scenario.Next }).OfType<string>().Distinct()], all);
    }

    /// <summary>Forgets the states of scenarios that no stub names any more: one of that name begins anew.</summary>
    private void Forget()
    {
        var states = _scenarios.Now;
        if (states.IsEmpty)
            return;
        var named = _index.All.Select(entry => entry.Stub.Scenario?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _scenarios.Reset(states.Keys.Where(name => !named.Contains(name)));
    }
}
