using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.DjangoRest;

/// <summary>The depot as viewsets, serializers and filters of Django REST framework make it: Basic, JSON and forms, counted pages, errors by field.</summary>
internal sealed class DjangoRestDepot(TimeProvider clock, DepotDefect defect = DepotDefect.None)
{
    private static readonly Dictionary<string, (string Tenant, bool Writes)> Users = new()
    {
        ["full"] = ("acme", true),
        ["readonly"] = ("acme", false),
        ["other"] = ("umbrella", true),
        ["vacant"] = ("vacant", true),
    };

    private readonly Lock _database = new();
    private readonly Dictionary<(string Tenant, string Model), int> _ids = [];
    private readonly Dictionary<(string Tenant, string Model), SortedDictionary<int, JsonObject>> _tables = [];

    public void Map(WebApplication app)
    {
        Map(app, DepotModel.Category, canChange: false);
        Map(app, DepotModel.Product, canChange: true);
        app.MapFallback("{**path}", context => Detail(404, "Not found.").ExecuteAsync(context));
    }

    private void Map(WebApplication app, DepotModel model, bool canChange)
    {
        app.Map($"/{model.Name}/", context => Run(context, (tenant, input) => context.Request.Method switch
        {
            "GET" => List(tenant, model, context.Request),
            "POST" => Create(tenant, model, input),
            _ => null,
        }, "GET, POST, HEAD, OPTIONS"));
        // As <int:pk> matches.
        app.Map($"/{model.Name}/{{pk:int:min(0)}}/", context => Run(context, (tenant, input) => (context.Request.Method, Find(tenant, model, context)) switch
        {
            ("GET" or "DELETE" or "PATCH", null) => Detail(404, "No record matches the given query."),
            ("GET", { } found) => SensibleServer.Answer(200, found.DeepClone()),
            ("PATCH", { } found) when canChange => Update(tenant, model, found, input),
            ("DELETE", { } found) when canChange => Destroy(tenant, model, found),
            _ => null,
        }, canChange ? "GET, PATCH, DELETE, HEAD, OPTIONS" : "GET, HEAD, OPTIONS"));
    }

    private static IResult Detail(int status, string text) => SensibleServer.Answer(status, new JsonObject { ["detail"] = text });

    private async Task Run(HttpContext context, Func<string, (JsonObject Data, bool IsForm), IResult?> view, string allow)
    {
        var request = context.Request;
        var user = Authenticate(request);
        var result = user is null ? Detail(401, "Authentication credentials were not provided.")
            // APPEND_SLASH leads a reader on, and can do nothing for a writer.
            : !request.Path.Value!.EndsWith('/') ? Detail(404, "Not found.")
            : !IsAcceptable(request) ? Detail(406, "Could not satisfy the request Accept header.")
            : allow.Split(", ").Contains(request.Method) && request.Method is not ("GET" or "HEAD" or "OPTIONS") && !user.Value.Writes && defect != DepotDefect.ReadOnlyKeyWrites
                ? Detail(403, "You do not have permission to perform this action.")
            : null;
        if (user is null)
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"api\"";
        if (result is null)
        {
            var (data, isForm, refusal) = request.Method is "POST" or "PATCH" ? await Parse(request) : ([], false, null);
            lock (_database)
                result = (allow.Contains(request.Method, StringComparison.Ordinal) ? refusal : null) ?? view(user!.Value.Tenant, (data, isForm));
        }
        if (result is null)
        {
            if (defect != DepotDefect.AllowMissing)
                context.Response.Headers.Allow = allow;
            result = Detail(405, $"Method \"{request.Method}\" not allowed.");
        }
        await result.ExecuteAsync(context);
    }

    private (string Tenant, bool Writes)? Authenticate(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is not { Length: > 6 } header || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var name = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':')[0];
            return Users.TryGetValue(name, out var user) ? user : defect == DepotDefect.AcceptsAnyKey ? ("acme", true) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsAcceptable(HttpRequest request) => request.Headers.Accept.ToString() is not { Length: > 0 } accept
        || accept.Split(',').Any(type => type.Split(';')[0].Trim() is "*/*" or "application/*" or "application/json");

    // JSONParser and FormParser.
    private async Task<(JsonObject Data, bool IsForm, IResult? Refusal)> Parse(HttpRequest request)
    {
        try
        {
            if (request.HasJsonContentType())
            {
                return await SensibleServer.ReadAsync(request) is JsonObject data ? (data, false, null)
                    : ([], false, SensibleServer.Answer(400, new JsonObject { ["non_field_errors"] = new JsonArray("Invalid data. Expected a dictionary.") }));
            }
            if (request.HasFormContentType)
            {
                var form = (await request.ReadFormAsync()).Where(pair => defect != DepotDefect.FormLosesValues || pair.Key is "name" or "sku");
                return (new JsonObject(form.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value[^1]))), true, null);
            }
            return request.ContentLength is null or 0 ? ([], false, null)
                : ([], false, Detail(defect == DepotDefect.MediaTypeBadRequest ? 400 : 415, $"Unsupported media type \"{request.ContentType}\" in request."));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return ([], false, Detail(400, $"JSON parse error - {unreadable.Message}"));
        }
    }

    private SortedDictionary<int, JsonObject> TableOf(string tenant, DepotModel model)
    {
        if (!_tables.TryGetValue((tenant, model.Name), out var table))
            _tables[(tenant, model.Name)] = table = [];
        return table;
    }

    private JsonObject? Find(string tenant, DepotModel model, HttpContext context) =>
        TableOf(tenant, model).GetValueOrDefault(int.Parse((string)context.Request.RouteValues["pk"]!, CultureInfo.InvariantCulture));

    private IResult List(string tenant, DepotModel model, HttpRequest request)
    {
        IEnumerable<JsonObject> found = TableOf(tenant, model).Values;
        if (defect == DepotDefect.NewestNotListed)
            found = found.SkipLast(1);
        if (model == DepotModel.Product)
        {
            if (DepotFilters.Error(request.Query) is { } error)
                return SensibleServer.Answer(400, error);
            found = DepotFilters.Ordered(DepotFilters.Filtered(found, request.Query, defect), request.Query["ordering"].ToString(), defect);
        }
        JsonObject[] all = [.. found];
        var size = int.TryParse(request.Query["page_size"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 && defect != DepotDefect.PageSizeIgnored
            ? Math.Min(asked, 50) : 10;
        var pages = Math.Max(1, (all.Length + size - 1) / size);
        var sent = request.Query["page"].ToString();
        var page = 1;
        if (sent.Length > 0 && (!int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page < 1 || page > pages))
            return Detail(404, "Invalid page.");
        var first = ((page - 1) * size) - (defect == DepotDefect.PagesOverlap && page > 1 ? 1 : 0);
        JsonNode[] results = [.. all.Skip(first).Take(size).Select(record => record.DeepClone())];
        string? To(int other) => other < 1 || other > pages ? null : $"{request.Scheme}://{request.Host}{request.Path}?page={other}";
        return SensibleServer.Answer(200, new JsonObject
        {
            ["count"] = defect == DepotDefect.CountOfPage ? results.Length : all.Length,
            ["next"] = To(page + 1),
            ["previous"] = To(page - 1),
            ["results"] = new JsonArray(results),
        });
    }

    private IResult Create(string tenant, DepotModel model, (JsonObject Data, bool IsForm) input)
    {
        var record = new JsonObject { ["id"] = 0 };
        foreach (var field in model.Fields)
            record[field.Name] = field.Default?.DeepClone();
        if (Validate(tenant, model, input, record, isPartial: false) is { } refusal)
            return refusal;
        var table = TableOf(tenant, model);
        var id = _ids[(tenant, model.Name)] = _ids.GetValueOrDefault((tenant, model.Name)) + 1;
        record["id"] = id;
        if (model.HasTimes)
            (record["created_at"], record["updated_at"]) = (Now(), Now());
        table[id] = record;
        return SensibleServer.Answer(201, record.DeepClone());
    }

    private IResult Update(string tenant, DepotModel model, JsonObject record, (JsonObject Data, bool IsForm) input)
    {
        var changed = (JsonObject)record.DeepClone();
        if (Validate(tenant, model, input, changed, isPartial: true, (int)record["id"]!) is { } refusal)
            return refusal;
        if (defect == DepotDefect.UnsentCleared && !input.Data.ContainsKey("description"))
            changed["description"] = null;
        changed["updated_at"] = Now();
        var id = (int)record["id"]!;
        TableOf(tenant, model)[id] = changed;
        foreach (var other in _tables.Where(table => defect == DepotDefect.OtherSiloChanged && table.Key.Model == model.Name && table.Key.Tenant != tenant))
        {
            foreach (var value in other.Value.Values)
                value["name"] = changed["name"]!.DeepClone();
        }
        return SensibleServer.Answer(200, changed.DeepClone());
    }

    private IResult Destroy(string tenant, DepotModel model, JsonObject record)
    {
        if (defect == DepotDefect.DeleteIsSoft)
            record["is_active"] = false;
        else
            TableOf(tenant, model).Remove((int)record["id"]!);
        return Results.NoContent();
    }

    private IResult? Validate(string tenant, DepotModel model, (JsonObject Data, bool IsForm) input, JsonObject record, bool isPartial, int? own = null)
    {
        var errors = new JsonObject();
        foreach (var field in model.Fields)
        {
            if (!input.Data.TryGetPropertyValue(field.Name, out var sent))
            {
                if (field.Required && !isPartial)
                    errors[field.Name] = new JsonArray("This field is required.");
                continue;
            }
            var (value, error) = field.Read(sent, input.IsForm);
            if (error is null && field.Kind == "key" && value is not null && !TableOf(tenant, DepotModel.Category).ContainsKey((int)value) && defect != DepotDefect.UnknownCategoryTaken)
                error = $"Invalid pk \"{value}\" - object does not exist.";
            if (error is null && field.Name == model.Unique && defect != DepotDefect.UniqueUnchecked
                && TableOf(tenant, model).Values.Any(other => (int)other["id"]! != own && (string?)other[field.Name] == (string?)value))
                error = $"{model.Name} with this {field.Name} already exists.";
            if (error is null)
                record[field.Name] = value;
            else
                errors[field.Name] = new JsonArray(error);
        }
        return errors.Count == 0 ? null : SensibleServer.Answer(400, defect == DepotDefect.ErrorsNameNoField ? new JsonObject { ["non_field_errors"] = "Invalid." } : errors);
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
