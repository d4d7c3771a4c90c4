using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Which rule a value violates that is not as what is known of its record says.</summary>
internal sealed class ValueVerdicts(Session session, Findings findings)
{
    private Contract Contract => session.Contract;

    public void Violated(ObservedExchange exchange, KnownRecord known, Deviation deviation) => findings.Violated(
        RuleOf(exchange.Operation!, known, deviation.Field), deviation.Expected, deviation.Actual, known.EvidenceWith(exchange));

    /// <summary>Notes that a whole record is as it should be.</summary>
    public void Holds(KnownRecord known)
    {
        foreach (var rule in known.Tested.Values.Distinct())
            findings.Holds(rule);
    }

    private Rule? RuleOf(Operation operation, KnownRecord known, Field? field)
    {
        var resource = known.Model.Resource;
        if (field is null || field == resource.Identity)
            return Contract.Rule(Behaviors.Identity, Place.Of(resource));
        if (known.Tested.GetValueOrDefault(field.Name) is { } tested)
            return tested;
        if (field.Link is not null)
            return Contract.Rule(Behaviors.LinkedCurrent, Place.Of(resource, field)) ?? Contract.Rule(Behaviors.LinkedShape, Place.Of(resource, field));
        if (operation.Kind == OperationKind.List && Contract.Rule(Behaviors.ListAgrees, Place.Of(operation)) is { } agrees)
            return agrees;
        return Contract.Rule(field.SetOn == SetOn.Create ? Behaviors.Fixed : Behaviors.RoundTripOnUpdate, Place.Of(resource, field))
            ?? Contract.Rule(Behaviors.TextRoundTrip, Place.Of(resource, field)) ?? Contract.Rule(Behaviors.RoundTrip, Place.Of(resource, field));
    }
}
