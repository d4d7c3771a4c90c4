using System.Text.Json.Nodes;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.State.Snapshots;

namespace PlanisoContract.Mock.Admin;

/// <summary>Saves, restores, lists, downloads, uploads and deletes snapshots.</summary>
internal sealed class SnapshotEndpoints(MockServices services)
{
    private const string Path = OwnPages.Admin + "/snapshots";
    private const string OnePath = Path + "/{name}";

    private readonly SnapshotWriter _writer = new(services.Options.Contracts, services.Options.Clock);

    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        var snapshots = new SnapshotEndpoints(services);
        routes.Add("GET", Path, "The snapshots with their silos and counts of records.", snapshots.List);
        routes.Add("PUT", OnePath, "Saves all silos, or one with ?key=KEY; with ?overrides=true the overrides, too. With a body it uploads a snapshot that was downloaded.", snapshots.PutAsync);
        routes.Add("GET", OnePath, "Downloads a snapshot.", snapshots.Download);
        routes.Add("DELETE", OnePath, "Deletes a snapshot.", snapshots.Delete);
        routes.Add("PATCH", OnePath, "Renames a snapshot: { \"name\": … }.", snapshots.RenameAsync);
        routes.Add("GET", OnePath + "/changes", "The records that came, went and changed since.", snapshots.Compare);
        routes.Add("POST", OnePath + "/restore", "Puts the silos back to what they were.", snapshots.Restore);
    }

    private AdminResult List(AdminRequest request) => AdminResult.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["snapshots"] = new JsonArray([.. services.Snapshots.All.Select(_writer.Describe)]),
    });

    private AdminResult Download(AdminRequest request) => services.Snapshots.Find(request.Value("name")) is { } snapshot
        ? new AdminResult(StatusCodes.Status200OK, "application/json; charset=utf-8", _writer.Write(snapshot)) : NoSnapshot(request);

    private async Task<AdminResult> PutAsync(AdminRequest request)
    {
        var name = request.Value("name");
        var body = await request.ReadBytesAsync(AdminRequest.MaxDataBytes);
        var status = services.Snapshots.Find(name) is null ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        if (body.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) >= 0)
            return Upload(name, body, request, status);
        var key = request.Query("key");
        var silo = key is null ? null : services.Silos.Find(key)?.Silo;
        return key is not null && silo is null ? AdminResult.NoSilo(services.Silos, key)
            : Show(services.Snapshots.Save(name, silo, request.Query("overrides") == "true"), status);
    }

    private AdminResult Upload(string name, byte[] body, AdminRequest request, int status)
    {
        var reader = new SnapshotReader(services, request.Query("discard") == "true");
        if (reader.Read(name, body) is not { } snapshot)
            return DataEndpoints.Refuse(reader.Problems, "The snapshot is not right");
        services.Snapshots.Add(snapshot);
        return Show(snapshot, status, reader.Discarded);
    }

    private AdminResult Restore(AdminRequest request)
    {
        if (services.Snapshots.Find(request.Value("name")) is not { } snapshot)
            return NoSnapshot(request);
        services.Snapshots.Restore(snapshot);
        return Show(snapshot, StatusCodes.Status200OK);
    }

    private async Task<AdminResult> RenameAsync(AdminRequest request)
    {
        var name = (await request.ReadObjectAsync())["name"]?.ToString();
        if (services.Snapshots.Find(request.Value("name")) is not { } snapshot)
            return NoSnapshot(request);
        if (string.IsNullOrWhiteSpace(name) || services.Snapshots.Find(name) is not null)
            return AdminResult.Error(StatusCodes.Status409Conflict, "Not renamed", string.IsNullOrWhiteSpace(name) ? "Expected a name." : $"There is a snapshot {name} already.");
        services.Snapshots.Add(snapshot with { Name = name });
        services.Snapshots.Remove(snapshot.Name);
        return AdminResult.NoContent();
    }

    private AdminResult Compare(AdminRequest request) => services.Snapshots.Find(request.Value("name")) is { } snapshot
        ? AdminResult.Json(StatusCodes.Status200OK, new JsonObject { ["changes"] = new SnapshotComparison(services).WithNow(snapshot) }) : NoSnapshot(request);

    private AdminResult Delete(AdminRequest request) => services.Snapshots.Remove(request.Value("name")) ? AdminResult.NoContent() : NoSnapshot(request);

    private AdminResult Show(Snapshot snapshot, int status, IReadOnlyList<DataProblem>? discarded = null)
    {
        var shown = _writer.Describe(snapshot);
        if (discarded is { Count: > 0 })
            shown["discarded"] = new JsonArray([.. discarded.Select(problem => new JsonObject { ["pointer"] = problem.Pointer, ["detail"] = problem.Detail })]);
        return AdminResult.Json(status, shown) with { Headers = [KeyValuePair.Create("Location", $"{Path}/{Uri.EscapeDataString(snapshot.Name)}")] };
    }

    private AdminResult NoSnapshot(AdminRequest request) =>
        AdminResult.Error(StatusCodes.Status404NotFound, "No such snapshot", services.Snapshots.Missing(request.Value("name")));
}
