using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>
/// The readings that a target can be in, by what a run observed: where a rule passed its reading, where it was not judged
/// all that are tolerated, and none where it failed, so that one violation is not reported twice.
/// </summary>
internal sealed class KnownReadings(Contract contract, IEnumerable<RuleResult> results)
{
    private readonly Dictionary<string, RuleResult> _results = results.ToDictionary(result => result.Rule.Id);

    /// <summary>The readings that may be in force; none where there is no such rule, or it failed.</summary>
    public ImmutableArray<string> Of(Behavior behavior, Place place)
    {
        if (contract.Rule(behavior, place) is not { } rule)
            return [];
        return _results.GetValueOrDefault(rule.Id) switch
        {
            { Verdict: VerdictKind.Fail } => [],
            { Verdict: VerdictKind.Pass, Reading: { } reading } => [reading],
            _ => [.. rule.Readings.Select(mode => mode.Name)],
        };
    }

    /// <summary>Whether there is such a rule, and it did not fail.</summary>
    public bool Holds(Behavior behavior, Place place) => !Of(behavior, place).IsEmpty;

    /// <summary>Whether there is such a rule, and it failed.</summary>
    public bool Failed(Behavior behavior, Place place) => contract.Rule(behavior, place) is not null && !Holds(behavior, place);

    /// <summary>Whether this reading may be in force.</summary>
    public bool Can(Behavior behavior, Place place, string reading) => Of(behavior, place).Contains(reading);

    /// <summary>Whether this reading is in force, and no other one can be.</summary>
    public bool IsSure(Behavior behavior, Place place, string reading) => Of(behavior, place) is [var only] && only == reading;
}
