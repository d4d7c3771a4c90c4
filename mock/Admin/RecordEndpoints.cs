using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Console;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;

namespace PlanisoContract.Mock.Admin;

/// <summary>The records of a silo one by one, as they are stored: looked for, and set past the API.</summary>
internal sealed class RecordEndpoints(MockServices services)
{
    private const string Path = SiloEndpoints.Path + "/{key}/records/{api}/{resource}";
    private const string OnePath = Path + "/{identity:long}";

    // Records that refer to one are shown up to this many of each field.
    private const int MaxReferring = 20;

    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        var records = new RecordEndpoints(services);
        routes.Add("GET", Path, "Records of a resource: search, state (active, deleted), sort, order (descending), offset, limit.", records.List);
        routes.Add("POST", Path, "Adds a record past the API, as in a data file.", records.AddAsync);
        routes.Add("GET", OnePath, "One record, with those that refer to it.", records.Show);
        routes.Add("PATCH", OnePath, "Sets fields of a record past the API, read-only ones, too.", records.ChangeAsync);
        routes.Add("DELETE", OnePath, "Takes a record out past the API.", records.Remove);
    }

    private AdminResult List(AdminRequest request)
    {
        if (Find(request, out var place) is { } missing)
            return missing;
        var problems = new List<string>();
        var query = RecordQuery.Read(place.Resource, request.Query, problems);
        if (problems.Count > 0)
            return AdminResult.Error(StatusCodes.Status400BadRequest, "The query is not right", problems);
        var store = place.State.Store;
        var json = new RecordJson(store);
        var (records, matching) = query.Of(place.Resource, store);
        return AdminResult.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["total"] = store.Tables[place.Resource.Index].Count,
            ["matching"] = matching,
            ["state"] = place.Silo.Version,
            ["records"] = new JsonArray([.. records.Select(record => json.Of(place.Resource, record))]),
        });
    }

    private AdminResult Show(AdminRequest request)
    {
        if (Find(request, out var place) is { } missing)
            return missing;
        var store = place.State.Store;
        if (store.Tables[place.Resource.Index].Find(place.Identity) is not { } record)
            return NoRecord(place);
        var shown = new RecordJson(store).Of(place.Resource, record);
        shown["state"] = place.Silo.Version;
        shown["referring"] = Referring(place, record, store);
        return AdminResult.Json(StatusCodes.Status200OK, shown);
    }

    private async Task<AdminResult> AddAsync(AdminRequest request)
    {
        if (Find(request, out var place) is { } missing)
            return missing;
        var record = await request.ReadObjectAsync();
        var name = DataFormat.Name(place.Resource);
        var data = new JsonObject { [place.Api] = new JsonObject { [name] = new JsonArray(record) } };
        var problems = services.Data.Patch(place.Silo, DataDocument.Of(JsonSerializer.SerializeToElement(data), ""));
        if (problems.Count > 0)
        {
            var above = $"/{place.Api}/{name}/0";
            return DataEndpoints.Refuse(problems.Select(problem => problem with { Pointer = problem.Pointer.Replace(above, "", StringComparison.Ordinal) }), "The record is not right");
        }
        var added = record[place.Resource.Identity.Field.Name]?.DeepClone() ?? place.State.Store.Tables[place.Resource.Index].Last;
        return AdminResult.Json(StatusCodes.Status201Created, new JsonObject { ["identity"] = added });
    }

    private async Task<AdminResult> ChangeAsync(AdminRequest request)
    {
        if (Find(request, out var place) is { } missing)
            return missing;
        var fields = JsonSerializer.SerializeToElement(await request.ReadObjectAsync());
        return Edit(place).Change(place.Resource, place.Identity, fields) switch
        {
            null => NoRecord(place),
            { Count: 0 } => AdminResult.NoContent(),
            var problems => DataEndpoints.Refuse(problems, "The record is not right"),
        };
    }

    private AdminResult Remove(AdminRequest request) =>
        Find(request, out var place) ?? (Edit(place).Remove(place.Resource, place.Identity) ? AdminResult.NoContent() : NoRecord(place));

    private RecordEdit Edit(RecordPlace place) => new(place.State, services.Options.Clock.GetUtcNow().Year);

    private static JsonArray Referring(RecordPlace place, Record record, Store store)
    {
        var json = new RecordJson(store);
        var all = new JsonArray();
        foreach (var nested in place.Resource.Nested)
            Add(nested, null, [.. store.Tables[nested.Index].Children(record.Identity)]);
        foreach (var field in place.State.Plan.Resources.SelectMany(resource => resource.Fields).Where(field => field.Target == place.Resource && field.From is null))
            Add(field.Owner, field, [.. store.Tables[field.Owner.Index].All().Where(other => Refers(other[field.Index], record.Identity))]);
        return all;

        void Add(ResourcePlan resource, FieldPlan? field, Record[] records)
        {
            if (records.Length > 0)
                all.Add(new JsonObject
                {
                    ["resource"] = resource.Resource.Id,
                    ["field"] = field?.Field.Name,
                    ["count"] = records.Length,
                    ["records"] = new JsonArray([.. records.Take(MaxReferring).Select(one => json.Reference(resource, one.Identity))]),
                });
        }
    }

    private static bool Refers(object? value, long identity) => value switch
    {
        long one => one == identity,
        long[] several => several.Contains(identity),
        Record linked => linked.Identity == identity,
        Record[] linked => linked.Any(one => one.Identity == identity),
        KeyedValues keyed => keyed.ByKey.ContainsKey(identity),
        _ => false,
    };

    private AdminResult? Find(AdminRequest request, out RecordPlace place)
    {
        place = default;
        if (services.Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(services.Silos, request.Value("key"));
        if (ApiEndpoints.Find(services, request.Value("api"), out var contract) is { } missing)
            return missing;
        var state = silo.StateOf(contract);
        var name = request.Value("resource");
        if (state.Plan.Resources.FirstOrDefault(resource => resource.Resource.Id == name) is not { } plan)
            return AdminResult.Error(StatusCodes.Status404NotFound, "No such resource",
                $"There is no resource {name} in {contract.Api}; there is {string.Join(", ", state.Plan.Resources.Select(resource => resource.Resource.Id))}.");
        var identity = request.Context.Request.RouteValues.TryGetValue("identity", out var value) ? long.Parse(value!.ToString()!, CultureInfo.InvariantCulture) : 0;
        place = new RecordPlace(silo, state, plan, identity);
        return null;
    }

    private static AdminResult NoRecord(RecordPlace place) => AdminResult.Error(StatusCodes.Status404NotFound, "No such record",
        $"The silo {place.Silo.Name} has no {place.Resource.Resource} {place.Identity}.");

    private readonly record struct RecordPlace(Silo Silo, ApiState State, ResourcePlan Resource, long Identity)
    {
        public string Api => State.Plan.Contract.Api;
    }
}
