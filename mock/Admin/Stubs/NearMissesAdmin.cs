using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>What is near, but no match (wiremock.org, "Verifying", "Near misses").</summary>
internal sealed class NearMissesAdmin(Overlay overlay)
{
    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("GET", RequestsAdmin.Root + "/unmatched/near-misses", "For each request that no stub took, the nearest stubs.", Unmatched),
        OwnPage.Of("POST", "/__admin/near-misses/request", "The stubs that are nearest to a request.", OfRequestAsync),
        OwnPage.Of("POST", "/__admin/near-misses/request-pattern", "The requests in the journal that are nearest to a pattern.", OfPatternAsync),
    ];

    private AdminAnswer Unmatched(AdminRequest request)
    {
        var stubs = overlay.Stubs.All;
        return Answer(overlay.Journal.All.Where(served => served.Stub is null)
            .SelectMany(served => NearMiss.Of(served.Request, stubs).Select(miss => Describe(miss, LoggedRequest.Of(served.Request)))));
    }

    private async Task<AdminAnswer> OfRequestAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var described = DescribedRequest.Read(await request.ReadDocumentAsync(problems));
        return problems.Any ? problems.ToAnswer() : Answer(
            NearMiss.Of(described.Request, overlay.Stubs.All).Select(miss => Describe(miss, (JsonObject)described.Json.DeepClone())));
    }

    private async Task<AdminAnswer> OfPatternAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, RequestPattern.Read);
        return pattern is null ? refusal : Answer(
            NearMiss.Of(pattern, overlay.Journal.All).Select(miss => Describe(miss, LoggedRequest.Of(miss.Request))));
    }

    private static AdminAnswer Answer(IEnumerable<JsonObject> misses) =>
        AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject { ["nearMisses"] = new JsonArray([.. misses]) });

    private static JsonObject Describe(NearMiss miss, JsonObject request)
    {
        var json = new JsonObject { ["request"] = request };
        if (miss.Stub is { } stub)
            json["stubMapping"] = stub.ToJson();
        else
            json["requestPattern"] = miss.Pattern.ToJson();
        json["matchResult"] = new JsonObject
        {
            ["subEvents"] = new JsonArray(),
            ["diffDescriptions"] = new JsonArray(),
            ["distance"] = miss.Distance,
        };
        return json;
    }
}
