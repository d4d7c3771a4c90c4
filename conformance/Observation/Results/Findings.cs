using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Results;

/// <summary>What traffic has shown of each rule so far. Not safe for parallel use.</summary>
internal sealed class Findings
{
    private readonly Dictionary<string, RuleFinding> _byRule = [];

    /// <summary>Raised with every violation; the second argument says how many the rule has now.</summary>
    public event Action<FoundViolation, int>? Found;

    public RuleFinding? Of(Rule rule) => _byRule.GetValueOrDefault(rule.Id);

    /// <summary>How many violations were seen in all.</summary>
    public int Violations => _byRule.Values.Sum(finding => finding.Violations);

    /// <param name="rule">The rule; null where the contract has none there.</param>
    /// <param name="expected">What it demands.</param>
    /// <param name="actual">What was seen instead.</param>
    /// <param name="evidence">The exchanges that show it, in order.</param>
    public void Violated(Rule? rule, string expected, string actual, params ImmutableArray<ObservedExchange> evidence)
    {
        if (rule is null)
            return;
        var finding = At(rule);
        var violation = new FoundViolation(rule, expected, actual, evidence);
        finding.Add(violation);
        Found?.Invoke(violation, finding.Violations);
    }

    /// <summary>Notes that an exchange could have refuted a rule, and did not.</summary>
    public void Holds(Rule? rule)
    {
        if (rule is not null)
            At(rule).Held++;
    }

    /// <summary>Notes a reading; one that the rule does not tolerate violates it.</summary>
    public void Saw(Rule? rule, string reading, ObservedExchange exchange)
    {
        if (rule is null)
            return;
        if (rule.Readings.Any(mode => mode.Name == reading))
        {
            At(rule).Held++;
            At(rule).Readings.Add(reading);
        }
        else
        {
            Violated(rule, string.Join(" Or: ", rule.Readings.Select(mode => mode.Sentence)),
                $"{rule.Behavior.Mode(reading)?.Sentence ?? reading} The answer: {exchange.Answer.Summary}", exchange);
        }
    }

    private RuleFinding At(Rule rule)
    {
        if (!_byRule.TryGetValue(rule.Id, out var finding))
            _byRule[rule.Id] = finding = new RuleFinding();
        return finding;
    }
}

/// <summary>What traffic has shown of one rule.</summary>
internal sealed class RuleFinding
{
    // What shows a violation once shows it; a broken target would otherwise fill the memory.
    private const int Kept = 3;

    private readonly List<FoundViolation> _first = [];

    public int Violations { get; private set; }

    /// <summary>How many exchanges could have refuted it, and did not.</summary>
    public int Held { get; set; }

    /// <summary>The tolerated readings that were seen.</summary>
    public HashSet<string> Readings { get; } = [];

    public IReadOnlyList<FoundViolation> First => _first;

    public void Add(FoundViolation violation)
    {
        Violations++;
        if (_first.Count < Kept)
            _first.Add(violation);
    }
}

/// <summary>A violation that traffic showed.</summary>
internal sealed record FoundViolation(Rule Rule, string Expected, string Actual, ImmutableArray<ObservedExchange> Evidence);
