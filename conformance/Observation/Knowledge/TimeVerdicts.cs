using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Judges the times that the server sets: of the create, and of each update.</summary>
internal sealed class TimeVerdicts(Session session, Findings findings)
{
    // No document states a zone.
    private static readonly TimeSpan Zone = TimeSpan.FromDays(2);

    // Servers that keep whole seconds may show the same one for two updates.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    /// <summary>Looks at the first answer that shows when a record was created.</summary>
    public void Created(ObservedExchange exchange, KnownRecord known, JsonObject shown)
    {
        if (known is not { IsNew: true, Created: { } created })
            return;
        var resource = known.Model.Resource;
        foreach (var field in resource.Fields.Where(field => field.SetOn == SetOn.Create && known.Model[field].IsOpen))
        {
            if (!session.TryGet(shown, field, out var value) || FieldValue.Time(value) is not { } time || created.To == DateTimeOffset.UnixEpoch
                // A server may take what is sent for it.
                || known.Model.MayHaveHad(session, field, value!))
                continue;
            var rule = session.Contract.Rule(Behaviors.SetOnCreate, Place.Of(resource, field));
            // By the clock of whoever recorded it, or by the server's own.
            DateTimeOffset?[] clocks = [created.To, Date(exchange)];
            if (clocks.Any(clock => clock is { } now && (now.UtcDateTime - time.At).Duration() <= Zone))
                findings.Holds(rule);
            else
                findings.Violated(rule, $"{field} the time of the create", $"it is {Describe.Value(value)}", exchange);
        }
    }

    /// <summary>An update changed something.</summary>
    public static void Updated(ObservedExchange exchange, KnownRecord known)
    {
        if (known.Stamp is { } stamp && exchange.Recorded.Started - stamp.Seen >= Apart)
            known.IsStampTested = true;
        else
            known.Stamp = null;
    }

    /// <summary>Looks at the time of the last update that an answer shows.</summary>
    public void Shown(ObservedExchange exchange, KnownRecord known, JsonObject shown)
    {
        if (known.Model.Resource.Fields.FirstOrDefault(field => field.SetOn == SetOn.Update) is not { } field || !session.TryGet(shown, field, out var value) || FieldValue.Time(value) is not { DayOnly: false })
            return;
        var rule = session.Contract.Rule(Behaviors.SetOnUpdate, Place.Of(known.Model.Resource, field));
        if (known is { IsStampTested: true, Stamp: { } before })
        {
            if (session.IsSame(field, before.Value, value))
                findings.Violated(rule, $"{field} later than {Describe.Value(before.Value)}, since it was updated", $"it is {Describe.Value(value)}", known.EvidenceWith(exchange));
            else
                findings.Holds(rule);
        }
        (known.Stamp, known.IsStampTested) = ((value!.DeepClone(), exchange.Recorded.Ended), false);
    }

    private static DateTimeOffset? Date(ObservedExchange exchange) =>
        DateTimeOffset.TryParse(exchange.Recorded.ResponseHeader("date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
