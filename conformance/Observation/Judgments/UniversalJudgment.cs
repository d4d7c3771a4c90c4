using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>The universal rules, as every exchange of the suite's own runs is judged by them.</summary>
internal sealed class UniversalJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    // What a server or something before it says when it is down or has too much to do.
    private static readonly int[] Overloaded = [502, 503, 504];
    private const int MaxHeldBack = 200;

    private readonly ImmutableArray<(Rule Rule, Func<Contract, Exchange, string?> Judge)> _rules =
    [
        .. from rule in session.Contract.Rules
           let judge = UniversalRules.For(rule.Behavior)
           where judge is not null
           select (rule, judge),
    ];

    private readonly HashSet<string> _served = [];
    private readonly Dictionary<string, List<ObservedExchange>> _heldBack = [];

    public override void Judge(ObservedExchange exchange)
    {
        if (Overloaded.Contains(exchange.Exchange.Status))
            return;
        if (!exchange.IsWhole)
        {
            Look(exchange, behavior => behavior == Behaviors.NoServerError);
            return;
        }
        // An operation that a target does not serve is answered by its framework, in whatever way it likes.
        if (exchange is { Operation: { } operation, Exchange.Status: 404 or 405 or 501 } && !_served.Contains(operation.Id))
        {
            if (!_heldBack.TryGetValue(operation.Id, out var held))
                _heldBack[operation.Id] = held = [];
            if (held.Count < MaxHeldBack)
                held.Add(exchange);
            return;
        }
        Look(exchange, _ => true);
        if (exchange is { Operation: { } served, Exchange.Status: < 500 } && _served.Add(served.Id) && _heldBack.Remove(served.Id, out var now))
            now.ForEach(earlier => Look(earlier, _ => true));
    }

    private void Look(ObservedExchange exchange, Func<Behavior, bool> which)
    {
        foreach (var (rule, judge) in _rules.Where(pair => which(pair.Rule.Behavior)))
        {
            if (judge(Contract, exchange.Exchange) is { } actual)
                Findings.Violated(rule, rule.Behavior.Summary, actual, exchange);
            else if (Could(rule.Behavior, exchange) && Reading(rule, exchange) is { } reading)
                Findings.Saw(rule, reading, exchange);
        }
    }

    // A rule about refusals is not put to the test by a success.
    private static bool Could(Behavior behavior, ObservedExchange exchange) => exchange.Operation is not null && (behavior.Name switch
    {
        "envelope" => exchange.Answer.Succeeded,
        "error-envelope" or "problem-details" or "error-schema" or "refusal-empty" or "failure-text" or "failure-status" => exchange.Answer.Refused,
        "error-list" => exchange.Exchange.Status == 422,
        _ => true,
    });

    private string? Reading(Rule rule, ObservedExchange exchange) =>
        rule.Behavior == Behaviors.JsonAnswer ? exchange.Exchange.Json is null ? null : HttpRules.IsJson(Contract, exchange.Exchange) ? "application-json" : "text-html"
        : rule.Behavior == Behaviors.FailureStatus ? ResultRules.ReadingOf(Contract, exchange.Exchange)
        : rule.Default.Name;
}
