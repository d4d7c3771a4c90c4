using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>Finds of each rule that failed or stayed open the violation that explains it: only where its last answer shows nothing else.</summary>
internal sealed class Causes
{
    // How a value is written in the answers of one operation.
    private static readonly FrozenSet<string> Written = new[] { Behaviors.IntegerAs, Behaviors.FlagAs, Behaviors.TimestampAs, Behaviors.TextAs }
        .Select(behavior => behavior.Name).ToFrozenSet();

    private readonly ImmutableArray<RuleResult> _results;
    private readonly HashSet<string> _failed;

    // Operations whose plain success does not come, with the rule that says so.
    private readonly Dictionary<string, RuleResult> _broken;
    private readonly HashSet<string> _hiding;

    private Causes(ImmutableArray<RuleResult> results)
    {
        _results = results;
        _failed = [.. results.Where(result => result.Verdict == VerdictKind.Fail).Select(result => result.Rule.Id)];
        _broken = results.Where(result => result.Verdict == VerdictKind.Fail && result.Rule.Behavior == Behaviors.Status && result.IsRefusedLast)
            .GroupBy(result => result.Rule.Place.Operation!.Id).ToDictionary(same => same.Key, same => same.First());
        _hiding = [.. results.SelectMany(result => result.Suspects).Distinct().Where(_failed.Contains).Where(Hides)];
    }

    public static IEnumerable<(RuleResult Follower, string Cause)> Of(ImmutableArray<RuleResult> results)
    {
        var causes = new Causes(results);
        var serverError = results.FirstOrDefault(result => result.Verdict == VerdictKind.Fail && result.Rule.Behavior == Behaviors.NoServerError);
        // A server error that another rule tells is not told twice.
        var teller = serverError is null ? null : results.Where(result => result.Verdict == VerdictKind.Fail && result != serverError && result.Last?.Status >= 500
            && causes.CauseOf(result) is null).MinBy(Severities.Of);
        foreach (var result in results.Where(result => result.Verdict is VerdictKind.Fail or VerdictKind.Inconclusive))
        {
            var cause = result == serverError ? teller?.Rule.Id
                : causes.CauseOf(result) ?? (result.Verdict == VerdictKind.Inconclusive && result.Last?.Status >= 500 ? (teller ?? serverError)?.Rule.Id : null);
            if (cause is not null && cause != result.Rule.Id)
                yield return (result, cause);
        }
    }

    private string? CauseOf(RuleResult result)
    {
        if (result.Cause is not null)
            return result.Cause;
        // What is seen against two universal rules has two causes.
        if (UniversalRules.For(result.Rule.Behavior) is not null)
            return null;
        // What one create may do, eight at once may; an update that loses what it does not send loses what another one sends.
        if (result.Rule.Behavior == Behaviors.UniqueParallel
            && _results.FirstOrDefault(other => other.Verdict == VerdictKind.Fail && other.Rule.Behavior == Behaviors.Unique && other.Rule.Place == result.Rule.Place) is { } alone)
            return alone.Rule.Id;
        if (result.Rule.Behavior == Behaviors.ParallelUpdates
            && _results.FirstOrDefault(other => other.Verdict == VerdictKind.Fail && other.Rule.Behavior == Behaviors.PartialUpdate && other.Rule.Place.Operation == result.Rule.Place.Operation) is { } one)
            return one.Rule.Id;
        if (result is { IsRefusedLast: true, Last: { Operation: { } operation, Status: var status } }
            && _broken.GetValueOrDefault(operation.Id) is { } broken && broken.Last!.Status == status && broken.Rule.Id != result.Rule.Id)
            return broken.Rule.Id;
        if (CauseOfFields(result) is { } value)
            return value;
        // A refusal tells by its status what it is; only what must be in it cannot be read.
        return result.IsUnreadable ? result.Suspects.FirstOrDefault(_hiding.Contains)
            : result.Rule.Behavior == Behaviors.MissData ? result.Suspects.FirstOrDefault(id => _hiding.Contains(id) || IsWithoutData(id, result.Last!))
            : null;
    }

    private bool IsWithoutData(string suspect, Exchange answer) =>
        _results.First(result => result.Rule.Id == suspect) is { Verdict: VerdictKind.Fail, Rule: var rule } && rule.Behavior == Behaviors.ErrorEnvelope
        && EnvelopeReader.DataOf(answer.Json) is null;

    // Where each field that is wrong is told by a rule of its own.
    private string? CauseOfFields(RuleResult result)
    {
        var causes = result.Fields.Select(field => _results.FirstOrDefault(other => other.Verdict == VerdictKind.Fail && other != result && Explains(other, result.Rule, field))?.Rule.Id).ToArray();
        return Array.TrueForAll(causes, cause => cause is not null) ? causes.FirstOrDefault() : null;
    }

    private static bool Explains(RuleResult cause, Rule rule, string field)
    {
        var (own, other) = (rule.Place, cause.Rule.Place);
        if ((own.Resource?.Name ?? own.Operation?.Resource) is not { } resource || (other.Resource?.Name ?? other.Operation?.Resource) != resource)
            return false;
        // What an update does to fields that it does not send is told once.
        if (rule.Behavior == Behaviors.ReferencesUpdate)
            return cause.Rule.Behavior == Behaviors.PartialUpdate && field != own.Field?.Name;
        if (other.Field?.Name != field)
            return false;
        return Written.Contains(cause.Rule.Behavior.Name) ? rule.Behavior != Behaviors.AnswerSchema || other.Operation == own.Operation
            // What is stored though it must be refused is shown.
            : rule.Behavior == Behaviors.AnswerSchema && cause.Rule.Behavior.About == Topic.Values;
    }

    // Where answers of the same kind leave most rules standing (a wrong Content-Type, say), they explain no failure.
    private bool Hides(string cause)
    {
        if (_results.First(result => result.Rule.Id == cause).Rule.Behavior == Behaviors.NoServerError)
            return false;
        var touched = _results.Where(result => result.Suspects.Contains(cause)).ToList();
        return touched.Count(result => result.Verdict != VerdictKind.Pass) * 2 > touched.Count;
    }
}
