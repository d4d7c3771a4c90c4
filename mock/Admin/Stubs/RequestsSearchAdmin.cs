using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Counts, finds and removes entries of the journal (wiremock.org, "Verifying").</summary>
internal sealed class RequestsSearchAdmin(Overlay overlay)
{
    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("POST", RequestsAdmin.Root + "/count", "How many requests match a pattern.", CountAsync),
        OwnPage.Of("POST", RequestsAdmin.Root + "/find", "The requests that match a pattern.", FindAsync),
        OwnPage.Of("POST", RequestsAdmin.Root + "/remove", "Removes the entries whose request matches a pattern.", RemoveAsync),
        OwnPage.Of("POST", RequestsAdmin.Root + "/remove-by-metadata", "Removes the entries whose stub's metadata match.", RemoveByMetadataAsync),
    ];

    private async Task<AdminAnswer> CountAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, RequestPattern.Read);
        return pattern is null ? refusal : AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
        {
            // WireMock's way to say that it does not know.
            ["count"] = overlay.Journal.IsOn ? Matching(pattern).Count() : -1,
            ["requestJournalDisabled"] = !overlay.Journal.IsOn,
        });
    }

    private async Task<AdminAnswer> FindAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, RequestPattern.Read);
        return pattern is null ? refusal : AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["requests"] = new JsonArray([.. Matching(pattern).Select(served => LoggedRequest.Of(served.Request))]),
            ["requestJournalDisabled"] = !overlay.Journal.IsOn,
        });
    }

    private async Task<AdminAnswer> RemoveAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, RequestPattern.Read);
        return pattern is null ? refusal : Remove(served => pattern.Matches(served.Request));
    }

    private async Task<AdminAnswer> RemoveByMetadataAsync(AdminRequest request)
    {
        var (pattern, refusal) = await request.ReadAsync(overlay.Options.Clock, ValuePattern.Read);
        return pattern is null ? refusal : Remove(served => MappingsSearchAdmin.Has(served.Stub, pattern));
    }

    // In the order in which they were asked, other than the journal itself.
    private IEnumerable<ServeEvent> Matching(RequestPattern pattern) => overlay.Journal.All.Reverse().Where(served => pattern.Matches(served.Request));

    private AdminAnswer Remove(Func<ServeEvent, bool> condition) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["serveEvents"] = new JsonArray([.. overlay.Journal.Remove(condition).Select(served => LoggedEvent.Of(overlay.Journal, served))]),
    });
}
