using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Judges whether one key shows or changes what another silo's key made. Both silos may have records of one identity, so texts tell.</summary>
internal sealed class IsolationMemory(Session session, Findings findings)
{
    private Contract Contract => session.Contract;

    /// <param name="exchange">What one key was answered.</param>
    /// <param name="silo">What it opens.</param>
    /// <param name="separate">The silos that it does not open.</param>
    public void Judge(ObservedExchange exchange, KnownSilo silo, IEnumerable<KnownSilo> separate)
    {
        if (exchange is not { Operation: { Kind: OperationKind.List or OperationKind.Find } operation, Answer.Succeeded: true, IsWhole: true })
            return;
        var resource = Contract.Resource(operation.Resource);
        JsonObject[] shown = exchange.Answer.Data switch
        {
            JsonObject record => [record],
            JsonArray list => [.. list.OfType<JsonObject>()],
            _ => [],
        };
        foreach (var other in separate)
        {
            foreach (var record in shown)
                Record(exchange, silo, other, resource, record);
        }
    }

    private void Record(ObservedExchange exchange, KnownSilo silo, KnownSilo other, Resource resource, JsonObject shown)
    {
        if (silo.Model.Identity(shown, resource) is not { } identity || other.Find(resource, identity) is not { Write: { } write } foreign || foreign.Texts.Count == 0)
            return;
        var known = silo.Find(resource, identity);
        // What both sent shows nothing.
        if (known?.Texts.Overlaps(foreign.Texts) == true || !session.ShowsAny(resource, shown, foreign.Texts))
            return;
        // A record that was there with other values was changed along with the one of its identity; else it is that one.
        var rule = known is { Model.State: not StatefulTesting.RecordLifecycle.Unknown } && write.Operation is { Kind: OperationKind.Update } update
            ? Contract.Rule(Behaviors.OwnSilo, Place.Of(update)) : Contract.Rule(Behaviors.Isolation, Place.Of(resource));
        findings.Violated(rule, $"{Describe.Record(resource, identity)} of another silo neither shown nor changed by this key", exchange.Answer.Summary, [write, exchange]);
        foreign.Texts.Clear();
    }
}
