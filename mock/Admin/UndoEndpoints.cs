using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Admin;

/// <summary>Takes the last change of a silo back: its records are remembered before the change, and put back if nobody changed anything since.</summary>
internal sealed class UndoEndpoints(MockServices services)
{
    private readonly ConditionalWeakTable<Silo, UndoPoint> _points = [];

    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        const string path = SiloEndpoints.Path + "/{key}/undo";
        var undo = new UndoEndpoints(services);
        routes.Add("PUT", path, "Remembers the records of a silo before a change.", undo.Remember);
        routes.Add("POST", path, "Puts them back: { \"state\": … } as the changed record showed it; refused where others changed something since.", undo.RestoreAsync);
    }

    private AdminResult Remember(AdminRequest request)
    {
        if (services.Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(services.Silos, request.Value("key"));
        _points.AddOrUpdate(silo, new UndoPoint(silo.Capture()));
        return AdminResult.NoContent();
    }

    private async Task<AdminResult> RestoreAsync(AdminRequest request)
    {
        if (services.Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(services.Silos, request.Value("key"));
        var state = (await request.ReadObjectAsync())["state"]?.ToString();
        if (!_points.TryGetValue(silo, out var point))
            return Refuse("There is nothing to take back.");
        if (state is not null && state != silo.Version)
            return Refuse("The silo was changed since, and what others wrote would be lost, too. Restore a snapshot where that is meant.");
        _points.Remove(silo);
        silo.Restore(point.Records);
        return AdminResult.NoContent();
    }

    private static AdminResult Refuse(string reason) => AdminResult.Error(StatusCodes.Status409Conflict, "Not undone", reason);

    private sealed record UndoPoint(ImmutableArray<StoreSource?> Records);
}
