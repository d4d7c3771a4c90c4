using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>What fields hold after a write, by the readings that may be in force.</summary>
internal static class Storing
{
    private static readonly Behavior[] OnCreate = [Behaviors.TextRoundTrip, Behaviors.RoundTrip, Behaviors.SeveralRoundTrip];

    /// <summary>What a create leaves in a field that it sent.</summary>
    public static Belief Created(this Observed observed, Place place, JsonNode sent) =>
        !observed.Failed(Behaviors.FlagInput, place) && OnCreate.Any(behavior => observed.IsSure(behavior, place, "kept")) ? Belief.Of(sent) : Belief.Open;

    /// <summary>What a create leaves in a field that it did not send.</summary>
    public static Belief Unsent(this Observed observed, Place place)
    {
        if (observed.IsSure(Behaviors.Default, place, "applied"))
            return Belief.Of(place.Field!.Default);
        var unset = observed.Of(Behaviors.Unset, place);
        return unset.IsEmpty || unset.Contains("filled") ? Belief.Open : Belief.Of((JsonNode?)null);
    }

    /// <summary>What an update leaves in a field that it sent.</summary>
    public static Belief Updated(this Observed observed, Place place, JsonNode sent, Belief held)
    {
        if (observed.Failed(Behaviors.FlagInput, place))
            return Belief.Open;
        if (!place.Field!.IsPlain)
            return Several(observed, place, sent, held);
        if (FieldValue.IsUnset(sent))
        {
            var cleared = place.Field.Default is { } usual ? Belief.Of(null, usual.Copy()) : Belief.Of((JsonNode?)null);
            return Either(observed.IsSure(Behaviors.Clear, place, "cleared"), observed.Holds(Behaviors.Clear, place), cleared, held);
        }
        return Either(observed.IsSure(Behaviors.RoundTripOnUpdate, place, "kept"), observed.Holds(Behaviors.RoundTripOnUpdate, place), Belief.Of(sent), held);
    }

    private static Belief Several(Observed observed, Place place, JsonNode sent, Belief held) => sent is JsonArray { Count: 0 }
        ? Either(observed.IsSure(Behaviors.SeveralClear, place, "cleared"), observed.Holds(Behaviors.SeveralClear, place), Belief.Of(sent), held)
        : observed.IsSure(Behaviors.SeveralUpdate, place, "replaced") ? Belief.Of(sent) : Belief.Open;

    // Where it may be stored or not, the next look tells.
    private static Belief Either(bool isSure, bool holds, Belief sent, Belief held) => isSure ? sent : holds ? sent.Or(held) : Belief.Open;
}
