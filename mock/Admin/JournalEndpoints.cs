using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Journal;

namespace PlanisoContract.Mock.Admin;

/// <summary>What was asked and answered.</summary>
internal sealed class JournalEndpoints
{
    private const string Path = OwnPages.Admin + "/journal";

    private readonly MockServices _services;
    private readonly Func<HttpContext, Task<JournalEntry?>> _send;
    private readonly JournalJson _json;

    private JournalEndpoints(MockServices services, Func<HttpContext, Task<JournalEntry?>> send)
    {
        (_services, _send) = (services, send);
        _json = new JournalJson(services);
    }

    /// <param name="routes">Where.</param>
    /// <param name="services">The mock.</param>
    /// <param name="send">Answers a request as if it came over a connection.</param>
    public static void Map(IEndpointRouteBuilder routes, MockServices services, Func<HttpContext, Task<JournalEntry?>> send)
    {
        var journal = new JournalEndpoints(services, send);
        var filters = string.Join(", ", JournalFilter.Parameters);
        routes.Add("GET", Path, $"The newest exchanges; filters: {filters}.", journal.List);
        routes.Add("GET", Path + "/{id:long}", "One exchange with both messages.", journal.Show);
        routes.Add("GET", Path + "/refusals", "What was refused, grouped by operation and cause.", journal.Refusals);
        routes.Add("POST", Path + "/{id:long}/send", "Sends a request again, with the key that it had.", journal.SendAsync, takesTurn: false);
        routes.Add("DELETE", Path, "Forgets all exchanges.", journal.Clear);
        routes.MapGet(Path + "/stream", journal.StreamAsync).WithSummary("Exchanges as they come, as server-sent events; the same filters. With ?every=MS one event for all that came meanwhile: the newest of them, and how many were left out.");
    }

    private AdminResult List(AdminRequest request)
    {
        if (Refuse(request, out var filter) is { } refusal)
            return refusal;
        var taken = _services.Journal.All.Where(entry => filter.Takes(entry, _json.KeyOf)).ToList();
        return AdminResult.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["total"] = taken.Count,
            ["entries"] = new JsonArray([.. taken.Skip(filter.Offset).Take(filter.Limit).Select(_json.Summary)]),
        });
    }

    private AdminResult Show(AdminRequest request) =>
        _services.Journal.Find(long.Parse(request.Value("id"), CultureInfo.InvariantCulture)) is { } entry
            ? AdminResult.Json(StatusCodes.Status200OK, _json.Whole(entry))
            : NoEntry(request);

    private static AdminResult NoEntry(AdminRequest request) => AdminResult.Error(StatusCodes.Status404NotFound, "No such exchange",
        $"The journal has no exchange {request.Value("id")}; it keeps the newest {RequestJournal.MaxEntries:N0}.");

    private AdminResult Refusals(AdminRequest request)
    {
        if (Refuse(request, out var filter) is { } refusal)
            return refusal;
        var causes = from entry in _services.Journal.All
                     where entry.IsRefused && filter.Takes(entry, _json.KeyOf)
                     let cause = entry.Response.Errors is [var first, ..] ? first : default
                     group entry by (Operation: _json.OperationOf(entry)?.Operation.OperationId, entry.Response.Status, Field: cause.Key, Message: cause.Value ?? entry.Response.Refusal) into same
                     orderby same.Count() descending
                     select new JsonObject
                     {
                         ["operation"] = same.Key.Operation,
                         ["status"] = same.Key.Status,
                         ["field"] = same.Key.Field,
                         ["message"] = same.Key.Message,
                         ["count"] = same.Count(),
                         ["newest"] = same.First().Id,
                     };
        return AdminResult.Json(StatusCodes.Status200OK, new JsonObject { ["refusals"] = new JsonArray([.. causes.Take(filter.Limit)]) });
    }

    private async Task<AdminResult> SendAsync(AdminRequest request)
    {
        var id = long.Parse(request.Value("id"), CultureInfo.InvariantCulture);
        if (_services.Journal.Find(id) is not { } entry)
            return NoEntry(request);
        var context = new DefaultHttpContext { RequestAborted = request.Context.RequestAborted };
        var feature = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        (feature.Method, feature.RawTarget) = (entry.Method, entry.Query.Length > 0 ? $"{entry.Path}?{entry.Query}" : entry.Path);
        feature.Body = new MemoryStream(entry.RequestBody.ToArray(), writable: false);
        foreach (var (name, values) in entry.RequestHeaders)
            feature.Headers[name] = values;
        context.Response.Body = Stream.Null;
        var sent = await _send(context);
        return sent is null
            ? AdminResult.Error(StatusCodes.Status409Conflict, "Not sent again", "No API has the path of this request.")
            : AdminResult.Json(StatusCodes.Status200OK, _json.Summary(sent));
    }

    private AdminResult Clear(AdminRequest request)
    {
        _services.Journal.Clear();
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
        var every = context.Request.Query["every"].ToString();
        var entries = _services.Journal.ReadAsync(context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            await foreach (var batch in _services.Journal.ReadBatchesAsync(TimeSpan.FromMilliseconds(milliseconds), context.RequestAborted))
                await WriteAsync(context, Batch(batch, filter));
            return;
        }
        await foreach (var entry in entries)
        {
            if (!filter.Takes(entry, _json.KeyOf))
                continue;
            await WriteAsync(context, _json.Summary(entry));
        }
    }

    private JsonObject Batch(JournalBatch batch, JournalFilter filter) => new()
    {
        ["dropped"] = batch.Dropped,
        ["entries"] = new JsonArray([.. batch.Entries.Where(entry => filter.Takes(entry, _json.KeyOf)).Select(_json.Summary)]),
    };

    private static async Task WriteAsync(HttpContext context, JsonObject data)
    {
        await context.Response.WriteAsync($"data: {data.ToJsonString()}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
