using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Lightening;

/// <summary>
/// Lightening's contacts by the letter of their page, as one would write them in plain PHP: a delete answers with the flag that
/// the page shows, '' in an update counts as nothing, integers are numbers, a miss of a find is 404, a list has no total.
/// </summary>
internal sealed partial class PhpLightening(TimeProvider clock, LighteningDefect defect = LighteningDefect.None)
{
    private static readonly Dictionary<string, (string Account, bool Writes)> Keys = new()
    {
        ["full"] = ("north", true),
        ["readonly"] = ("north", false),
        ["other"] = ("south", true),
        ["vacant"] = ("vacant", true),
    };

    private static readonly Dictionary<string, int> Lengths = new()
    {
        ["name"] = 64,
        ["email"] = 191,
        ["tel"] = 32,
        ["tel1"] = 32,
        ["fax"] = 32,
        ["mobile"] = 32,
        ["role"] = 32,
        ["department"] = 64,
        ["customer_custom_identifier"] = 16,
        ["portal_password"] = 32,
        ["locale"] = 16,
    };

    private static readonly string[] Flags = ["is_active", "portal_active", "milestone"];
    private static readonly string[] Numbers = ["customer_portal_profile_id", "cost_center_id", "customer_id"];

    // Of other parts of the system; a contact of a customer has none.
    private static readonly string[] Elsewhere =
        ["email2", "email3", "cost_center_name", "portal_fullname", "portal_branch_id", "vendor_account", "vendor_id", "vendor_name", "customer_portal_profile_name"];

    private readonly Lock _database = new();
    private readonly List<JsonObject> _contacts = [];
    private int _last;

    public void Map(WebApplication app)
    {
        app.MapGet("/contact", context => Run(context, false, (account, _) => List(account, context.Request.Query)));
        app.MapPost("/contact", context => Run(context, true, Create));
        app.MapGet("/contact/{id}", context => Run(context, false, (account, _) => Row(account, context) is { } row ? Found(Shown(row)) : NotFound(404)));
        app.MapPost("/contact/{id}", context => Run(context, true, (account, input) => Update(account, input, context)));
        app.MapGet("/contact/{id}/delete", context => Run(context, true, (account, _) => Delete(account, context)));
        app.MapGet("/customer", context => Run(context, false, (account, _) =>
            Json(200, new JsonObject { ["entities"] = new JsonArray([.. Customers.Of(account).Select(Customers.Shown)]), ["total"] = Customers.Of(account).Length, ["result"] = true })));
        app.MapGet("/customer/{id}", context => Run(context, false, (account, _) =>
            Customers.Of(account).Contains(Number((string)context.Request.RouteValues["id"]!)) ? Found(Customers.Shown(Number((string)context.Request.RouteValues["id"]!))) : NotFound(404)));
        app.MapFallback("{**path}", () => Json(404, new JsonObject { ["error"] = "No such route.", ["result"] = false }));
    }

    private IResult Json(int status, JsonObject body)
    {
        if (defect == LighteningDefect.ErrorWithoutResult && body.ContainsKey("errors"))
            body.Remove("result");
        return SensibleServer.Answer(status, body, "application/json; charset=utf-8");
    }

    private IResult Found(JsonObject entity) => Json(200, new JsonObject { ["entity"] = entity, ["result"] = true });

    private IResult NotFound(int status) => Json(status, new JsonObject { ["msg"] = "Entity not found.", ["result"] = false });

    private IResult Error(int status, string text) => Json(status, new JsonObject { ["error"] = text, ["result"] = false });

    private async Task Run(HttpContext context, bool writes, Func<string, JsonObject, IResult> action)
    {
        var token = context.Request.Headers.Authorization.ToString();
        var input = await Input(context.Request);
        IResult result;
        if (!Keys.TryGetValue(token.StartsWith("Bearer ", StringComparison.Ordinal) ? token[7..] : token, out var key))
            result = Error(401, "Authorization failed.");
        else if (writes && !key.Writes)
            result = Error(403, "You may not do this.");
        else
        {
            lock (_database)
                result = action(key.Account, input);
        }
        await result.ExecuteAsync(context);
    }

    // $_POST, or json_decode() of the input, which is null where it is no JSON.
    private static async Task<JsonObject> Input(HttpRequest request)
    {
        try
        {
            if (request.HasJsonContentType())
                return await SensibleServer.ReadAsync(request) as JsonObject ?? [];
            return request.HasFormContentType
                ? new JsonObject((await request.ReadFormAsync()).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value[^1])))
                : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return [];
        }
    }

    // (int)"7abc" is 7
    private int Number(string text)
    {
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        if (defect == LighteningDefect.CrashOnOddNumber && digits.Length == 0)
            throw new InvalidOperationException("SQLSTATE[22P02]");
        return int.TryParse(digits, out var number) ? number : 0;
    }

    private JsonObject? Row(string account, HttpContext context)
    {
        var id = Number((string)context.Request.RouteValues["id"]!);
        return _contacts.Find(row => (int)row["id"]! == id && ((string)row["account"]! == account || defect == LighteningDefect.OtherAccountShown)
            && !row.ContainsKey("deleted"));
    }

    // (array)$_GET['customer_id']
    private IResult List(string account, IQueryCollection query)
    {
        int[] wanted = query.TryGetValue("customer_id[]", out var several) ? [.. several.Select(text => Number(text ?? ""))]
            : query.TryGetValue("customer_id", out var one) ? [Number(one[^1] ?? "")] : [];
        if (wanted.Length == 0)
            return Json(200, new JsonObject { ["errors"] = new JsonObject { ["customer_id"] = "Field is required." }, ["result"] = false });
        var rows = _contacts.Where(row => (string)row["account"]! == account && (wanted.Contains((int)(long)row["customer_id"]!) || defect == LighteningDefect.FilterIgnored)
            && (!row.ContainsKey("deleted") || defect == LighteningDefect.DeletedStillListed));
        if (defect == LighteningDefect.NewestNotListed)
            rows = rows.SkipLast(1);
        if (defect == LighteningDefect.OldestNotListed)
            rows = rows.Skip(1);
        return Json(200, new JsonObject { ["entities"] = new JsonArray([.. rows.Select(Shown)]), ["result"] = true });
    }

    private IResult Create(string account, JsonObject input)
    {
        if (input.Count == 0 && defect != LighteningDefect.EmptyRequestCreates)
            return Error(200, "Nothing sent for request.");
        var row = new JsonObject();
        var errors = Read(account, input, row);
        if (row["name"] is null && errors["name"] is null && defect is not (LighteningDefect.NameNotRequired or LighteningDefect.EmptyRequestCreates))
            errors["name"] = "Field is required.";
        if (errors.Count > 0)
            return Json(200, new JsonObject { ["errors"] = errors, ["result"] = false });
        row["account"] = account;
        row["customer_id"] ??= (long)Customers.Of(account).FirstOrDefault();
        row["id"] = ++_last;
        row["created_at"] = Now();
        row["updated_at"] = Now();
        _contacts.Add(row);
        return Json(200, new JsonObject { ["msg"] = "Successfully created entity.", ["id"] = _last, ["result"] = true });
    }

    private IResult Update(string account, JsonObject input, HttpContext context)
    {
        if (Row(account, context) is not { } row)
            return NotFound(404);
        if (input.Count == 0)
            return Error(200, "Nothing sent for request.");
        var changed = new JsonObject();
        var errors = Read(account, input, changed);
        if (changed["name"] is null && errors["name"] is null)
            errors["name"] = "Field is required.";
        if (errors.Count > 0 && defect != LighteningDefect.RefusalStoresTheRest)
            return Json(200, new JsonObject { ["errors"] = errors, ["result"] = false });
        if (defect == LighteningDefect.UnsentCleared)
        {
            foreach (var name in Lengths.Keys.Where(name => !changed.ContainsKey(name)))
                row[name] = null;
        }
        if (defect == LighteningDefect.FieldDroppedOnUpdate)
            changed.Remove("department");
        if (defect != LighteningDefect.UpdateLost)
        {
            foreach (var (name, value) in changed)
                row[name] = value?.DeepClone();
        }
        row["updated_at"] = Now();
        return errors.Count > 0 ? Json(200, new JsonObject { ["errors"] = errors, ["result"] = false })
            : Json(200, new JsonObject { ["msg"] = "Successfully updated entity.", ["result"] = true });
    }

    private IResult Delete(string account, HttpContext context)
    {
        if (Row(account, context) is not { } row)
            return defect == LighteningDefect.DeleteTwiceSaysDeleted ? Json(200, new JsonObject { ["msg"] = "Entity has been successfully deleted.", ["result"] = false }) : NotFound(200);
        if (defect != LighteningDefect.DeleteDoesNothing)
            row["deleted"] = true;
        return Json(200, new JsonObject { ["msg"] = "Entity has been successfully deleted.", ["result"] = false });
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[a-z]{2}(_[A-Z]{2})?$")]
    private static partial Regex Locale();
}
