using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Redmine;

/// <summary>
/// Planio as it may have been when its document was written, on the Redmine of that year: companies and contacts alone, no
/// projects and no enumerations, no custom fields, no PATCH, updates and deletes answered with 200 and nothing.
/// </summary>
internal sealed partial class RedminePlanio(TimeProvider clock, RedmineDefect defect = RedmineDefect.None)
{
    private static readonly Dictionary<string, (string Account, bool Writes)> Keys = new()
    {
        ["full"] = ("planio", true),
        ["readonly"] = ("planio", false),
        ["other"] = ("example", true),
        ["vacant"] = ("vacant", true),
    };

    private static readonly string[] CompanyTexts = ["name", "address1", "address2", "zip", "town", "state", "country"];
    private static readonly string[] ContactTexts = ["firstname", "lastname"];

    private readonly Lock _database = new();
    private readonly List<JsonObject> _companies = [];
    private readonly List<JsonObject> _contacts = [];
    private int _last;

    private sealed record Call(string Account, string Method, string[] Path, string Format, JsonObject Params, HttpContext Context);

    public void Map(WebApplication app) => app.Map("{**path}", Run);

    private async Task Run(HttpContext context)
    {
        var result = await Dispatch(context);
        await result.ExecuteAsync(context);
    }

    private async Task<IResult> Dispatch(HttpContext context)
    {
        var request = context.Request;
        var method = HttpMethods.IsPost(request.Method) && request.Headers["X-HTTP-Method-Override"].ToString() is { Length: > 0 } other ? other : request.Method;
        // Parameters are parsed before anything else looks at the request.
        if (await RedmineParams.ReadAsync(request) is not { } body)
            return Rails(400, "Bad Request", request);
        if (Route().Match(request.Path.Value ?? "") is not { Success: true } route || Action(method, route) is null)
            return Rails(404, "Not Found", request);
        var format = route.Groups["format"].Value;
        // A path without a suffix is that of the page.
        if (format is not ("json" or "xml"))
            return Results.StatusCode(406);
        var key = request.Query["key"].ToString() is { Length: > 0 } parameter ? parameter
            : request.Headers["X-Redmine-API-Key"].ToString() is { Length: > 0 } header ? header : RedmineParams.BasicUser(request);
        if (key is null || !Keys.TryGetValue(key, out var user))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Redmine API\"";
            return Results.StatusCode(401);
        }
        if (method is not ("GET" or "HEAD") && !user.Writes && defect != RedmineDefect.ReadOnlyKeyWrites)
            return Results.StatusCode(403);
        string[] path = [route.Groups["id"].Value, route.Groups["contacts"].Value, route.Groups["contact"].Value];
        lock (_database)
            return Perform(new Call(user.Account, method, path, format, body, context));
    }

    private static string? Action(string method, Match route)
    {
        var one = route.Groups["contacts"].Success ? route.Groups["contact"].Success : route.Groups["id"].Success;
        return method switch
        {
            "GET" or "HEAD" => "read",
            "POST" when !one => "create",
            "PUT" or "DELETE" when one => "write",
            _ => null,
        };
    }

    private IResult Perform(Call call)
    {
        if (call.Path[0].Length == 0)
            return call.Method == "POST" ? Save(call, "company", CompanyTexts, _companies, null, []) : List(call);
        if (Find(_companies, call.Path[0], call.Account) is not { } company)
            return Missing();
        if (call.Path[1].Length == 0)
            return One(call, "company", CompanyTexts, _companies, company);
        var contacts = _contacts.Where(contact => (int)contact["company_id"]! == (int)company["id"]!);
        if (call.Path[2].Length == 0)
        {
            return call.Method == "POST" ? Save(call, "contact", ContactTexts, _contacts, null, new JsonObject { ["company_id"] = (int)company["id"]! })
                : Page(call, "contacts", [.. contacts], paged: false);
        }
        var contact = Find(defect == RedmineDefect.ContactUnderAnyCompany ? _contacts : [.. contacts], call.Path[2], call.Account);
        return contact is null ? Missing() : One(call, "contact", ContactTexts, _contacts, contact);
    }

    private IResult One(Call call, string name, string[] texts, List<JsonObject> table, JsonObject record)
    {
        switch (call.Method)
        {
            case "PUT":
                return Save(call, name, texts, table, record, []);
            case "DELETE":
                if (defect != RedmineDefect.DeleteDoesNothing)
                {
                    if (defect == RedmineDefect.DeletedStillListed)
                        record["ghost"] = true;
                    else
                        table.Remove(record);
                    if (name == "company" && defect != RedmineDefect.ContactsSurvive)
                        _contacts.RemoveAll(contact => (int)contact["company_id"]! == (int)record["id"]!);
                    if (name == "company" && defect == RedmineDefect.ContactsSurvive && _contacts.Exists(contact => (int)contact["company_id"]! == (int)record["id"]!))
                        table.Add(record);
                }
                return Results.Text("", "text/plain");
            default:
                return Render(call, 200, name, Shown(name, record), []);
        }
    }

    private IResult Missing() => defect == RedmineDefect.MissWithBody ? Results.Text("Not found", "text/plain", statusCode: 404) : Results.StatusCode(404);

    // Ruby's to_i: the digits at the start.
    private JsonObject? Find(List<JsonObject> table, string text, string account)
    {
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        if (digits.Length == 0 && defect == RedmineDefect.CrashOnOddNumber)
            throw new InvalidOperationException("PG::UndefinedFunction");
        return int.TryParse(digits, out var id)
            ? table.Find(record => (int)record["id"]! == id && ((string)record["account"]! == account || defect == RedmineDefect.OtherAccountShown) && !record.ContainsKey("ghost"))
            : null;
    }

    private IResult List(Call call)
    {
        var companies = _companies.Where(company => (string)company["account"]! == call.Account);
        if (defect == RedmineDefect.NewestNotListed)
            companies = companies.SkipLast(1);
        if (defect == RedmineDefect.OldestNotListed)
            companies = companies.Skip(1);
        return Page(call, "companies", [.. companies.OrderBy(company => (string?)company["name"], StringComparer.OrdinalIgnoreCase).ThenBy(company => (int)company["id"]!)], paged: true);
    }

    private IResult Page(Call call, string name, List<JsonObject> records, bool paged)
    {
        var query = call.Context.Request.Query;
        var limit = ToI(query["limit"]) is > 0 and var asked ? Math.Min(asked, 100) : 25;
        var offset = query.ContainsKey("offset") ? Math.Max(0, ToI(query["offset"])) : Math.Max(0, (ToI(query["page"]) - 1) * limit);
        if (defect == RedmineDefect.OffsetIgnored)
            offset = 0;
        var page = paged ? records.Skip(offset).Take(limit).ToList() : records;
        var isBare = query["nometa"].ToString().Length > 0 || call.Context.Request.Headers.ContainsKey("X-Redmine-Nometa");
        var total = defect == RedmineDefect.TotalOfPage ? page.Count : records.Count;
        var counts = !paged || isBare ? [] : new Dictionary<string, int> { ["total_count"] = total, ["offset"] = offset, ["limit"] = limit };
        var singular = name == "companies" ? "company" : "contact";
        return Render(call, 200, name, new JsonArray([.. page.Select(record => Shown(singular, record))]), counts);
    }

    private IResult Save(Call call, string name, string[] texts, List<JsonObject> table, JsonObject? record, JsonObject fixedValues)
    {
        var sent = call.Params[name] as JsonObject ?? [];
        var values = new JsonObject();
        var isXml = call.Context.Request.ContentType?.Contains("xml", StringComparison.Ordinal) == true;
        foreach (var field in texts.Where(sent.ContainsKey))
        {
            if (!(defect == RedmineDefect.XmlDropsOptional && isXml && field == "town"))
                values[field] = Text(sent[field]);
        }
        foreach (var field in (string[])["mails", "phones"])
        {
            if (sent[field] is JsonArray list)
                values[field] = new JsonArray([.. (defect == RedmineDefect.ListsReversed ? list.Reverse() : list).Select(item => field == "mails" ? Text(item) : Phone(item)).Where(item => item is not null)]);
            else if (sent.ContainsKey(field))
                values[field] = new JsonArray();
        }
        if (name == "contact" && sent.ContainsKey("gender"))
            values["gender"] = Text(sent["gender"])?.ToString() is { Length: > 0 } flag ? flag is not ("0" or "f" or "false" or "off") : null;
        if (defect != RedmineDefect.NameNotRequired && name == "company" && (record is null || values.ContainsKey("name")) && string.IsNullOrWhiteSpace((string?)values["name"]))
            return Invalid(call, "Name cannot be blank");
        if (values.Any(value => value.Value is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.ToString().Length > 255))
            return Invalid(call, "A value is too long (maximum is 255 characters)");
        if (record is not null)
            return Change(call, texts, record, values);
        record = (JsonObject)fixedValues.DeepClone();
        foreach (var (field, value) in values)
            record[field] = value?.DeepClone();
        record["id"] = ++_last;
        record["account"] = call.Account;
        (record["created_on"], record["updated_on"]) = (Now(), Now());
        table.Add(record);
        if (defect != RedmineDefect.CreateWithoutLocation)
        {
            var under = name == "company" ? "companies" : $"companies/{record["company_id"]}/contacts";
            call.Context.Response.Headers.Location = $"http://{call.Context.Request.Host}/{under}/{record["id"]}";
        }
        return Render(call, 201, name, Shown(name, record), []);
    }

    private IResult Change(Call call, string[] texts, JsonObject record, JsonObject values)
    {
        if (defect == RedmineDefect.UnsentCleared)
        {
            foreach (var field in texts.Except(["name"]).Where(field => !values.ContainsKey(field)))
                record[field] = null;
        }
        if (defect == RedmineDefect.FieldDroppedOnUpdate)
            values.Remove("zip");
        foreach (var (field, value) in defect == RedmineDefect.UpdateLost ? [] : values)
            record[field] = value?.DeepClone();
        record["updated_on"] = Now();
        return Results.Text("", "text/plain");
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/companies(/(?<id>[^/.]+)(/(?<contacts>contacts)(/(?<contact>[^/.]+))?)?)?(\.(?<format>\w+))?$")]
    private static partial Regex Route();
}
