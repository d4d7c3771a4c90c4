using System.Text.Json;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.State;

/// <summary>Gives identities to records: the one that a record names, else the one that its number follows from, else the next one.</summary>
internal static class Identities
{
    /// <summary>A table takes memory for every identity up to its highest one.</summary>
    public const long Highest = 10_000_000;

    /// <param name="resource">The resource.</param>
    /// <param name="records">All records of it.</param>
    /// <param name="from">The first one without an identity.</param>
    /// <param name="present">The records that are there; null for none.</param>
    /// <param name="references">Takes the identities.</param>
    public static void Assign(ResourcePlan resource, List<PendingRecord> records, int from, TableContent? present, References references)
    {
        var open = new List<PendingRecord>();
        for (var at = from; at < records.Count; at++)
        {
            var one = records[at];
            one.Number = Number(resource, one);
            var named = Named(resource, one, out var name);
            if (one.Name is { } given && !references.Add(resource, given, one))
                one.Report($"/{name}", $"Another {resource.Resource} has the identity {given}.");
            if (named is not { } identity)
                open.Add(one);
            else if (present?.Find(identity) is not null || !references.Add(resource, identity))
                one.Report($"/{name}", $"Another {resource.Resource} has the identity {identity}.");
            else
                one.Identity = identity;
        }
        var next = Math.Max(present?.Last ?? 0, from == 0 ? 0 : records.Take(from).Max(one => one.Identity));
        var pending = new HashSet<PendingRecord>(open, ReferenceEqualityComparer.Instance);
        // Each follows the record before it.
        for (var at = from; at < records.Count; at++)
        {
            if (!pending.Contains(records[at]))
            {
                next = Math.Max(next, records[at].Identity);
                continue;
            }
            while (!references.Add(resource, ++next))
            {
            }
            records[at].Identity = next;
        }
    }

    private static long? Named(ResourcePlan resource, PendingRecord one, out string name)
    {
        name = resource.Identity.Field.Name;
        if (one.Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            if (ValueReader.Integer(value) is > 0 and <= Highest and var identity)
                return identity;
            if (resource.IdentityNames is { AreNumbers: false } names && value.ValueKind == JsonValueKind.String && names.Canonical(value.GetString()!) is { } canonical)
            {
                if (names.TryNumber(canonical, out var number) && number <= Highest)
                    return number;
                one.Name = canonical;
                return one.Json.TryGetProperty(DataFormat.Row, out var row) && ValueReader.Integer(row) is > 0 and <= Highest and var kept ? kept : null;
            }
            one.Report($"/{name}", ValueReader.Explain(resource.IdentityNames is { AreNumbers: false } ? $"{resource.Identity.Field.Format ?? "text"}" : $"an integer from 1 to {Highest}", value));
            return null;
        }
        if (one.Number is null)
            return null;
        name = resource.Number!.Field.Name;
        return one.Number <= Highest ? one.Number : null;
    }

    private static long? Number(ResourcePlan resource, PendingRecord one) =>
        resource.Number is { } number && one.Json.TryGetProperty(number.Field.Name, out var value) && value.ValueKind == JsonValueKind.String
            ? GeneratedNumber.Read(resource, value.GetString()!) : null;
}
