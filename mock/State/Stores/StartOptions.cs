using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>What a mock says of a store that it starts with.</summary>
internal static class StartOptions
{
    private const int MostMisfits = 50;

    private static readonly string[] Members = ["keys", "seed", "records", "profile", "broken"];

    /// <summary>That the stored silos differ from those of the options; null where they do not.</summary>
    public static string? Difference(MockServices services, StoredChanges stored)
    {
        var silos = JsonNode.Parse(stored.Items.First(item => item.Name == StoredNames.Silos).Json!)!.AsArray().Where(silo => (bool)silo!["kept"]!);
        var known = string.Join('\n', silos.Select(silo => Described(silo!.AsObject())));
        return known == string.Join('\n', services.Options.StartSilos.Select(silo => Described(SiloJson.Describe(silo)))) ? null
            : "holds silos that were started with other keys, seeds, records or readings: these stay as they are. Another store begins anew.";
    }

    /// <summary>What does not fit the contracts any more.</summary>
    public static string Explain(IStateStore store, List<string> misfits) =>
        $"--store {store.Name}: {misfits.Count} of what it holds {(misfits.Count == 1 ? "does" : "do")} not fit the contracts any more:\n  "
        + string.Join("\n  ", misfits.Take(MostMisfits))
        + (misfits.Count > MostMisfits ? $"\n  and {misfits.Count - MostMisfits} more." : "")
        + "\nStart with --discard-unreadable to go on without them, or with the contracts under which they were stored.";

    private static string Described(JsonObject silo) =>
        new JsonArray([.. Members.Select(name => silo[name]?.DeepClone())]).ToJsonString();
}

/// <summary>The stores that there are.</summary>
internal static class StateStores
{
    /// <exception cref="StartException">It cannot be opened.</exception>
    public static IStateStore Open(string address)
    {
        if (address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return PostgresStore.Open(address);
        return address.Contains("://", StringComparison.Ordinal)
            ? throw new StartException("--store takes a file, or postgres://USER:PASSWORD@HOST:PORT/DATABASE.")
            : SqliteStore.Open(address);
    }
}
