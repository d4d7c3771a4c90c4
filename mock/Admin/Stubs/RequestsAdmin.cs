using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>The journal over HTTP (wiremock.org, "Verifying").</summary>
internal sealed class RequestsAdmin(Overlay overlay)
{
    public const string Root = "/__admin/requests";

    private static readonly string[] Iso8601 = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz"];

    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("GET", Root, "The journal, the newest first; ?limit=, ?since=, ?matchingStub= and ?unmatched=true for a part.", List),
        OwnPage.Of("DELETE", Root, "Empties the journal.", Clear),
        OwnPage.Of("POST", Root + "/reset", "The same, as WireMock 1 had it.", Clear),
        OwnPage.Of("GET", Root + "/unmatched", "Requests that no stub took.", Unmatched),
        OwnPage.Of("GET", Root + "/{id}", "One entry.", Show),
        OwnPage.Of("DELETE", Root + "/{id}", "Removes an entry.", Delete),
    ];

    /// <summary>422: the question needs a journal, and there is none.</summary>
    public static AdminAnswer Off() => AdminAnswer.Error(StatusCodes.Status422UnprocessableEntity, "The request journal is disabled",
        "The mock was started with --no-request-journal, so that no requests can be searched.");

    private AdminAnswer List(AdminRequest request)
    {
        var paging = Paging.Read(request, out var refusal);
        var since = Since(request, ref refusal);
        var stub = MatchingStub(request, ref refusal);
        if (refusal is not null)
            return refusal;
        var all = overlay.Journal.All.AsEnumerable();
        if (stub is not null)
            all = all.Where(served => served.Stub?.Id == stub);
        if (request.Query("unmatched") == "true")
            all = all.Where(served => served.Stub is null);
        var chosen = all.ToList();
        // WireMock does not skip here, and counts what is before the date, too.
        var shown = (paging with { Offset = 0 }).Of(chosen.Where(served => since is null || served.Request.ReceivedAt > since));
        return AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["requests"] = new JsonArray([.. shown.Select(served => LoggedEvent.Of(overlay.Journal, served))]),
            ["meta"] = new JsonObject { ["total"] = chosen.Count },
            ["requestJournalDisabled"] = !overlay.Journal.IsOn,
        });
    }

    private AdminAnswer Unmatched(AdminRequest request) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["requests"] = new JsonArray([.. overlay.Journal.All.Where(served => served.Stub is null).Select(served => LoggedRequest.Of(served.Request))]),
        ["requestJournalDisabled"] = !overlay.Journal.IsOn,
    });

    private AdminAnswer Show(AdminRequest request)
    {
        if (request.Id(out var refusal) is not { } id)
            return refusal;
        return overlay.Journal.Find(id) is { } served
            ? AdminAnswer.Json(StatusCodes.Status200OK, LoggedEvent.Of(overlay.Journal, served))
            : AdminAnswer.Error(StatusCodes.Status404NotFound, "No such entry",
                $"The journal has no entry with the id {id}. It keeps the newest; GET {Root} lists them.");
    }

    private AdminAnswer Delete(AdminRequest request)
    {
        if (request.Id(out var refusal) is not { } id)
            return refusal;
        overlay.Journal.Remove(served => overlay.Journal.IdOf(served) == id);
        return AdminAnswer.Done();
    }

    private AdminAnswer Clear(AdminRequest request)
    {
        overlay.Journal.Clear();
        return AdminAnswer.Done();
    }

    private static DateTimeOffset? Since(AdminRequest request, ref AdminAnswer? refusal)
    {
        if (request.Query("since") is not { } text)
            return null;
        // A plus sign that was not encoded came as a space.
        var written = text.Replace(' ', '+').Replace("Z", "+00:00", StringComparison.Ordinal);
        if (DateTimeOffset.TryParseExact(written, Iso8601, CultureInfo.InvariantCulture, DateTimeStyles.None, out var since))
            return since;
        refusal ??= AdminAnswer.Coded(StatusCodes.Status400BadRequest, 10, $"{text} is not a valid ISO8601 date", "since");
        return null;
    }

    private static Guid? MatchingStub(AdminRequest request, ref AdminAnswer? refusal)
    {
        if (request.Query("matchingStub") is not { } text)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        refusal ??= AdminAnswer.Coded(StatusCodes.Status400BadRequest, 15, $"Query parameter matchingStub value '{text}' is not a valid UUID");
        return null;
    }
}
