using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What fields hold after a write, by the readings that may be in force.</summary>
internal static class ValuePrediction
{
    private static readonly Behavior[] OnCreate = [Behaviors.TextRoundTrip, Behaviors.RoundTrip, Behaviors.SeveralRoundTrip];

    /// <summary>What a create leaves in a field that it sent.</summary>
    public static PossibleValues Created(this KnownReadings readings, Place place, JsonNode sent) =>
        !readings.Failed(Behaviors.FlagInput, place) && OnCreate.Any(behavior => readings.IsSure(behavior, place, "kept")) ? PossibleValues.Of(sent) : PossibleValues.Open;

    /// <summary>What a create leaves in a field that it did not send.</summary>
    public static PossibleValues Unsent(this KnownReadings readings, Place place)
    {
        if (readings.IsSure(Behaviors.Default, place, "applied"))
            return PossibleValues.Of(place.Field!.Default);
        var unset = readings.Of(Behaviors.Unset, place);
        return unset.IsEmpty || unset.Contains("filled") ? PossibleValues.Open : PossibleValues.Of((JsonNode?)null);
    }

    /// <summary>What an update leaves in a field that it sent.</summary>
    public static PossibleValues Updated(this KnownReadings readings, Place place, JsonNode sent, PossibleValues held)
    {
        if (readings.Failed(Behaviors.FlagInput, place))
            return PossibleValues.Open;
        if (!place.Field!.IsPlain)
            return Several(readings, place, sent, held);
        if (FieldValue.IsUnset(sent))
        {
            var cleared = place.Field.Default is { } usual ? PossibleValues.Of(null, usual.Copy()) : PossibleValues.Of((JsonNode?)null);
            return Either(readings.IsSure(Behaviors.Clear, place, "cleared"), readings.Holds(Behaviors.Clear, place), cleared, held);
        }
        return Either(readings.IsSure(Behaviors.RoundTripOnUpdate, place, "kept"), readings.Holds(Behaviors.RoundTripOnUpdate, place), PossibleValues.Of(sent), held);
    }

    private static PossibleValues Several(KnownReadings readings, Place place, JsonNode sent, PossibleValues held) => sent is JsonArray { Count: 0 }
        ? Either(readings.IsSure(Behaviors.SeveralClear, place, "cleared"), readings.Holds(Behaviors.SeveralClear, place), PossibleValues.Of(sent), held)
        : readings.IsSure(Behaviors.SeveralUpdate, place, "replaced") ? PossibleValues.Of(sent) : PossibleValues.Open;

    // Where it may be stored or not, the next answer shows it.
    private static PossibleValues Either(bool isSure, bool holds, PossibleValues sent, PossibleValues held) => isSure ? sent : holds ? sent.Or(held) : PossibleValues.Open;
}
