using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Admin;

/// <summary>Makes, shows and resets silos.</summary>
/// <param name="options">What the mock was started with.</param>
/// <param name="silos">Its silos.</param>
/// <param name="resetStubs">Puts all else back: the stubs, the journal, the scenarios.</param>
internal sealed class SilosAdmin(MockOptions options, Silos silos, Action resetStubs)
{
    // Two requests for one new key: one of them gets it, the other is told that it is taken.
    private readonly Lock _adding = new();

    public AdminAnswer List(AdminRequest request) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["silos"] = new JsonArray([.. silos.All.Select(silo => Describe(silo, request))]),
    });

    public AdminAnswer Show(AdminRequest request)
    {
        if (silos.Find(request.Values[0])?.Silo is not { } silo)
            return AdminAnswer.NoSilo(silos, request.Values[0]);
        var shown = Describe(silo, request);
        if (request.Query("counts") == "true")
            shown["counts"] = Counts(silo);
        return AdminAnswer.Json(StatusCodes.Status200OK, shown);
    }

    public async Task<AdminAnswer> AddAsync(AdminRequest request)
    {
        var problems = new List<string>();
        var settings = new SiloReader(options.Start, problems).Read(await request.ReadObjectAsync(), "silo");
        if (problems.Count > 0)
            return AdminAnswer.Error(StatusCodes.Status400BadRequest, "The silo is not right", problems);
        if (settings.Keys.IsEmpty)
            settings = settings with { Keys = [new KeyRight(Silos.NewKey(), true)] };
        lock (_adding)
        {
            var taken = settings.Keys.Where(right => silos.Find(right.Key) is not null).ToList();
            return taken.Count > 0
                ? AdminAnswer.Error(StatusCodes.Status409Conflict, "The key is taken", taken.Select(right => $"{right.Key} opens a silo already."))
                : Add(settings, request);
        }
    }

    public async Task<AdminAnswer> ResetAsync(AdminRequest request)
    {
        var body = await request.ReadObjectAsync();
        var key = request.Query("key") ?? body["key"]?.ToString();
        ImmutableArray<Silo> chosen = silos.All;
        if (key is not null)
        {
            if (silos.Find(key)?.Silo is not { } silo)
                return AdminAnswer.NoSilo(silos, key);
            chosen = [silo];
        }
        else
        {
            resetStubs();
        }
        foreach (var silo in chosen)
            silos.Reset(silo);
        return AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["reset"] = new JsonArray([.. chosen.Select(silo => JsonValue.Create(silo.Name))]),
        });
    }

    private AdminAnswer Add(SiloSettings settings, AdminRequest request)
    {
        try
        {
            var shown = Describe(silos.Add(settings), request);
            return AdminAnswer.Json(StatusCodes.Status201Created, shown)
                with
            { Headers = [KeyValuePair.Create("Location", $"/__admin/silos/{Uri.EscapeDataString(settings.Keys[0].Key)}")] };
        }
        catch (ArgumentException wrong)
        {
            return AdminAnswer.Error(StatusCodes.Status400BadRequest, "The silo is not right",
                StartException.Reason(wrong).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static JsonObject Describe(Silo silo, AdminRequest request) => new()
    {
        ["name"] = silo.Name,
        ["keys"] = new JsonArray([.. silo.Settings.Keys.Select(right => new JsonObject { ["key"] = right.Key, ["canWrite"] = right.CanWrite, ["canRead"] = right.CanRead })]),
        ["seed"] = silo.Settings.Seed,
        ["records"] = Records(silo.Settings.Records),
        ["profile"] = new JsonObject(silo.Settings.Profile.Select(reading => KeyValuePair.Create(reading.Key, (JsonNode?)reading.Value))),
        ["broken"] = new JsonArray([.. silo.Settings.Broken.Select(rule => JsonValue.Create(rule))]),
        ["door"] = request.BaseUrl + Door.PathOf(silo),
    };

    // As it could be sent to make another such silo.
    private static JsonNode Records(RecordCounts records) => records.Named.IsEmpty ? records.Others
        : new JsonObject([.. records.Named.Add(RecordCounts.Rest, records.Others).Select(named => KeyValuePair.Create(named.Key, (JsonNode?)named.Value))]);

    private JsonObject Counts(Silo silo) => new(options.Contracts.Select(contract => KeyValuePair.Create(contract.Api,
        (JsonNode?)new JsonObject(silo.Count(contract).Select(count => KeyValuePair.Create(count.Resource.Name, (JsonNode?)count.Count))))));
}
