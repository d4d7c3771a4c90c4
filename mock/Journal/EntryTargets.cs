using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Journal;

/// <summary>What exchanges were about in the contracts' terms, whoever answered them.</summary>
internal sealed class EntryTargets(ImmutableArray<Contract> contracts, Silos silos, Func<JournalEntry, string?> keyOf)
{
    private readonly ImmutableArray<Lazy<Router>> _routers =
        [.. contracts.Select(contract => new Lazy<Router>(() => new Router(ApiPlan.Of(contract))))];

    /// <summary>The operation that a request was for; null where none has its path and method.</summary>
    public OperationPlan? Operation(JournalEntry entry) => entry.Response.Operation ?? Find(entry)?.Route.For(entry.Method);

    /// <summary>The record that an exchange was about, if it is there.</summary>
    public (Silo Silo, ResourcePlan Resource, long Identity)? Record(JournalEntry entry)
    {
        // It may have been asked under a contract that another one has replaced.
        var operation = entry.Response.Operation is { } own && contracts.Contains(own.Api.Contract) ? own : Find(entry)?.Route.For(entry.Method);
        if (operation is null || SiloOf(entry) is not { } silo)
            return null;
        var table = silo.StateOf(operation.Api.Contract).Store.Tables[operation.Resource.Index];
        var identity = entry.Response.Created ?? (Find(entry)?.Identity is { } named ? table.NumberOf(named) : null) ?? 0;
        return table.Find(identity) is { } record
            ? (silo, operation.Resource, record.Identity) : null;
    }

    private Silo? SiloOf(JournalEntry entry) =>
        keyOf(entry) is { } key && silos.Find(key) is { } access ? access.Silo
        : SiloBaseUrl.Parse(new RequestTarget(entry.Path, entry.Query)) is { } own ? silos.Find(own.Name)?.Silo : silos.Default;

    private RouteMatch? Find(JournalEntry entry)
    {
        var path = SiloBaseUrl.Parse(new RequestTarget(entry.Path, entry.Query))?.Target.Path ?? entry.Path;
        return _routers.Select(router => router.Value.Find(path)).FirstOrDefault(match => match is not null);
    }
}
