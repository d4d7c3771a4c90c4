using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>Who was let in: without a key, or with one that stands where none is looked for.</summary>
internal sealed class CredentialJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    private const int MaxKeys = 10_000;
    private const int MaxHeldBack = 100;

    // By hash: keys that opened something where they belong.
    private readonly HashSet<string> _valid = [];

    // By hash: what can be judged only once the key is known to be one of the API.
    private readonly Dictionary<string, List<Action>> _heldBack = [];

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { } operation, Recorded.LacksKeys: false })
            return;
        var answer = exchange.Answer;
        if (exchange.Key is CredentialPlace.Declared && answer.Succeeded && exchange.Silo is { } opened && _valid.Count < MaxKeys)
        {
            _valid.Add(opened);
            if (_heldBack.Remove(opened, out var now))
                now.ForEach(judge => judge());
        }
        switch (exchange.Key)
        {
            case null:
                Without(exchange, Rule(Behaviors.KeyRequired, Place.Of(operation)));
                break;
            // A gateway may have credentials of its own, so only a key that is known to be one of the API counts.
            case CredentialPlace.OtherScheme when exchange.Silo is { } silo:
                OnceValid(silo, () => Refused(exchange, ApiRule(Behaviors.WrongScheme)));
                break;
            case CredentialPlace.Url when exchange.Silo is { } silo:
                OnceValid(silo, () => Refused(exchange, ApiRule(Behaviors.KeyInUrl)));
                break;
            // A key that works before and afterwards was not told that it is none, but that it lacks a right.
            case CredentialPlace.Declared when exchange.Silo is { } silo && answer is { InBody: false, Outcome: Outcome.Unauthorized } && _valid.Contains(silo):
                HoldBack(silo, () => Lacks(exchange, operation));
                break;
        }
    }

    private void Lacks(ObservedExchange exchange, Operation operation)
    {
        var rule = Rule(operation.Writes ? Behaviors.Permission : Behaviors.ReadPermission, Place.Of(operation));
        if (rule?.Tolerates("unauthorized") == false)
            Findings.Saw(rule, "unauthorized", exchange);
    }

    private void OnceValid(string silo, Action judge)
    {
        if (_valid.Contains(silo))
            judge();
        else
            HoldBack(silo, judge);
    }

    private void HoldBack(string silo, Action judge)
    {
        if (!_heldBack.TryGetValue(silo, out var held) && _heldBack.Count < MaxHeldBack)
            _heldBack[silo] = held = [];
        if (held?.Count < MaxHeldBack)
            held.Add(judge);
    }

    private void Without(ObservedExchange exchange, Rule? rule)
    {
        if (exchange.Answer.Succeeded && exchange.Exchange.Status != 206)
            Findings.Saw(rule, "accepted", exchange);
        else
            Refused(exchange, rule);
    }

    private void Refused(ObservedExchange exchange, Rule? rule)
    {
        if (exchange.Answer.Succeeded)
            Findings.Violated(rule, rule?.Behavior.Summary ?? "", exchange.Answer.Summary, exchange);
        else if (exchange.Answer is { InBody: false, Outcome: Outcome.Unauthorized })
            Findings.Saw(rule, "unauthorized", exchange);
        else if (exchange.Answer is { InBody: false, Outcome: Outcome.Forbidden })
            Findings.Saw(rule, "forbidden", exchange);
        else if (exchange.Answer is { InBody: true, Refused: true } && rule?.Behavior == Behaviors.KeyRequired)
            Findings.Saw(rule, "in-body", exchange);
    }
}
