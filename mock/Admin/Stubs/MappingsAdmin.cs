using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Stubs over HTTP (wiremock.org, "Admin API Reference", "Stub Mappings").</summary>
internal sealed class MappingsAdmin(Overlay overlay, StubFiles files)
{
    public const string Root = "/__admin/mappings";

    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("GET", Root, "The stubs, in the order in which they are asked; ?limit= and ?offset= for a part.", List),
        OwnPage.Of("POST", Root, "Makes a stub.", AddAsync),
        OwnPage.Of("DELETE", Root, "Deletes all stubs, and their files.", Clear),
        OwnPage.Of("POST", Root + "/reset", "Back to the stubs of the files, and those that are persistent.", Reset),
        OwnPage.Of("POST", Root + "/save", "Writes all stubs to files.", Save),
        OwnPage.Of("POST", Root + "/edit", "Changes the stub whose id the body names.", EditOldAsync),
        OwnPage.Of("GET", Root + "/{id}", "One stub.", Show),
        OwnPage.Of("PUT", Root + "/{id}", "Changes a stub; it keeps its place.", EditAsync),
        OwnPage.Of("DELETE", Root + "/{id}", "Deletes a stub, and its file.", Delete),
    ];

    /// <summary>Stubs as WireMock lists them.</summary>
    public static AdminAnswer Listed(IEnumerable<StubMapping> stubs, int total) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["mappings"] = new JsonArray([.. stubs.Select(stub => stub.ToJson())]),
        ["meta"] = new JsonObject { ["total"] = total },
    });

    public AdminAnswer List(AdminRequest request)
    {
        var paging = Paging.Read(request, out var refusal);
        if (refusal is not null)
            return refusal;
        var all = overlay.Stubs.All;
        return Listed(paging.Of(all), all.Count);
    }

    private AdminAnswer Show(AdminRequest request)
    {
        if (request.Id(out var refusal) is not { } id)
            return refusal;
        return overlay.Stubs.Find(id) is { } stub ? AdminAnswer.Json(StatusCodes.Status200OK, stub.ToJson()) : NoStub(id);
    }

    private async Task<AdminAnswer> AddAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var stub = overlay.ReadStub(await request.ReadDocumentAsync(problems), Guid.NewGuid());
        if (problems.Any)
            return problems.ToAnswer();
        if (!overlay.Stubs.Add(stub))
        {
            return AdminAnswer.Coded(StatusCodes.Status422UnprocessableEntity, 109, "Duplicate stub mapping ID",
                detail: $"A stub has the id {stub.Id} already. PUT {Root}/{stub.Id} changes it.");
        }
        return files.Keep(stub) ?? AdminAnswer.Json(StatusCodes.Status201Created, stub.ToJson());
    }

    private async Task<AdminAnswer> EditAsync(AdminRequest request)
    {
        if (request.Id(out var refusal) is not { } id)
            return refusal;
        if (overlay.Stubs.Find(id) is null)
            return NoStub(id);
        var problems = new Problems(overlay.Options.Clock);
        var stub = overlay.ReadStub(await request.ReadDocumentAsync(problems), id) with { Id = id };
        return problems.Any ? problems.ToAnswer() : Edit(stub, AdminAnswer.Json(StatusCodes.Status200OK, stub.ToJson()));
    }

    private async Task<AdminAnswer> EditOldAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var stub = overlay.ReadStub(await request.ReadDocumentAsync(problems), Guid.NewGuid());
        return problems.Any ? problems.ToAnswer() : Edit(stub, AdminAnswer.Empty(StatusCodes.Status204NoContent));
    }

    private AdminAnswer Edit(StubMapping stub, AdminAnswer done) =>
        overlay.Stubs.Edit(stub) ? files.Keep(stub) ?? done : NoStub(stub.Id);

    private AdminAnswer Delete(AdminRequest request)
    {
        if (request.Id(out var refusal) is not { } id)
            return refusal;
        return overlay.Stubs.Find(id) is null ? NoStub(id) : files.Remove(stub => stub.Id == id) ?? AdminAnswer.Done();
    }

    private AdminAnswer Clear(AdminRequest request) => files.Remove(_ => true) ?? AdminAnswer.Done();

    private AdminAnswer Reset(AdminRequest request)
    {
        files.Reset();
        return AdminAnswer.Empty();
    }

    private AdminAnswer Save(AdminRequest request) => files.SaveAll() ?? AdminAnswer.Empty();

    private static AdminAnswer NoStub(Guid id) => AdminAnswer.Error(StatusCodes.Status404NotFound, "No such stub",
        $"No stub has the id {id}. GET {Root} lists what there is.");
}
