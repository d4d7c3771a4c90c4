using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>Who was let in: without a key, or with one that stands where none is looked for.</summary>
internal sealed class CredentialJudgment(Session session, Findings findings) : ExchangeJudgment(session, findings)
{
    private const int MaxKeys = 10_000;

    // By hash: keys that opened something where they belong.
    private readonly HashSet<string> _valid = [];

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange is not { Operation: { } operation, Recorded.LacksKeys: false })
            return;
        var answer = exchange.Answer;
        if (exchange.Key is CredentialPlace.Declared && answer.Succeeded && exchange.Silo is { } opened && _valid.Count < MaxKeys)
            _valid.Add(opened);
        switch (exchange.Key)
        {
            case null:
                Without(exchange, Rule(Behaviors.KeyRequired, Place.Of(operation)));
                break;
            // A gateway may have credentials of its own, so only a key that is known to be one of the API counts.
            case CredentialPlace.OtherScheme when exchange.Silo is { } silo && _valid.Contains(silo):
                Refused(exchange, ApiRule(Behaviors.WrongScheme));
                break;
            case CredentialPlace.Url when exchange.Silo is { } silo && _valid.Contains(silo):
                Refused(exchange, ApiRule(Behaviors.KeyInUrl));
                break;
        }
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
    }
}
