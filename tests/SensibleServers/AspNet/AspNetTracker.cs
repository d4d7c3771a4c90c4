using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.AspNet;

/// <summary>The tracker as minimal APIs over EF Core make it: bearer keys, UUIDs, problem details, row versions as entity tags, PUT alone.</summary>
internal sealed class AspNetTracker(TimeProvider clock, TrackerDefect defect = TrackerDefect.None)
{
    private static readonly Dictionary<string, (string Tenant, bool Writes)> Tokens = new()
    {
        ["full"] = ("acme", true),
        ["readonly"] = ("acme", false),
        ["other"] = ("umbrella", true),
        ["vacant"] = ("vacant", true),
    };

    private readonly Lock _database = new();
    private readonly List<Row> _projects = [];
    private readonly List<Row> _tickets = [];

    private sealed record Row(string Tenant, Guid Id, JsonObject Entity, int Version);

    public void Map(WebApplication app)
    {
        app.MapGet("/projects", context => Run(context, tenant => Page(context, Of(_projects, tenant), hasLinks: false)));
        app.MapPost("/projects", context => Run(context, (tenant, input) => Create(context, tenant, _projects, "projects", TrackerModel.Project(input, defect))));
        app.MapGet("/projects/{id:guid}", context => Run(context, tenant => Find(context, _projects, tenant) is { } row ? Shown(row, null) : Problem(404, "Not Found")));
        app.MapGet("/tickets", context => Run(context, tenant => Tickets(context, tenant)));
        app.MapPost("/tickets", context => Run(context, (tenant, input) => Create(context, tenant, _tickets, "tickets", TrackerModel.Ticket(input, defect))));
        app.MapGet("/tickets/{id:guid}", context => Run(context, tenant => Find(context, _tickets, tenant) is { } row ? Shown(row, context) : Problem(404, "Not Found")));
        app.MapPut("/tickets/{id:guid}", context => Run(context, (tenant, input) => Replace(context, tenant, input)));
        app.MapDelete("/tickets/{id:guid}", context => Run(context, tenant => Delete(context, tenant)));
        // UseStatusCodePages with AddProblemDetails.
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 404, ContentLength: null })
                await Problem(context.Response.StatusCode, "Error").ExecuteAsync(context);
        });
    }

    private static IResult Problem(int status, string title, JsonObject? errors = null, string? detail = null, int? shown = null)
    {
        var problem = new JsonObject { ["type"] = $"https://tools.ietf.org/html/rfc9110#{status}", ["title"] = title, ["status"] = shown ?? status };
        if (detail is not null)
            problem["detail"] = detail;
        if (errors is not null)
            problem["errors"] = errors;
        return SensibleServer.Answer(status, problem, "application/problem+json");
    }

    private Task Run(HttpContext context, Func<string, IResult> handler) => Run(context, (tenant, _) => handler(tenant), hasBody: false);

    private async Task Run(HttpContext context, Func<string, JsonObject, IResult> handler, bool hasBody = true)
    {
        var header = context.Request.Headers.Authorization.ToString();
        IResult result;
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || !Tokens.TryGetValue(header[7..], out var token))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            result = Results.StatusCode(401);
        }
        else if (!token.Writes && !HttpMethods.IsGet(context.Request.Method))
            result = Results.StatusCode(403);
        else if (hasBody && !context.Request.HasJsonContentType())
            result = Problem(415, "Unsupported Media Type");
        else
        {
            var (body, isRead) = hasBody ? await ReadAsync(context.Request) : ([], true);
            lock (_database)
                result = isRead ? handler(token.Tenant, body) : Problem(400, "Bad Request", detail: "The body could not be read.");
        }
        await result.ExecuteAsync(context);
    }

    private static async Task<(JsonObject Body, bool IsRead)> ReadAsync(HttpRequest request)
    {
        try
        {
            return await SensibleServer.ReadAsync(request) is JsonObject body ? (body, true) : ([], false);
        }
        catch (JsonException)
        {
            return ([], false);
        }
    }

    private IEnumerable<Row> Of(List<Row> table, string tenant) => table.Where(row => row.Tenant == tenant || defect == TrackerDefect.OtherTenantShown);

    private Row? Find(HttpContext context, List<Row> table, string tenant) => Guid.Parse((string)context.Request.RouteValues["id"]!) is var id
        ? Of(table, tenant).FirstOrDefault(row => row.Id == id) : null;

    private IResult Shown(Row row, HttpContext? context, int status = 200)
    {
        if (context is not null)
            context.Response.Headers.ETag = defect == TrackerDefect.TagUnchanged ? "\"0\"" : $"\"{row.Version}\"";
        return SensibleServer.Answer(status, row.Entity.DeepClone());
    }

    private IResult Tickets(HttpContext context, string tenant)
    {
        var query = context.Request.Query;
        var found = Of(_tickets, tenant);
        var errors = new JsonObject();
        if (query["projectId"].ToString() is { Length: > 0 } project)
        {
            if (Guid.TryParse(project, out var id))
                found = found.Where(row => Guid.TryParse((string?)row.Entity["projectId"], out var held) && held == id);
            else
                errors["projectId"] = new JsonArray($"The value '{project}' is not valid.");
        }
        if (query["status"].ToString() is { Length: > 0 } status)
            found = found.Where(row => (string?)row.Entity["status"] == status);
        if (query["minEstimate"].ToString() is { Length: > 0 } estimate)
        {
            if (!decimal.TryParse(estimate, CultureInfo.InvariantCulture, out var least))
                errors["minEstimate"] = new JsonArray($"The value '{estimate}' is not valid.");
            else if (defect == TrackerDefect.FilterByTextOfEstimate)
                found = found.Where(row => row.Entity["estimate"] is { } held && string.CompareOrdinal(held.ToString(), estimate) >= 0);
            else
                found = found.Where(row => (decimal?)row.Entity["estimate"] >= least);
        }
        if (query["sort"].ToString() is { Length: > 0 } sort)
        {
            if (sort is not ("title" or "estimate"))
                errors["sort"] = new JsonArray($"The value '{sort}' is not valid.");
            else
            {
                found = sort == "title" ? found.OrderBy(row => (string)row.Entity["title"]!, StringComparer.OrdinalIgnoreCase) : found.OrderBy(row => (decimal?)row.Entity["estimate"]);
                found = query["order"] == "desc" ? found.Reverse() : found;
            }
        }
        return errors.Count > 0 ? Problem(400, "One or more validation errors occurred.", errors) : Page(context, found, hasLinks: true);
    }

    private IResult Page(HttpContext context, IEnumerable<Row> found, bool hasLinks)
    {
        var errors = new JsonObject();
        int Bound(string name, int otherwise, int least, int most)
        {
            var text = context.Request.Query[name].ToString();
            if (text.Length == 0)
                return otherwise;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            errors[name] = new JsonArray($"The value '{text}' is not valid.");
            return otherwise;
        }
        var (skip, take) = (Bound("skip", 0, 0, int.MaxValue), Bound("take", 20, 1, defect == TrackerDefect.TakeUncapped ? 10_000 : 100));
        if (errors.Count > 0)
            return Problem(400, "One or more validation errors occurred.", errors);
        Row[] all = [.. found];
        Row[] shown = [.. all.Skip(skip).Take(take)];
        context.Response.Headers["X-Total-Count"] = $"{(defect == TrackerDefect.TotalOfPage ? shown.Length : all.Length)}";
        if (hasLinks && skip + take < all.Length && defect != TrackerDefect.LinkMissing)
        {
            var rest = context.Request.Query.Where(pair => pair.Key is not ("skip" or "take")).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}");
            context.Response.Headers.Link = $"<{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}?{string.Join('&', rest.Append($"skip={skip + take}").Append($"take={take}"))}>; rel=\"next\"";
        }
        return SensibleServer.Answer(200, new JsonArray([.. shown.Select(row => row.Entity.DeepClone())]));
    }

    private IResult Create(HttpContext context, string tenant, List<Row> table, string path, (JsonObject Entity, JsonObject Errors) bound)
    {
        if (Refuse(tenant, table, bound) is { } refusal)
            return refusal;
        var row = new Row(tenant, Guid.NewGuid(), bound.Entity, 1);
        row.Entity.Insert(0, "id", $"{row.Id}");
        if (table == _tickets)
            row.Entity["createdAt"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        table.Add(row);
        if (defect != TrackerDefect.LocationMissing)
            context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}/{path}/{row.Id}";
        return Shown(row, null, 201);
    }

    private IResult? Refuse(string tenant, List<Row> table, (JsonObject Entity, JsonObject Errors) bound)
    {
        if (bound.Errors.Count > 0)
        {
            var errors = defect == TrackerDefect.ErrorsNameOtherField ? new JsonObject { ["body"] = new JsonArray("It is not valid.") } : bound.Errors;
            return Problem(400, "One or more validation errors occurred.", errors, shown: defect == TrackerDefect.StatusDiffers ? 500 : null);
        }
        if (table == _projects && defect != TrackerDefect.KeyUnchecked && _projects.Any(row => row.Tenant == tenant && (string?)row.Entity["key"] == (string?)bound.Entity["key"]))
            return Problem(409, "Conflict", detail: "Another project has this key.");
        return defect != TrackerDefect.UnknownProjectTaken && bound.Entity["projectId"] is { } project && Of(_projects, tenant).All(row => row.Id != Guid.Parse((string)project!))
            ? Problem(400, "One or more validation errors occurred.", new JsonObject { ["projectId"] = new JsonArray("There is no such project.") }) : null;
    }

    private IResult Replace(HttpContext context, string tenant, JsonObject input)
    {
        if (Find(context, _tickets, tenant) is not { } row)
            return Problem(404, "Not Found");
        if (context.Request.Headers.IfMatch.ToString() is { Length: > 0 } match && match is not "*" && match != $"\"{row.Version}\"" && defect != TrackerDefect.IfMatchIgnored)
            return Problem(412, "Precondition Failed");
        var bound = TrackerModel.Ticket(input, defect);
        if (Refuse(tenant, _tickets, bound) is { } refusal)
            return refusal;
        foreach (var (name, value) in row.Entity.Where(pair => pair.Key is "id" or "createdAt" || (defect == TrackerDefect.PutMerges && !input.ContainsKey(pair.Key))).ToArray())
            bound.Entity[name] = value?.DeepClone();
        _tickets[_tickets.IndexOf(row)] = row with { Entity = bound.Entity, Version = row.Version + 1 };
        return Results.NoContent();
    }

    private IResult Delete(HttpContext context, string tenant)
    {
        if (Find(context, _tickets, tenant) is not { } row)
            return Problem(404, "Not Found");
        if (defect != TrackerDefect.DeleteChangesNothing)
            _tickets.Remove(row);
        return Results.NoContent();
    }
}
