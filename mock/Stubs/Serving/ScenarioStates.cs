using System.Collections.Immutable;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>In which states the scenarios are. One that is not named is where each begins.</summary>
internal sealed class ScenarioStates
{
    private ImmutableDictionary<string, string> _states = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>All at one moment.</summary>
    public ImmutableDictionary<string, string> Now => Volatile.Read(ref _states);

    public static string Of(ImmutableDictionary<string, string> states, string scenario) => states.GetValueOrDefault(scenario, ScenarioStep.Started);

    /// <summary>Whether a stub's scenario lets it answer.</summary>
    public static bool Allow(ImmutableDictionary<string, string> states, StubMapping stub) =>
        stub.Scenario is not { Name: { } name, Required: { } required } || Of(states, name) == required;

    /// <summary>Moves a stub's scenario on; false where any scenario has moved since, so that the request must look again.</summary>
    public bool TryMove(ImmutableDictionary<string, string> since, StubMapping stub)
    {
        if (stub.Scenario is not { Name: { } name, Next: { } next })
            return true;
        // The same object where the scenario is in that state already.
        var moved = since.SetItem(name, next);
        return Interlocked.CompareExchange(ref _states, moved, since) == since;
    }

    public void Set(string scenario, string state) => ImmutableInterlocked.Update(ref _states, states => states.SetItem(scenario, state));

    /// <summary>Back to where they begin.</summary>
    public void Reset(params IEnumerable<string> scenarios) => ImmutableInterlocked.Update(ref _states, states => states.RemoveRange(scenarios));

    public void ResetAll() => ImmutableInterlocked.Update(ref _states, states => states.Clear());
}
