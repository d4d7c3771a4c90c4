using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>Which records a write may have changed, and that nothing is known of them then.</summary>
internal static class RecordDoubt
{
    /// <summary>Whether it is clear which record an identity names: 1abc may be read as 1.</summary>
    public static bool IsClear(Resource resource, string? identity) => identity is null || resource.Identity.Type != FieldType.Integer
        || (long.TryParse(identity, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && identity == number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The records that an identity may name.</summary>
    public static IEnumerable<KnownRecord> Named(KnownSilo silo, Resource resource, string identity) =>
        new[] { silo.Find(resource, identity), silo.Find(resource, string.Concat(identity.Trim().TrimStart('+', '0').TakeWhile(char.IsAsciiDigit))) }.OfType<KnownRecord>().Distinct();

    /// <summary>Nothing is known any more of a record and of those under it.</summary>
    public static void Of(Contract contract, KnownSilo silo, KnownRecord known)
    {
        known.Doubt();
        foreach (var child in contract.Resources.Where(resource => resource.Parent?.Resource == known.Model.Resource.Name).SelectMany(silo.Of).Where(child => child.Model.Parent == known.Model))
            child.Doubt();
        foreach (var linked in known.Model.Linked.Values)
            silo.Find(linked.Record.Resource, linked.Record.Identity)?.Doubt();
    }
}
