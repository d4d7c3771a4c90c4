using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.State.Snapshots;

/// <summary>What has become of the records of a snapshot: which came, went and changed since.</summary>
/// <param name="services">The mock.</param>
internal sealed class SnapshotComparison(MockServices services)
{
    /// <summary>How many records of each kind are named.</summary>
    private const int MaxNamed = 100;

    /// <summary>The differences of each resource that has some, by silo and API.</summary>
    public JsonArray WithNow(Snapshot snapshot)
    {
        var differences = new JsonArray();
        foreach (var saved in snapshot.Silos)
        {
            var name = saved.Settings.Keys[0].Key;
            if (services.Silos.Find(name)?.Silo is not { } silo)
            {
                differences.Add(new JsonObject { ["silo"] = name, ["gone"] = true });
                continue;
            }
            foreach (var (at, contract) in services.Options.Contracts.Index())
            {
                var state = silo.StateOf(contract);
                var (before, now) = (saved.Records[at]?.Make(), state.Capture().Made);
                // What nobody has asked for is as it was.
                if (before is null || now is null || ReferenceEquals(before, now))
                    continue;
                foreach (var resource in state.Plan.Resources)
                    Add(differences, name, contract.Api, resource, before.Tables[resource.Index], now.Tables[resource.Index]);
            }
        }
        return differences;
    }

    private static void Add(JsonArray differences, string silo, string api, ResourcePlan resource, TableContent before, TableContent now)
    {
        if (ReferenceEquals(before, now))
            return;
        var came = now.Records.Where(record => before.Find(record.Identity) is null).ToList();
        var went = before.Records.Where(record => now.Find(record.Identity) is null).ToList();
        var changed = now.Records.Where(record => before.Find(record.Identity) is { } earlier && !IsSame(resource, earlier, record)).ToList();
        if (came.Count + went.Count + changed.Count == 0)
            return;
        differences.Add(new JsonObject
        {
            ["silo"] = silo,
            ["api"] = api,
            ["resource"] = resource.Resource.Id,
            ["came"] = Named(came),
            ["went"] = Named(went),
            ["changed"] = Named(changed),
        });
    }

    // A record that was never changed is the same object; one that was uploaded has to be looked at.
    private static bool IsSame(ResourcePlan resource, Record a, Record b) =>
        ReferenceEquals(a, b) || (a.Deleted == b.Deleted && resource.Fields.All(field => a.HasSame(field.Index, b) || FieldValue.Same(a[field.Index], b[field.Index])));

    private static JsonObject Named(List<Record> records) => new()
    {
        ["count"] = records.Count,
        ["identities"] = new JsonArray([.. records.Take(MaxNamed).Select(record => JsonValue.Create(record.Identity))]),
    };
}
