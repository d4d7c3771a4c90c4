using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Universal;

/// <summary>Looks at every exchange of a run for violations of the universal rules, whichever check sent it.</summary>
internal sealed class UniversalRuleWatch
{
    // What shows a violation once shows it; a broken target would otherwise fill the memory.
    private const int Kept = 3;

    private readonly Contract _contract;
    private readonly ImmutableArray<(Rule Rule, Func<Contract, Exchange, string?> Judge, ConcurrentQueue<ObservedViolation> Seen)> _watched;

    public UniversalRuleWatch(Contract contract)
    {
        _contract = contract;
        _watched =
        [
            .. from rule in contract.Rules
               let judge = UniversalRules.For(rule.Behavior)
               where judge is not null
               select (rule, judge, new ConcurrentQueue<ObservedViolation>()),
        ];
    }

    public void Observe(Exchange exchange)
    {
        foreach (var (_, judge, seen) in _watched)
        {
            if (seen.Count < Kept && judge(_contract, exchange) is { } actual)
                seen.Enqueue(new ObservedViolation(actual, exchange));
        }
    }

    /// <summary>Takes back what was seen in some exchanges.</summary>
    public void Forget(Func<Exchange, bool> which)
    {
        foreach (var (_, _, seen) in _watched)
        {
            for (var left = seen.Count; left > 0 && seen.TryDequeue(out var sighting); left--)
            {
                if (!which(sighting.Exchange))
                    seen.Enqueue(sighting);
            }
        }
    }

    /// <summary>The ids of the universal rules that one exchange violates.</summary>
    public ImmutableArray<string> BrokenBy(Exchange exchange) =>
        [.. _watched.Where(watched => watched.Judge(_contract, exchange) is not null).Select(watched => watched.Rule.Id)];

    /// <summary>What was seen against a rule, the first few; empty for a rule that is not watched.</summary>
    public ImmutableArray<ObservedViolation> Against(Rule rule) =>
        [.. _watched.Where(watched => watched.Rule.Id == rule.Id).SelectMany(watched => watched.Seen)];
}

/// <summary>A violation that was seen in passing.</summary>
/// <param name="Actual">What was wrong.</param>
/// <param name="Exchange">Where.</param>
internal sealed record ObservedViolation(string Actual, Exchange Exchange);
