using System.Collections.Immutable;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>
/// What happens in a run, for whoever shows, counts or keeps it: the run knows none of them. Rules and walks are made in parallel,
/// so listeners are called from many threads at once.
/// </summary>
internal abstract record RunEvent
{
    public sealed record RulesStarted(ImmutableArray<Rule> Rules) : RunEvent;

    public sealed record RuleStarted(Rule Rule) : RunEvent;

    /// <summary>A request was answered, whoever sent it: a rule, the discovery or the cleanup.</summary>
    public sealed record ExchangeMade(Request Request, Answer Answer) : RunEvent;

    public sealed record RuleJudged(RuleResult Result) : RunEvent;

    public sealed record WalksStarted(int Count, int Seed) : RunEvent;

    public sealed record WalkMade(SequenceRun Walk) : RunEvent;

    /// <summary>Nothing more is sent; the records of the run are cleaned up.</summary>
    public sealed record RunEnded(RunResult Result) : RunEvent;
}
