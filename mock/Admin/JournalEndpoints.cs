using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Journal;

namespace PlanisoContract.Mock.Admin;

/// <summary>What was asked and answered.</summary>
internal sealed class JournalEndpoints(MockServices services)
{
    private const string Path = OwnPages.Admin + "/journal";

    private readonly JournalJson _json = new(services.Redaction);

    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        var journal = new JournalEndpoints(services);
        var filters = string.Join(", ", JournalFilter.Parameters);
        routes.Add("GET", Path, $"The newest exchanges; filters: {filters}.", journal.List);
        routes.Add("GET", Path + "/{id:long}", "One exchange with both messages.", journal.Show);
        routes.Add("DELETE", Path, "Forgets all exchanges.", journal.Clear);
        routes.MapGet(Path + "/stream", journal.StreamAsync).WithSummary("Exchanges as they come, as server-sent events; the same filters.");
    }

    private AdminResult List(AdminRequest request)
    {
        if (Refuse(request, out var filter) is { } refusal)
            return refusal;
        var taken = services.Journal.All.Where(entry => filter.Takes(entry, _json.KeyOf)).ToList();
        return AdminResult.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["total"] = taken.Count,
            ["entries"] = new JsonArray([.. taken.Take(filter.Limit).Select(_json.Summary)]),
        });
    }

    private AdminResult Show(AdminRequest request) =>
        services.Journal.Find(long.Parse(request.Value("id"), CultureInfo.InvariantCulture)) is { } entry
            ? AdminResult.Json(StatusCodes.Status200OK, _json.Whole(entry))
            : AdminResult.Error(StatusCodes.Status404NotFound, "No such exchange",
                $"The journal has no exchange {request.Value("id")}; it keeps the newest {RequestJournal.MaxEntries:N0}.");

    private AdminResult Clear(AdminRequest request)
    {
        services.Journal.Clear();
        return AdminResult.NoContent();
    }

    private static AdminResult? Refuse(AdminRequest request, out JournalFilter filter)
    {
        var problems = new List<string>();
        filter = JournalFilter.Read(request.Query, problems);
        return problems.Count == 0 ? null : AdminResult.Error(StatusCodes.Status400BadRequest, "The filter is not right", problems);
    }

    private async Task StreamAsync(HttpContext context)
    {
        if (Refuse(new AdminRequest(context), out var filter) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        var entries = services.Journal.ReadAsync(context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var entry in entries)
        {
            if (!filter.Takes(entry, _json.KeyOf))
                continue;
            await context.Response.WriteAsync($"data: {_json.Summary(entry).ToJsonString()}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
