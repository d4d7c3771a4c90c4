using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Rest;

/// <summary>How the dialect refuses: by a declared status, with problem details (RFC 9457) or as the documented example has it.</summary>
internal sealed class RestRefusals(ApiPlan plan)
{
    private readonly RestRefusalModes _flags = new(plan.Rules);
    private readonly bool _problems = plan.Rules.Has(Behaviors.ProblemDetails);
    private readonly bool _namesFields = plan.Rules.Has(Behaviors.ErrorFields);
    private readonly string? _fields = (string?)plan.Contract.Rule(Behaviors.ErrorFields, Place.Api)?.Arguments["member"];

    public SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes)
    {
        var status = result.InBody ? 200 : StatusOf(result, modes);
        var body = _problems || result.Operation?.Operation.Answer(status)?.Example is not JsonObject example
            ? Problem(result, status, request, modes) : Documented(example, result);
        JsonNode told = body;
        if (_namesFields && result.Causes is { Count: > 0 } errors && (_fields is null || !modes[_flags.FieldsAbsent]))
        {
            if (modes[_flags.FieldsAbsent])
                told = new JsonObject { ["detail"] = result.Message };
            else if (_fields is { } member)
                body[member] = Fields(errors, result, modes);
            else
                told = Fields(errors, result, modes);
        }
        if (modes[_flags.Bare] || modes[_flags.AsList])
            told = modes[_flags.Bare] ? new JsonObject { ["error"] = result.Message } : new JsonArray(result.Message);
        return new SimulatedResponse(status, _problems && !modes[_flags.AsJson] ? "application/problem+json" : MediaType.Json,
            HeadersOf(result, request, status, modes), JsonText.Of(told, static (json, told) => told.WriteTo(json)));
    }

    private int StatusOf(OperationResult result, ActiveModes modes) => result switch
    {
        { Status: 400, Malformed: false } => modes[_flags.InvalidUnprocessable] ? 422 : modes[_flags.InvalidNotFound] ? 404 : 400,
        { Status: 409 } => modes[_flags.ConflictUnprocessable] ? 422 : modes[_flags.ConflictBadRequest] ? 400 : modes[_flags.ConflictNotFound] ? 404 : 409,
        { Status: 406 } when modes[_flags.AcceptServerError] => 500,
        _ => result.Status,
    };

    private JsonObject Problem(OperationResult result, int status, SimulatedRequest request, ActiveModes modes) => new()
    {
        ["type"] = "about:blank",
        ["title"] = ReasonPhrase(status),
        ["status"] = modes[_flags.StatusDiffers] ? 500 : status,
        ["detail"] = result.Message,
        ["instance"] = request.Path,
    };

    // The documented example, with what went wrong in the place of its longest text.
    private static JsonObject Documented(JsonObject example, OperationResult result)
    {
        var body = (JsonObject)example.DeepClone();
        if (body.Where(member => member.Value?.GetValueKind() == JsonValueKind.String).OrderByDescending(member => member.Value!.ToString().Length).FirstOrDefault().Key is { } message)
            body[message] = result.Message;
        return body;
    }

    private JsonNode Fields(IReadOnlyList<FieldError> errors, OperationResult result, ActiveModes modes)
    {
        string Name(FieldError error) => !modes[_flags.OtherField] ? error.Name
            : result.Operation?.Resource.Fields.FirstOrDefault(field => errors.All(other => other.Name != field.Field.Name))?.Field.Name ?? "other";
        var byField = errors.GroupBy(Name, error => error.Message);
        return modes[_flags.FieldsAsObjects]
            ? new JsonArray([.. byField.Select(field => new JsonObject { ["field"] = field.Key, ["message"] = string.Join(' ', field) })])
            : new JsonObject(byField.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)(modes[_flags.FieldsAsTexts]
                ? string.Join(' ', field) : new JsonArray([.. field.Select(sentence => (JsonNode)sentence)])))));
    }

    private IReadOnlyList<KeyValuePair<string, string>> HeadersOf(OperationResult result, SimulatedRequest request, int status, ActiveModes modes)
    {
        if (status != 405 || (!modes[_flags.AllowAbsent] && !modes[_flags.AllowAsked]))
            return result.Headers;
        var others = result.Headers.Where(header => header.Key != "Allow");
        return modes[_flags.AllowAbsent] ? [.. others] : [.. others, KeyValuePair.Create("Allow", request.Method)];
    }

    private static string? ReasonPhrase(int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return response.ReasonPhrase;
    }
}

/// <summary>The modes of refusals.</summary>
internal sealed class RestRefusalModes(PlaceFlags api)
{
    public ModeFlag InvalidUnprocessable { get; } = api[Behaviors.InvalidStatus, "unprocessable"];
    public ModeFlag InvalidNotFound { get; } = api[Behaviors.InvalidStatus, "not-found"];
    public ModeFlag ConflictUnprocessable { get; } = api[Behaviors.ConflictStatus, "unprocessable"];
    public ModeFlag ConflictBadRequest { get; } = api[Behaviors.ConflictStatus, "bad-request"];
    public ModeFlag ConflictNotFound { get; } = api[Behaviors.ConflictStatus, "not-found"];
    public ModeFlag AcceptServerError { get; } = api[Behaviors.NotAcceptable, "server-error"];
    public ModeFlag AsJson { get; } = api[Behaviors.ProblemDetails, "json"];
    public ModeFlag StatusDiffers { get; } = api[Behaviors.ProblemDetails, "status-differs"];
    public ModeFlag Bare { get; } = api[Behaviors.ProblemDetails, "bare"];
    public ModeFlag AsList { get; } = api[Behaviors.ErrorSchema, "list"];
    public ModeFlag FieldsAsTexts { get; } = api[Behaviors.ErrorFields, "texts"];
    public ModeFlag FieldsAsObjects { get; } = api[Behaviors.ErrorFields, "objects"];
    public ModeFlag FieldsAbsent { get; } = api[Behaviors.ErrorFields, "absent"];
    public ModeFlag OtherField { get; } = api[Behaviors.ErrorFields, "other-field"];
    public ModeFlag AllowAbsent { get; } = api[Behaviors.Allow, "absent"];
    public ModeFlag AllowAsked { get; } = api[Behaviors.Allow, "asked"];
}
