using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Which rule a value violates that is not as what is known of its record says.</summary>
internal sealed class ValueVerdicts(Session session, Findings findings)
{
    private const string Kept = "kept";

    private static readonly Behavior[] Learned = [Behaviors.RoundTrip, Behaviors.TextRoundTrip, Behaviors.RoundTripOnUpdate];

    private Contract Contract => session.Contract;

    public void Violated(ObservedExchange exchange, KnownRecord known, Deviation deviation) => findings.Violated(
        RuleOf(exchange.Operation!, known, deviation.Field), deviation.Expected, deviation.Actual, known.EvidenceWith(exchange));

    /// <summary>Notes that a whole record is as it should be.</summary>
    public void Holds(KnownRecord known)
    {
        foreach (var rule in known.Tested.Values.Distinct())
            findings.Holds(rule);
    }

    /// <summary>Notes what a write sends, where it is seen whether the field is taken at all: not where a server may take it from elsewhere.</summary>
    public void Sent(KnownRecord known, JsonObject clear, params Behavior[] behaviors)
    {
        var resource = known.Model.Resource;
        foreach (var field in resource.Fields.Where(field => field is { Type: FieldType.Text or FieldType.Integer or FieldType.Date, Refers: null, ReadOnly: false }))
        {
            known.Sent.Remove(field.Name);
            if (clear[field.Name] is { } value && !session.IsSame(field, value, field.Default)
                && Contract.FirstRule(Place.Of(resource, field), behaviors) is { } rule)
                known.Sent[field.Name] = (rule, value.DeepClone());
        }
    }

    /// <summary>Notes which of the sent values a find or a list shows as they were sent; the answer to the write may only repeat them.</summary>
    public void Shown(ObservedExchange exchange, KnownRecord known, JsonObject shown)
    {
        foreach (var (name, (rule, value)) in known.Sent.ToArray())
        {
            var field = known.Model.Resource.Field(name);
            if (!session.TryGet(shown, field, out var held))
                continue;
            known.Sent.Remove(name);
            if (session.IsSame(field, value, held))
                findings.Saw(rule, Kept, exchange);
        }
    }

    /// <summary>The readings of a rule that may be in force. A server that has taken a field takes it.</summary>
    public static ImmutableArray<string> Possible(Contract contract, Findings findings, Rule rule) => findings.Of(rule) switch
    {
        { Violations: > 0 } => [],
        { Readings: var seen } when seen.Contains(Kept) && Learned.Contains(rule.Behavior) => [Kept],
        // A server that knows a field by another name alone ignores the documented one.
        _ when rule.Behavior == Behaviors.RoundTripOnUpdate && contract.Tolerates(Behaviors.Alias, rule.Place, "other-name") => [Kept, "ignored"],
        _ => [.. rule.Readings.Select(mode => mode.Name)],
    };

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
