using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>Scenarios over HTTP (wiremock.org, "Stateful Behaviour").</summary>
internal sealed class ScenariosAdmin(Overlay overlay)
{
    private const string Root = "/__admin/scenarios";

    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("GET", Root, "The scenarios, their states and their stubs.", List),
        OwnPage.Of("POST", Root + "/reset", "Puts all scenarios back to where they begin.", Reset),
        OwnPage.Of("PUT", Root + "/{name}/state", "Sets the state of a scenario; without a body, back to where it begins.", SetAsync),
    ];

    private AdminAnswer List(AdminRequest request) => AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["scenarios"] = new JsonArray([.. overlay.Stubs.Scenarios.Select(scenario => new JsonObject
        {
            ["id"] = scenario.Name,
            ["name"] = scenario.Name,
            ["state"] = scenario.State,
            ["possibleStates"] = new JsonArray([.. scenario.States.Select(state => JsonValue.Create(state))]),
            ["mappings"] = new JsonArray([.. scenario.Stubs.Select(stub => stub.ToJson())]),
        })]),
    });

    private AdminAnswer Reset(AdminRequest request)
    {
        overlay.Stubs.ResetScenarios();
        return AdminAnswer.Done();
    }

    private async Task<AdminAnswer> SetAsync(AdminRequest request)
    {
        var name = request.Values[0];
        if (overlay.Stubs.FindScenario(name) is not { } scenario)
            return AdminAnswer.Coded(StatusCodes.Status404NotFound, 404, $"Scenario {name} does not exist");
        var body = await request.ReadBytesAsync();
        if (body.IsEmpty)
        {
            overlay.Stubs.ResetScenario(name);
            return AdminAnswer.Done();
        }
        var problems = new Problems(overlay.Options.Clock);
        var place = AdminRequest.Document(body, problems);
        var state = place.Member("state")?.Node?.ToString();
        place.NoOthers();
        if (problems.Any)
            return problems.ToAnswer();
        if (state is null || !scenario.States.Contains(state))
        {
            return AdminAnswer.Coded(StatusCodes.Status422UnprocessableEntity, 11, $"Scenario {name} does not support state {state ?? "null"}",
                detail: $"Its stubs name {string.Join(", ", scenario.States)}.");
        }
        overlay.Stubs.SetScenario(name, state);
        return AdminAnswer.Done();
    }
}
