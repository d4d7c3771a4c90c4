using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>The rules of an API with what is in force of them in a silo, and another reading or breakage in its place.</summary>
internal sealed class RuleEndpoints(MockServices services)
{
    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        var rules = new RuleEndpoints(services);
        routes.Add("GET", SiloEndpoints.Path + "/{key}/rules/{api}", "The rules of an API, their readings and breakages, and which are in force.", rules.List);
        routes.Add("PATCH", SiloEndpoints.Path + "/{key}", "Switches readings and breakages: { \"profile\": { \"RULE\": \"reading\" or null }, \"broken\": [ … ] }.", rules.SwitchAsync);
    }

    private AdminResult List(AdminRequest request)
    {
        if (services.Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(services.Silos, request.Value("key"));
        if (ApiEndpoints.Find(services, request.Value("api"), out var contract) is { } missing)
            return missing;
        var modes = silo.StateOf(contract).Modes;
        return AdminResult.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["document"] = contract.Document,
            ["rules"] = new JsonArray([.. contract.Rules.Select(rule => Describe(rule, modes))]),
        });
    }

    private async Task<AdminResult> SwitchAsync(AdminRequest request)
    {
        if (services.Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(services.Silos, request.Value("key"));
        var body = await request.ReadObjectAsync();
        var problems = new List<string>();
        var reader = new SiloReader(silo.Settings, problems);
        problems.AddRange(body.Select(member => member.Key).Except(["profile", "broken"])
            .Select(name => $"silo: unknown member {name}; profile and broken can be changed."));
        var switched = (body["profile"] as JsonObject ?? []).Where(member => member.Value is not null).ToList();
        var profile = silo.Settings.Profile.RemoveRange((body["profile"] as JsonObject ?? []).Select(member => member.Key))
            .SetItems(reader.Profile(new JsonObject(switched.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))), "silo.profile"));
        var settings = silo.Settings with
        {
            Profile = profile,
            Broken = body.ContainsKey("broken") ? reader.Broken(body["broken"], "silo.broken") : silo.Settings.Broken,
        };
        if (problems.Count == 0)
            problems.AddRange(services.Silos.Problems(settings));
        if (problems.Count > 0)
            return AdminResult.Error(StatusCodes.Status400BadRequest, "The silo is not right", problems);
        services.Silos.Change(silo, settings);
        return AdminResult.NoContent();
    }

    private static JsonObject Describe(Rule rule, ActiveModes modes) => new()
    {
        ["id"] = rule.Id,
        ["behavior"] = rule.Behavior.Name,
        ["summary"] = rule.Behavior.Summary,
        ["operation"] = rule.Place.Operation?.OperationId,
        ["resource"] = rule.Place.Resource?.Name,
        ["field"] = rule.Place.Field?.Name,
        ["source"] = rule.Source,
        ["standing"] = rule.Standing.ToString().ToLowerInvariant(),
        ["readings"] = Describe(rule.Readings),
        ["breakages"] = Describe(rule.Breakages),
        ["inForce"] = new JsonArray([.. rule.Behavior.Readings.Concat(rule.Behavior.Breakages)
            .Where(mode => modes[new ModeFlag(rule.Index, ModeFlags.Bit(rule.Behavior, mode.Name))]).Select(mode => JsonValue.Create(mode.Name))]),
    };

    private static JsonArray Describe(ImmutableArray<Mode> modes) =>
        new([.. modes.Select(mode => new JsonObject { ["name"] = mode.Name, ["sentence"] = mode.Sentence })]);
}
