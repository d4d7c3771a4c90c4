using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;

namespace PlanisoContract.Mock.Admin;

/// <summary>Makes, shows, resets and deletes silos.</summary>
internal sealed class SiloEndpoints(MockServices services)
{
    public const string Path = OwnPages.Admin + "/silos";

    // Two requests for one new key: one of them gets it, the other is told that it is taken.
    private readonly Lock _adding = new();

    private Silos Silos => services.Silos;

    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        var silos = new SiloEndpoints(services);
        routes.Add("POST", OwnPages.Admin + "/reset", "Puts everything back to where it began; with ?key=KEY that silo alone.", silos.ResetAsync);
        routes.Add("GET", Path, "The silos with their keys, seeds, readings and broken rules.", silos.List);
        routes.Add("POST", Path, "Makes a new silo; its member data is what PUT to silos/KEY/data takes.", silos.AddAsync);
        routes.Add("GET", Path + "/{key}", "One silo; with ?counts=true its records are counted, too.", silos.Show);
        routes.Add("DELETE", Path + "/{key}", "Deletes a silo with its keys and records.", silos.Delete);
    }

    private AdminResult List(AdminRequest request) => AdminResult.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["silos"] = new JsonArray([.. Silos.All.Select(silo => Describe(silo, request))]),
    });

    private AdminResult Show(AdminRequest request)
    {
        if (Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(Silos, request.Value("key"));
        var shown = Describe(silo, request);
        if (request.Query("counts") == "true")
            shown["counts"] = Counts(silo);
        return AdminResult.Json(StatusCodes.Status200OK, shown);
    }

    private async Task<AdminResult> AddAsync(AdminRequest request)
    {
        var problems = new List<string>();
        var body = await request.ReadObjectAsync();
        var data = body["data"];
        body.Remove("data");
        var settings = new SiloReader(services.Options.Start, problems).Read(body, "silo");
        if (problems.Count > 0)
            return AdminResult.Error(StatusCodes.Status400BadRequest, "The silo is not right", problems);
        if (data is not null)
        {
            var wrong = new List<DataProblem>();
            settings = settings with { Given = services.Data.Read([DataDocument.Of(JsonSerializer.SerializeToElement(data), "/data")], settings.Records, wrong) };
            if (wrong.Count > 0)
                return DataEndpoints.Refuse(wrong);
        }
        if (settings.Keys.IsEmpty)
            settings = settings with { Keys = [new KeyRight(Silos.NewKey(), true)] };
        lock (_adding)
        {
            var taken = settings.Keys.Where(right => Silos.Find(right.Key) is not null).ToList();
            return taken.Count > 0
                ? AdminResult.Error(StatusCodes.Status409Conflict, "The key is taken", taken.Select(right => $"{right.Key} opens a silo already."))
                : Add(settings, request);
        }
    }

    private async Task<AdminResult> ResetAsync(AdminRequest request)
    {
        var key = request.Query("key") ?? (await request.ReadObjectAsync())["key"]?.ToString();
        if (key is null)
        {
            services.Reset();
            return Reset(Silos.All);
        }
        if (Silos.Find(key)?.Silo is not { } silo)
            return AdminResult.NoSilo(Silos, key);
        services.Reset(silo);
        return Reset([silo]);
    }

    private AdminResult Delete(AdminRequest request)
    {
        var key = request.Value("key");
        if (Silos.Find(key)?.Silo is not { } silo)
            return AdminResult.NoSilo(Silos, key);
        if (!services.Remove(silo))
            return AdminResult.Error(StatusCodes.Status409Conflict, "Not this silo", $"{silo.Name} is the first silo: requests without a valid key are answered in its modes. Reset it instead.");
        return AdminResult.NoContent();
    }

    private static AdminResult Reset(ImmutableArray<Silo> silos) => AdminResult.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["reset"] = new JsonArray([.. silos.Select(silo => JsonValue.Create(silo.Name))]),
    });

    private AdminResult Add(SiloSettings settings, AdminRequest request)
    {
        try
        {
            var shown = Describe(Silos.Add(settings), request);
            return AdminResult.Json(StatusCodes.Status201Created, shown)
                with
            { Headers = [KeyValuePair.Create("Location", $"{Path}/{Uri.EscapeDataString(settings.Keys[0].Key)}")] };
        }
        catch (ArgumentException wrong)
        {
            return AdminResult.Error(StatusCodes.Status400BadRequest, "The silo is not right",
                StartException.Reason(wrong).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static JsonObject Describe(Silo silo, AdminRequest request)
    {
        var shown = new JsonObject { ["name"] = silo.Name };
        foreach (var (name, value) in SiloJson.Describe(silo.Settings).ToArray())
            shown[name] = value?.DeepClone();
        shown["url"] = request.BaseUrl + SiloBaseUrl.PathOf(silo);
        return shown;
    }

    private JsonObject Counts(Silo silo) => new(services.Options.Contracts.Select(contract => KeyValuePair.Create(contract.Api,
        (JsonNode?)new JsonObject(silo.Count(contract).Select(count => KeyValuePair.Create(count.Resource.Name, (JsonNode?)count.Count))))));
}
