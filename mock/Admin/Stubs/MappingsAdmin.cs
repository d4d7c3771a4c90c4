using System.Collections.Immutable;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Stubs over HTTP (wiremock.org, "Admin API Reference", "Stub Mappings").</summary>
internal sealed class MappingsAdmin(Overlay overlay)
{
    private const string Root = "/__admin/mappings";

    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("POST", Root, "Makes a stub.", AddAsync),
    ];

    private async Task<AdminAnswer> AddAsync(AdminRequest request)
    {
        var problems = new Problems();
        var stub = overlay.ReadStub(new JsonPlace(await request.ReadObjectAsync(), "", problems), Guid.NewGuid());
        if (problems.Any)
            return problems.ToAnswer();
        overlay.Stubs.Add(stub);
        return AdminAnswer.Json(StatusCodes.Status201Created, stub.ToJson());
    }
}
