using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Django;

/// <summary>
/// Planiso as one would write it with Django REST framework, by the samples alone: what no sample of a write sends is read only,
/// updates of users, organizations and projects demand what those samples send, and a save writes the whole record back as it
/// was read when the request came.
/// </summary>
internal sealed partial class DjangoPlaniso(TimeProvider clock, DjangoDefect defect = DjangoDefect.None)
{
    private static readonly Dictionary<string, (string Silo, bool Writes)> Keys = new()
    {
        ["full"] = ("acme", true),
        ["readonly"] = ("acme", false),
        ["other"] = ("umbrella", true),
        ["vacant"] = ("vacant", true),
    };

    private static readonly JsonObject[] Types =
        [new() { ["no"] = 1, ["type_name"] = "Van", ["active"] = true }, new() { ["no"] = 2, ["type_name"] = "furniture", ["active"] = true }];

    private readonly Lock _transaction = new();
    private readonly Dictionary<(string Silo, string Model), SortedDictionary<int, JsonObject>> _tables = [];

    public void Map(WebApplication app)
    {
        foreach (var model in Model.All)
        {
            app.MapGet($"/v1/{model.Name}", context => Run(context, (silo, _) => Envelope(200, "", List(silo, model))));
            app.MapPost($"/v1/{model.Name}", context => Run(context, (silo, input) => Create(silo, model, input)));
            var one = $"/v1/{model.Name}/{{no:int}}";
            app.MapGet(one, context => Run(context, (silo, _) => Find(silo, model, context) is { } record
                ? Envelope(200, $"{model.Name} found", Shown(silo, model, record)) : Missing(model, model.StatusOfMiss)));
            app.MapPut(one, context => Update(context, model));
            app.MapDelete(one, context => Run(context, (silo, _) => Delete(silo, model, context)));
        }
        // Z before a: PostgreSQL with the locale C.
        app.MapGet("/v1/equipment_type", context => Run(context, (silo, _) =>
            Envelope(200, "", silo == "vacant" ? [] : new JsonArray([.. Types.Select(type => type.DeepClone())]))));
        app.MapFallback("{**path}", context => Run(context, (_, _) => Envelope(404, "Not found.", new JsonArray())));
    }

    private static IResult Missing(Model model, int status) => Envelope(status, $"The {model.Name} doesn't exist", new JsonArray());

    private static IResult Envelope(int status, string message, JsonNode data, int? code = null) =>
        SensibleServer.Answer(status, new JsonObject { ["code"] = code ?? status, ["message"] = message, ["data"] = data });

    private Task Run(HttpContext context, Func<string, JsonObject, IResult> view) => Run(context, (silo, input) =>
    {
        lock (_transaction)
            return Task.FromResult(view(silo, input));
    });

    private async Task Run(HttpContext context, Func<string, JsonObject, Task<IResult>> view)
    {
        var (silo, writes) = Authenticate(context.Request);
        IResult result;
        if (silo is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"api\"";
            result = Envelope(401, "No valid API key provided", new JsonArray());
        }
        else if (!writes && !HttpMethods.IsGet(context.Request.Method))
            result = Envelope(403, "The API key doesn't have the required permissions", new JsonArray());
        else if (!HttpMethods.IsPost(context.Request.Method) && !HttpMethods.IsPut(context.Request.Method))
            result = await view(silo, []);
        else if (!context.Request.HasJsonContentType() && !context.Request.HasFormContentType)
            result = Envelope(415, "Unsupported media type in request.", new JsonArray());
        else if (await DjangoInput.ReadAsync(context.Request) is { } input)
            result = await view(silo, input);
        else
            result = Envelope(400, "Malformed request.", new JsonArray());
        await result.ExecuteAsync(context);
    }

    private (string? Silo, bool Writes) Authenticate(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (defect == DjangoDefect.AcceptsAnyKey && header.StartsWith("Bearer wrong", StringComparison.Ordinal))
            return ("acme", true);
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && Keys.TryGetValue(header[7..], out var key) ? key : default;
    }

    private SortedDictionary<int, JsonObject> TableOf(string silo, Model model)
    {
        if (!_tables.TryGetValue((silo, model.Name), out var table))
            _tables[(silo, model.Name)] = table = [];
        return table;
    }

    private JsonObject? Find(string silo, Model model, HttpContext context) =>
        TableOf(silo, model).GetValueOrDefault(int.Parse((string)context.Request.RouteValues["no"]!, CultureInfo.InvariantCulture));

    // The newest first; those switched off are not listed.
    private JsonArray List(string silo, Model model)
    {
        var records = TableOf(silo, model).Values.Where(record => (bool)record["active"]!).Reverse();
        records = defect switch
        {
            DjangoDefect.NewestNotListed => records.Skip(1),
            DjangoDefect.OldestNotListed => records.SkipLast(1),
            DjangoDefect.ListUnordered => records.OrderBy(record => (int)record["no"]! % 3),
            _ => records,
        };
        return new JsonArray([.. records.Select(record => Shown(silo, model, record))]);
    }

    private IResult Create(string silo, Model model, JsonObject input)
    {
        var record = new JsonObject();
        var errors = Validate(silo, model, input, record, isNew: true, out var taken);
        JsonObject? organization = null;
        if (model.HasOrganization)
        {
            organization = [];
            var nested = DjangoInput.Organization(input);
            var inner = Validate(silo, Model.Organization, nested, organization, isNew: true, out var nameTaken);
            organization["province"] = nested["province"]?.DeepClone();
            foreach (var (name, text) in inner)
                errors["organization." + name] = text?.DeepClone();
            taken |= nameTaken;
        }
        if (model.Name == "equipment")
        {
            var chosen = DjangoInput.Several(input, "type_nos").Select(no => no?.ToString()).ToArray();
            if (chosen.Any(no => Types.All(type => type["no"]!.ToString() != no)))
                errors["type_nos"] = "Invalid pk - object does not exist.";
            record["type"] = new JsonArray([.. Types.Where(type => chosen.Contains(type["no"]!.ToString())).Select(type => type.DeepClone())]);
        }
        if (errors.Count > 0)
            return Envelope(400, "One or more required fields are missing or have incorrect format", errors);
        if (organization is not null && (!taken || (defect == DjangoDefect.OrganizationLeftBehind && NameFree(silo, organization))))
            record["organization_no"] = Save(silo, Model.Organization, organization);
        if (taken)
            return Envelope(defect == DjangoDefect.DuplicateBadRequest ? 400 : 409, $"A {model.Name} with this value already exists", new JsonArray());
        Save(silo, model, record);
        return Envelope(201, $"{model.Name} inserted successfully", Shown(silo, model, record));
    }

    private bool NameFree(string silo, JsonObject organization) =>
        TableOf(silo, Model.Organization).Values.All(other => (string?)other["name"] != (string?)organization["name"]);

    private int Save(string silo, Model model, JsonObject record)
    {
        var table = TableOf(silo, model);
        var no = table.Count + 1;
        record["no"] = no;
        // Organizations count from elsewhere: PART-038 has the number 37.
        record["aff_number"] = string.Create(CultureInfo.InvariantCulture, $"{model.Prefix}-{(model == Model.Organization ? no + 1 : no):000}");
        (record["create_date"], record["last_update"]) = (Now(), Now());
        record["active"] ??= true;
        foreach (var field in model.Fields.Where(field => field.Kind == Kind.Flag))
            record[field.Name] ??= false;
        return (int)(table[no] = record)["no"]!;
    }

    private async Task Update(HttpContext context, Model model) => await Run(context, async (silo, input) =>
    {
        JsonObject read;
        lock (_transaction)
        {
            if (Find(silo, model, context) is not { } record)
                return Missing(model, model.Name is "organization" or "project" ? 404 : 400);
            read = (JsonObject)record.DeepClone();
        }
        // Another worker may run meanwhile; what it saves is overwritten below.
        await Task.Yield();
        lock (_transaction)
            return Save(silo, model, input, read);
    });

    private IResult Save(string silo, Model model, JsonObject input, JsonObject read)
    {
        var changed = new JsonObject();
        var errors = Validate(silo, model, input, changed, isNew: false, out var taken, (int)read["no"]!);
        if (input.Count == 0)
            errors["non_field_errors"] = "No data provided";
        if (defect == DjangoDefect.UpdateStoredThoughRefused && (errors.Count > 0 || taken))
            Put(silo, model, read, changed, "phone", "name");
        if (errors.Count > 0)
            return Envelope(400, "One or more required fields are missing or have incorrect format", errors);
        if (taken)
            return Envelope(409, $"{model.Name} already exists", new JsonArray());
        var before = Shown(silo, model, read);
        if (defect == DjangoDefect.UnsentCleared)
        {
            foreach (var field in model.Fields.Where(field => field is { Required: false, Unique: false, Kind: Kind.Text, OnUpdate: not null } && !changed.ContainsKey(field.Name)))
                read[field.Name] = null;
        }
        if (!(defect == DjangoDefect.UpdateLost && model.Name == "equipment"))
            Put(silo, model, read, changed);
        return Envelope(200, $"{model.Name} updated successfully", defect == DjangoDefect.AnswerShowsOldValues ? before : Shown(silo, model, read));
    }

    private void Put(string silo, Model model, JsonObject record, JsonObject changed, params string[] only)
    {
        foreach (var (name, value) in changed.Where(pair => only.Length == 0 || only.Contains(pair.Key)))
            record[name] = value?.DeepClone();
        record["last_update"] = Now();
        var no = (int)record["no"]!;
        TableOf(silo, model)[no] = record;
        if (defect == DjangoDefect.OtherSiloChanged)
        {
            foreach (var other in _tables.Where(table => table.Key.Model == model.Name && table.Key.Silo != silo).Select(table => table.Value.GetValueOrDefault(no)))
            {
                foreach (var (name, value) in changed.Where(_ => other is not null))
                    other![name] = value?.DeepClone();
            }
        }
    }

    private IResult Delete(string silo, Model model, HttpContext context)
    {
        if (Find(silo, model, context) is not { } record)
            return Missing(model, 404);
        if (!(bool)record["active"]!)
            return defect == DjangoDefect.SecondDeleteCrashes ? Envelope(500, "IntegrityError", new JsonArray()) : Missing(model, 404);
        if (!(defect == DjangoDefect.DeletedStaysActive && model.Name == "equipment"))
            record["active"] = false;
        if (defect == DjangoDefect.CascadesToOrganization && model.HasOrganization)
            TableOf(silo, Model.Organization)[(int)record["organization_no"]!]["active"] = false;
        if (defect == DjangoDefect.CascadesFromOrganization && model == Model.Organization)
        {
            foreach (var role in Model.All.Where(role => role.HasOrganization).SelectMany(role => TableOf(silo, role).Values).Where(role => (int)role["organization_no"]! == (int)record["no"]!))
                role["active"] = false;
        }
        return model.Name == "user" ? Results.StatusCode(204) : Envelope(200, $"{model.Name} deleted successfully", new JsonArray());
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
