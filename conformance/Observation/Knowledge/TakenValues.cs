using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Judges writes that succeeded although another record has a value that no two may have.</summary>
internal sealed class TakenValues(Session session, Findings findings, bool onlyClient)
{
    /// <param name="exchange">The write.</param>
    /// <param name="silo">The silo.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="self">The record that gets the values; null for a new one.</param>
    /// <param name="isAlone">Whether no other write acted at the same time.</param>
    public void Judge(ObservedExchange exchange, KnownSilo silo, Resource resource, SentFields sent, KnownRecord? self, bool isAlone)
    {
        if (!onlyClient || !isAlone)
            return;
        var behavior = self is null ? Behaviors.Unique : Behaviors.UniqueOnUpdate;
        foreach (var (name, value) in sent.Clear)
        {
            var field = resource.Field(name);
            if (!field.Unique || value is JsonObject || session.Contract.Rule(Behaviors.Unique, Place.Of(resource, field)) is null
                || silo.Distinct.Holders(resource, field, value).All(holder => holder == self))
                continue;
            var expectation = new WriteExpectation(silo.Model, Expectation.Of(Outcome.Success));
            expectation.Taken(behavior, resource, field, value!, self?.Model);
            if (expectation.Expected.Allows(Outcome.Success))
                continue;
            var owner = silo.Distinct.Holders(resource, field, value).First(other => other != self && other.Model[field].Allows(session, field, value));
            var rule = session.Contract.Rule(owner.Model.State == RecordLifecycle.Existing ? behavior : Behaviors.UniqueDeleted, Place.Of(resource, field));
            findings.Violated(rule, $"{expectation.Expected.Describe(session)}: {owner.Model} has the {field} {Describe.Value(value)}", exchange.Answer.Summary, owner.EvidenceWith(exchange));
            return;
        }
    }
}
