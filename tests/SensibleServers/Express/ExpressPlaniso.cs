using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Express;

/// <summary>
/// The first two resources of Planiso, users and projects, as one would write them with Express while the rest is not begun:
/// what is not there is answered by the framework's own page. Values are taken as JavaScript takes them: 'x || null', parseInt,
/// truthiness.
/// </summary>
internal sealed class ExpressPlaniso(TimeProvider clock, ExpressDefect defect = ExpressDefect.None)
{
    private sealed class Collection
    {
        public List<JsonObject> Documents { get; } = [];
        public int Last { get; set; }
    }

    private static readonly Dictionary<string, (string Silo, bool Writes)> Keys = new()
    {
        ["full"] = ("acme", true),
        ["readonly"] = ("acme", false),
        ["other"] = ("umbrella", true),
        ["vacant"] = ("vacant", true),
    };

    private static readonly string[] UserTexts = ["custom_no", "fullname", "username", "email", "phone", "phonext", "cellphone", "hired_date"];
    private static readonly string[] ProjectTexts = ["custom_no", "name", "location", "start_date", "end_date"];

    // One thread runs the program.
    private readonly Lock _thread = new();
    private readonly ConcurrentDictionary<(string Silo, string Name), Collection> _collections = [];

    // What uniqueness is looked up in where the index lags: a read brings it up to date.
    private HashSet<JsonObject> _index = [];

    public void Map(WebApplication app)
    {
        foreach (var name in (string[])["user", "project"])
        {
            app.MapMethods($"/v1/{name}", ["GET", "HEAD"], context => Run(context, (silo, _) => Send(200, "", List(silo, name))));
            app.MapPost($"/v1/{name}", context => Run(context, (silo, body) => Create(silo, name, body)));
            app.MapMethods($"/v1/{name}/{{no}}", ["GET", "HEAD"], context => Run(context, (silo, _) => Find(silo, name, context) is { } found
                ? Send(200, $"{name} found", found.DeepClone()) : Send(404, $"The requested {name} doesn't exist", new JsonArray())));
            app.MapPut($"/v1/{name}/{{no}}", context => Run(context, (silo, body) => Update(silo, name, body, context)));
            app.MapDelete($"/v1/{name}/{{no}}", context => Run(context, (silo, _) => Delete(silo, name, context)));
        }
        app.MapFallback("{**path}", context => Results.Text(
            $"<!DOCTYPE html>\n<html lang=\"en\">\n<body>\n<pre>Cannot {context.Request.Method} {context.Request.Path.ToUriComponent()}</pre>\n</body>\n</html>\n",
            "text/html", statusCode: 404).ExecuteAsync(context));
    }

    private static IResult Send(int status, string message, JsonNode? data, int? code = null) =>
        SensibleServer.Answer(status, new JsonObject { ["code"] = code ?? status, ["message"] = message, ["data"] = data });

    private async Task Run(HttpContext context, Func<string, JsonObject, IResult> handler)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var body = await Body(context.Request);
        if (context.Request.Method == "GET")
        {
            lock (_thread)
                _index = [.. _collections.Values.SelectMany(collection => collection.Documents)];
        }
        var result = header.Split(' ') is not ["Bearer", var token] || !Keys.TryGetValue(token, out var key) ? Send(401, "No valid API key provided", new JsonArray())
            : !key.Writes && context.Request.Method is not ("GET" or "HEAD") && defect != ExpressDefect.ReadOnlyKeyWrites
                ? Send(403, "The API key doesn't have the required permissions", new JsonArray())
            : body is null ? Send(400, "Unexpected token in JSON", new JsonArray())
            : Turn(() => handler(defect == ExpressDefect.OtherSiloShown && context.Request.Method == "GET" ? "acme" : key.Silo, body));
        await result.ExecuteAsync(context);
    }

    private IResult Turn(Func<IResult> handler)
    {
        lock (_thread)
            return handler();
    }

    // express.json() and express.urlencoded(): what is neither is an empty object.
    private static async Task<JsonObject?> Body(HttpRequest request)
    {
        try
        {
            if (request.HasJsonContentType() && request.ContentLength > 0)
                return await SensibleServer.ReadAsync(request) is { } body ? body as JsonObject ?? [] : null;
            return request.HasFormContentType
                ? new JsonObject((await request.ReadFormAsync()).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToString())))
                : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private Collection Of(string silo, string name) => _collections.GetOrAdd((silo, name), _ => new Collection());

    // parseInt(req.params.no, 10)
    private JsonObject? Find(string silo, string name, HttpContext context)
    {
        var text = (string)context.Request.RouteValues["no"]!;
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        if (defect == ExpressDefect.CrashOnOddNumber && digits.Length == 0)
            throw new InvalidOperationException("Cast to Number failed");
        return int.TryParse(digits, out var no) ? Of(silo, name).Documents.Find(document => (int)document["no"]! == no) : null;
    }

    // Users the newest first; projects by their start.
    private JsonArray List(string silo, string name)
    {
        var documents = Of(silo, name).Documents.AsEnumerable().Reverse();
        if (defect == ExpressDefect.NewestNotListed)
            documents = documents.Skip(1);
        if (defect == ExpressDefect.OldestNotListed)
            documents = documents.SkipLast(1);
        if (name == "project")
            documents = documents.OrderBy(document => document["start_date"] is null).ThenBy(document => (string?)document["start_date"], StringComparer.Ordinal);
        var list = new JsonArray([.. documents.Select(document => document.DeepClone())]);
        if (defect == ExpressDefect.ListHasNoActive)
        {
            foreach (var document in list)
                document!.AsObject().Remove("active");
        }
        return list;
    }

    private IResult Create(string silo, string name, JsonObject body)
    {
        var document = new JsonObject();
        var wrong = Read(name, body, document);
        var required = name == "user" ? "fullname" : "name";
        if (document[required] is null && wrong is null)
            wrong = required;
        if (wrong is not null)
            return Send(400, $"{wrong} is missing or has an incorrect format", new JsonObject { [wrong] = "is missing or has an incorrect format" });
        if (Taken(silo, name, document, null, defect == ExpressDefect.UniqueIndexLags ? _index : null) is { } taken)
            return Send(409, $"{taken} already exists", new JsonArray());
        var collection = Of(silo, name);
        document["no"] = ++collection.Last;
        document["aff_number"] = string.Create(CultureInfo.InvariantCulture, $"{(name == "user" ? "PERS" : "PROJ")}-{collection.Last}");
        foreach (var text in name == "user" ? UserTexts : ProjectTexts)
            document[text] ??= null;
        document["active"] ??= true;
        if (name == "user")
            (document["create_date"], document["last_update"]) = (Now(), Now());
        if (defect == ExpressDefect.FieldDroppedOnCreate)
            document["location"] = document["phonext"] = null;
        collection.Documents.Add(document);
        var answer = (JsonObject)document.DeepClone();
        if (defect == ExpressDefect.IdentityOffByOne)
            answer["no"] = collection.Last + 1;
        return Send(201, $"{name} inserted successfully", answer);
    }

    private IResult Update(string silo, string name, JsonObject body, HttpContext context)
    {
        if (Find(silo, name, context) is not { } document)
            return Send(404, $"The {name} doesn't exist", new JsonArray());
        var changed = new JsonObject();
        var required = name == "user" ? "fullname" : "name";
        if ((Read(name, body, changed) ?? (changed.ContainsKey(required) && changed[required] is null ? required : null)) is { } wrong)
            return Send(400, $"{wrong} is missing or has an incorrect format", new JsonObject { [wrong] = "is missing or has an incorrect format" });
        if (Taken(silo, name, changed, document) is { } taken)
            return Send(409, $"{taken} already exists", new JsonArray());
        // "This operation cannot be undone."
        if (name == "project" && !(bool)document["active"]!)
            changed.Remove("active");
        var answer = (JsonObject)changed.DeepClone();
        if (defect == ExpressDefect.FieldDroppedOnUpdate)
            changed.Remove(name == "user" ? "phone" : "end_date");
        if (defect == ExpressDefect.UpdateLost && name == "project")
            changed.Clear();
        if (defect == ExpressDefect.CreationTimeMoves && name == "user")
            changed["create_date"] = Now();
        if (name == "user")
            (changed["last_update"], answer["last_update"]) = (Now(), Now());
        foreach (var (member, value) in changed)
        {
            document[member] = value?.DeepClone();
            if (defect == ExpressDefect.OtherSiloChanged)
            {
                foreach (var other in _collections.Where(pair => pair.Key.Name == name && pair.Key.Silo != silo).SelectMany(pair => pair.Value.Documents).Where(other => (int)other["no"]! == (int)document["no"]!))
                    other[member] = value?.DeepClone();
            }
        }
        answer["no"] = (int)document["no"]!;
        return Send(200, $"{name} updated successfully", answer);
    }

    private IResult Delete(string silo, string name, HttpContext context)
    {
        if (Find(silo, name, context) is not { } document)
            return Send(404, $"The {name} doesn't exist", new JsonArray());
        document["active"] = false;
        if (defect == ExpressDefect.HardDelete)
            Of(silo, name).Documents.Remove(document);
        return Send(200, $"{name} deleted successfully", defect == ExpressDefect.DeleteAnswersNull ? null : new JsonArray());
    }

    // The name of the first field that is wrong, or null. custom_no: req.body.custom_no || null
    private static string? Read(string name, JsonObject body, JsonObject document)
    {
        foreach (var field in name == "user" ? UserTexts : ProjectTexts)
        {
            if (!body.TryGetPropertyValue(field, out var value))
                continue;
            if (!IsText(value, out var text) || (text is not null && field is "start_date" or "end_date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) && text.Length > 0))
                return field;
            // A hired_date has no stated format: it is kept as it is.
            document[field] = string.IsNullOrWhiteSpace(text) ? null : text;
        }
        if (body["active"] is { } active)
        {
            if (!IsText(active, out var flag))
                return "active";
            document["active"] = flag is not ("" or "0" or "false");
        }
        return null;
    }

    private static bool IsText(JsonNode? value, out string? text)
    {
        text = value?.ToString();
        return value is null or JsonValue;
    }

    private string? Taken(string silo, string name, JsonObject values, JsonObject? own, HashSet<JsonObject>? seen = null)
    {
        string[] unique = name == "user" ? ["custom_no", "username", "email"] : ["custom_no"];
        return defect == ExpressDefect.UniqueUnchecked ? null : unique.FirstOrDefault(field => values[field] is { } value
            && Of(silo, name).Documents.Exists(other => other != own && seen?.Contains(other) != false && (string?)other[field] == (string?)value));
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
