using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What the tolerated readings of a contract let an answer leave out.</summary>
internal static class OptionalValues
{
    /// <summary>Whether answers other than to a create may leave the field out, whatever it holds.</summary>
    public static bool MayBeLeftOut(this Contract contract, Resource resource, Field field) =>
        contract.Tolerates(Behaviors.Shown, Place.Of(resource, field), "left-out")
        || contract.MayBeShownNowhere(resource, field)
        || contract.Tolerates(Behaviors.ReferenceAs, Place.Of(resource, field), "left-out");

    /// <summary>Whether answers may leave the field out, that to a create among them.</summary>
    public static bool MayBeShownNowhere(this Contract contract, Resource resource, Field field) =>
        contract.Tolerates(Behaviors.Shown, Place.Of(resource, field), "nowhere");

    /// <summary>Whether answers may leave the field out where it has no value.</summary>
    public static bool MayBeAbsent(this Contract contract, Resource resource, Field field) =>
        contract.Tolerates(Behaviors.Unset, Place.Of(resource, field), "left-out");

    /// <summary>The name of the flag that says whether a record is in use, or null: a check that sets it off may not find the record again.</summary>
    public static string? ActiveFlag(this Contract contract, Resource resource) =>
        resource.SoftDelete?.Field ?? contract.Rule(Behaviors.HardDelete, Place.Of(resource))?.Arguments["flag"]?.GetValue<string>();
}
