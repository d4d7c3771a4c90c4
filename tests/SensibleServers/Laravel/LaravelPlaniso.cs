using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Laravel;

/// <summary>
/// Planiso as one would write it with Laravel and MySQL, in their defaults: texts are trimmed, '' becomes NULL, unknown
/// parameters are dropped, the database gives numbers as texts, its unique indexes ignore case and accents, and its counters
/// leave gaps where an insert was refused.
/// </summary>
internal sealed partial class LaravelPlaniso(TimeProvider clock, LaravelDefect defect = LaravelDefect.None)
{
    private static readonly Dictionary<string, (string Silo, bool Writes)> Keys = new()
    {
        ["full"] = ("acme", true),
        ["readonly"] = ("acme", false),
        ["other"] = ("umbrella", true),
        ["vacant"] = ("vacant", true),
    };

    private readonly LaravelRules _rules = new(clock);
    private readonly Lock _database = new();
    private readonly Dictionary<(string Silo, string Table), List<Row>> _rows = [];
    private readonly Dictionary<(string Silo, string Table), int> _counters = [];
    private readonly Dictionary<(string Silo, string No), Row> _organizations = [];

    public void Map(WebApplication app)
    {
        foreach (var table in Table.All)
        {
            app.MapMethods($"/v1/{table.Name}", ["GET", "HEAD"], context => Run(context, false, silo => Envelope(200, "", List(silo, table))));
            app.MapPost($"/v1/{table.Name}", context => Run(context, true, silo => Create(silo, table, context)));
            var one = $"/v1/{table.Name}/{{no}}";
            app.MapMethods(one, ["GET", "HEAD"], context => Run(context, false, silo => Show(silo, table, context)));
            app.MapPut(one, context => Run(context, true, silo => Update(silo, table, context)));
            app.MapDelete(one, context => Run(context, true, silo => Delete(silo, table, context)));
        }
        app.MapMethods("/v1/equipment_type", ["GET", "HEAD"], context => Run(context, false, silo => Envelope(200, "", ListTypes(silo))));
        app.MapFallback("{**path}", () => SensibleServer.Answer(404, new JsonObject { ["message"] = "The route could not be found." }));
    }

    private async Task Run(HttpContext context, bool writes, Func<string, IResult> action)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var input = await LaravelInput.ReadAsync(context.Request);
        context.Items["input"] = input;
        IResult result;
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal) || !Keys.TryGetValue(header[7..], out var key))
            result = Envelope(401, "No valid API key provided", new JsonArray());
        else if (writes && !key.Writes && defect != LaravelDefect.ReadOnlyKeyWrites)
            result = Envelope(403, "The API key doesn't have the required permissions", new JsonArray());
        else
        {
            lock (_database)
                result = action(key.Silo);
        }
        await result.ExecuteAsync(context);
    }

    private IResult Envelope(int status, string message, JsonNode data, int? code = null)
    {
        var body = new JsonObject { ["code"] = code ?? status, ["message"] = message, ["data"] = data };
        if (defect == LaravelDefect.ErrorWithoutData && status == 409)
            body.Remove("data");
        return SensibleServer.Answer(status, body);
    }

    private static JsonObject Input(HttpContext context) => (JsonObject)context.Items["input"]!;

    private List<Row> Rows(string silo, Table table)
    {
        if (!_rows.TryGetValue((silo, table.Name), out var rows))
            _rows[(silo, table.Name)] = rows = [];
        return rows;
    }

    // WHERE no = '7abc': MySQL compares as numbers.
    private Row? Row(string silo, Table table, HttpContext context)
    {
        var text = context.Request.RouteValues["no"]!.ToString()!;
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        if (defect == LaravelDefect.CrashOnOddNumber && digits.Length == 0)
            throw new InvalidOperationException("SQLSTATE[22P02]: Invalid text representation");
        return Rows(silo, table).Find(row => row["no"] == digits)
            ?? (defect == LaravelDefect.OtherSiloShown ? _rows.Where(rows => rows.Key.Table == table.Name).SelectMany(rows => rows.Value).FirstOrDefault(row => row["no"] == digits) : null);
    }

    private JsonArray List(string silo, Table table)
    {
        IEnumerable<Row> rows = Rows(silo, table).OrderBy(row => row["create_date"], StringComparer.Ordinal);
        rows = defect switch
        {
            LaravelDefect.NewestNotListed => rows.SkipLast(1),
            LaravelDefect.OldestNotListed => rows.Skip(1),
            LaravelDefect.ListUnordered when table.Name == "user" => rows.OrderBy(row => row["fullname"], StringComparer.Ordinal),
            _ => rows,
        };
        return new JsonArray([.. rows.Select(row => Resource(silo, table, row))]);
    }

    private IResult Show(string silo, Table table, HttpContext context) => Row(silo, table, context) is { } row
        ? Envelope(200, $"{table.Label} found", Resource(silo, table, row))
        : defect == LaravelDefect.MissAnswersOk ? Envelope(200, "", new JsonArray())
        : Envelope(404, $"The {table.Name} doesn't exist", defect == LaravelDefect.MissShowsObject ? new JsonObject() : new JsonArray());

    private IResult Create(string silo, Table table, HttpContext context)
    {
        var input = Input(context);
        var row = new Row();
        var organization = table.HasOrganization ? LaravelRules.Organization(input) : null;
        var errors = _rules.Fill(row, table, input, isNew: true);
        var linked = new Row();
        if (organization is not null)
        {
            foreach (var (name, texts) in _rules.Fill(linked, Table.Organizations, organization, isNew: true))
                errors["organization_" + name] = texts?.DeepClone();
        }
        if (!LaravelRules.TypesOf(input, out var types) && table.Name == "equipment")
            errors["type_nos"] = new JsonArray("The selected type_nos is invalid.");
        row["types"] = types;
        if (errors.Count > 0)
            return Envelope(400, "One or more required fields are missing or have incorrect format", errors);
        // One transaction: what is refused below leaves gaps in the counters and nothing else.
        if (organization is not null)
        {
            if (Taken(silo, Table.Organizations, linked, null) is { } organizationTaken)
                return Conflict(table, organizationTaken);
            Insert(silo, Table.Organizations, linked);
            row["organization_no"] = linked["no"];
        }
        if (Taken(silo, table, row, null) is { } taken && !(defect == LaravelDefect.UniqueUnchecked && table.Name == "project"))
        {
            _counters[(silo, table.Name)] = _counters.GetValueOrDefault((silo, table.Name)) + 1;
            if (organization is not null && defect != LaravelDefect.OrganizationLeftBehind)
                Rows(silo, Table.Organizations).Remove(linked);
            return Conflict(table, taken);
        }
        Insert(silo, table, row);
        return Envelope(defect == LaravelDefect.CreateAnswersOk && table.Name == "equipment" ? 200 : 201,
            $"{table.Label} inserted successfully", Resource(silo, table, row));
    }

    private void Insert(string silo, Table table, Row row)
    {
        var no = _counters[(silo, table.Name)] = _counters.GetValueOrDefault((silo, table.Name)) + 1;
        row["no"] = Text(no);
        var prefix = defect == LaravelDefect.WrongPrefix && table.Name == "supplier" ? "SUP" : table.Prefix;
        row["aff_number"] = $"{prefix}-{Text(defect == LaravelDefect.NumberReused ? 1 : no).PadLeft(table.Digits, '0')}";
        row["create_date"] = row["last_update"] = Now();
        Rows(silo, table).Add(row);
        if (table == Table.Organizations)
            _organizations[(silo, row["no"]!)] = row;
    }

    private IResult Update(string silo, Table table, HttpContext context)
    {
        if (Row(silo, table, context) is not { } row)
            return Envelope(404, $"The {table.Name} doesn't exist", new JsonArray());
        var input = Input(context);
        var changed = new Row();
        var errors = _rules.Fill(changed, table, input, isNew: false);
        if (errors.Count > 0)
            return Envelope(400, "One or more required fields are missing or have incorrect format", errors);
        if (defect != LaravelDefect.UniqueUncheckedOnUpdate && Taken(silo, table, changed, row) is { } taken)
            return Conflict(table, taken);
        if (table.Name == "project" && row["active"] == "0" && defect != LaravelDefect.ProjectComesBack)
            changed.Remove("active");
        if (defect == LaravelDefect.TypesChangeOnUpdate && input.ContainsKey("type_nos") && LaravelRules.TypesOf(input, out var types))
            row["types"] = types;
        if (defect == LaravelDefect.UpdateClearsOthers)
        {
            foreach (var name in table.Texts.Except(table.Required).Where(name => !changed.ContainsKey(name)))
                row[name] = null;
        }
        if (defect == LaravelDefect.FieldDroppedOnUpdate)
            changed.Remove("cellphone");
        if (defect != LaravelDefect.LastUpdateStays)
            row["last_update"] = Now();
        if (!(defect == LaravelDefect.UpdateLost && table.Name == "organization"))
            Store(silo, table, row, changed);
        var full = Resource(silo, table, row);
        var data = new JsonObject(changed.Keys.Append("no").Select(name => KeyValuePair.Create(name, full[name]?.DeepClone())));
        if (table.HasTimes)
            data["last_update"] = row["last_update"];
        return Envelope(200, $"{table.Label} updated successfully", table == Table.Organizations ? full : data);
    }

    private void Store(string silo, Table table, Row row, Row changed)
    {
        foreach (var (name, value) in changed)
        {
            row[name] = value;
            // UPDATE … WHERE no = ?, without the silo.
            if (defect == LaravelDefect.OtherSiloChanged)
            {
                foreach (var other in _rows.Where(rows => rows.Key.Table == table.Name && rows.Key.Silo != silo).SelectMany(rows => rows.Value).Where(other => other["no"] == row["no"]))
                    other[name] = value;
            }
        }
    }

    private IResult Delete(string silo, Table table, HttpContext context)
    {
        if (Row(silo, table, context) is not { } row)
            return Envelope(404, $"The {table.Name} doesn't exist", new JsonArray());
        row["active"] = "0";
        if (defect == LaravelDefect.HardDelete && table.Name == "subcontractor")
            Rows(silo, table).Remove(row);
        if (defect == LaravelDefect.DeleteBlanks)
            row[table.Texts[0]] = "deleted " + row["no"];
        if (defect == LaravelDefect.DeleteReachesOrganization && table.HasOrganization)
            Rows(silo, Table.Organizations).Find(organization => organization["no"] == row["organization_no"])!["active"] = "0";
        return Envelope(200, $"{table.Label} deleted successfully", new JsonArray(), table.Name == "user" ? 204 : 200);
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
