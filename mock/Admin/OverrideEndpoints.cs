using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Overrides;

namespace PlanisoContract.Mock.Admin;

/// <summary>Makes, lists, switches and deletes overrides.</summary>
internal sealed class OverrideEndpoints(MockServices services)
{
    private const string Path = OwnPages.Admin + "/overrides";
    private const string OnePath = Path + "/{id:int}";

    private OverrideList List => services.Overrides.List;

    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        var overrides = new OverrideEndpoints(services);
        routes.Add("GET", Path, "The overrides, in the order in which they apply, and how often each was used.", overrides.ShowAll);
        routes.Add("POST", Path, "Makes an override, or a list of them.", overrides.AddAsync);
        routes.Add("PATCH", Path, "Switches all overrides: { \"enabled\": false }.", overrides.SwitchAllAsync);
        routes.Add("DELETE", Path, "Deletes all overrides.", overrides.DeleteAll);
        routes.Add("GET", OnePath, "One override.", overrides.Show);
        routes.Add("PATCH", OnePath, "Switches an override: { \"enabled\": false }.", overrides.SwitchAsync);
        routes.Add("DELETE", OnePath, "Deletes an override.", overrides.Delete);
    }

    private AdminResult ShowAll(AdminRequest request) => AdminResult.Json(StatusCodes.Status200OK, Describe(List.All));

    private AdminResult Show(AdminRequest request) =>
        List.Find(Id(request)) is { } state ? AdminResult.Json(StatusCodes.Status200OK, Describe(state)) : NoOverride(request);

    private async Task<AdminResult> AddAsync(AdminRequest request)
    {
        var body = JsonSerializer.SerializeToElement(await request.ReadAsync());
        var reader = services.NewOverrideReader();
        var definitions = reader.Read(body);
        if (reader.Problems.Count > 0)
            return Refuse(reader.Problems);
        var added = List.Add(definitions);
        return body.ValueKind == JsonValueKind.Array
            ? AdminResult.Json(StatusCodes.Status201Created, Describe(added))
            : AdminResult.Json(StatusCodes.Status201Created, Describe(added[0])) with { Headers = [KeyValuePair.Create("Location", $"{Path}/{added[0].Id}")] };
    }

    private async Task<AdminResult> SwitchAllAsync(AdminRequest request)
    {
        var problems = new List<OverrideProblem>();
        if (await ReadSwitchAsync(request, problems) is not { } isEnabled)
            return Refuse(problems);
        foreach (var state in List.All)
            List.Switch(state.Id, isEnabled);
        return AdminResult.Json(StatusCodes.Status200OK, Describe(List.All));
    }

    private async Task<AdminResult> SwitchAsync(AdminRequest request)
    {
        var problems = new List<OverrideProblem>();
        if (await ReadSwitchAsync(request, problems) is not { } isEnabled)
            return Refuse(problems);
        return List.Switch(Id(request), isEnabled) is { } state ? AdminResult.Json(StatusCodes.Status200OK, Describe(state)) : NoOverride(request);
    }

    private static async Task<bool?> ReadSwitchAsync(AdminRequest request, List<OverrideProblem> problems)
    {
        var members = new JsonMembers(JsonSerializer.SerializeToElement(await request.ReadObjectAsync()), "", problems);
        members.Know("enabled");
        if (!members.Has("enabled"))
            members.Refuse("enabled", "expected true or false, found nothing.");
        var isEnabled = members.Flag("enabled");
        return problems.Count > 0 ? null : isEnabled;
    }

    private AdminResult Delete(AdminRequest request) => List.Remove(Id(request)) ? AdminResult.NoContent() : NoOverride(request);

    private AdminResult DeleteAll(AdminRequest request)
    {
        List.Clear();
        return AdminResult.NoContent();
    }

    private static int Id(AdminRequest request) => int.Parse(request.Value("id"), CultureInfo.InvariantCulture);

    private static JsonObject Describe(ImmutableArray<OverrideState> states) => new() { ["overrides"] = new JsonArray([.. states.Select(Describe)]) };

    // As it was given, and what has become of it.
    private static JsonObject Describe(OverrideState state)
    {
        var shown = new JsonObject { ["id"] = state.Id, ["enabled"] = state.IsEnabled, ["used"] = state.Used };
        if (!state.Unmet.IsEmpty)
            shown["unmet"] = new JsonArray([.. state.Unmet.Select(path => JsonValue.Create(path))]);
        foreach (var member in state.Definition.Source.EnumerateObject().Where(member => member.Name != "enabled"))
            shown[member.Name] = JsonSerializer.SerializeToNode(member.Value);
        return shown;
    }

    private static AdminResult Refuse(IEnumerable<OverrideProblem> problems) => AdminResult.Json(StatusCodes.Status400BadRequest, new JsonObject
    {
        ["errors"] = new JsonArray([.. problems.Select(problem => new JsonObject
        {
            ["title"] = "The override is not right",
            ["pointer"] = problem.Pointer,
            ["detail"] = problem.Detail,
        })]),
    });

    private AdminResult NoOverride(AdminRequest request) => AdminResult.Error(StatusCodes.Status404NotFound, "No such override",
        $"There is no override {request.Value("id")}; " + (List.All is { IsEmpty: false } all ? $"there is {string.Join(", ", all.Select(state => state.Id))}." : "there are none."));
}
