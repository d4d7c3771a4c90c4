using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>Judges exchanges that somebody else made, by rules that one exchange alone can refute. In doubt it says nothing.</summary>
/// <param name="session">Reads values; it sends nothing.</param>
/// <param name="findings">Where to note what is seen.</param>
internal abstract class ExchangeJudgment(Session session, Findings findings)
{
    protected Session Session => session;

    protected Contract Contract => session.Contract;

    protected Findings Findings => findings;

    public abstract void Judge(ObservedExchange exchange);

    protected Rule? Rule(Behavior behavior, Place place) => Contract.Rule(behavior, place);

    protected Rule? ApiRule(Behavior behavior) => Contract.Rule(behavior, Place.Api);

    protected Resource ResourceOf(Operation operation) => Contract.Resource(operation.Resource);

    /// <summary>The records that a success shows.</summary>
    protected static IEnumerable<JsonObject> Records(Answer answer) => answer switch
    {
        { Succeeded: false } => [],
        { Data: JsonObject record } => [record],
        { Data: JsonArray list } => list.OfType<JsonObject>(),
        _ => [],
    };

    /// <summary>Violated or held by a condition.</summary>
    protected void Check(Rule? rule, bool holds, string expected, ObservedExchange exchange)
    {
        if (holds)
            findings.Holds(rule);
        else
            findings.Violated(rule, expected, exchange.Answer.Summary, exchange);
    }
}
