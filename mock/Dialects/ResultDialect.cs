using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>HTTP 200 throughout: every answer is an object whose flag <c>result</c> says whether it worked. Bodies are forms or JSON.</summary>
internal sealed class ResultDialect(ApiPlan plan) : Dialect
{
    private const string Flag = "result";
    private const string Message = "msg";

    private readonly ResultModes _flags = new(plan.Rules);
    private readonly RootlessBodyReader _bodies = new(plan.Rules);
    private readonly ImmutableArray<ResultOperationModes> _operations =
        [.. plan.Operations.Select(operation => new ResultOperationModes(operation.Rules))];

    public override Credentials Credentials(SimulatedRequest request)
    {
        foreach (var scheme in plan.Contract.SecuritySchemes)
        {
            if (scheme.Find(request.Header, request.Query) is { Length: > 0 } key)
                return new(KeyLocation.Proper, key);
        }
        return default;
    }

    public override ParsedBody Read(OperationContext context) => _bodies.Read(context.Request, context.Modes);

    public override SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes)
    {
        var status = StatusOf(result, modes);
        if (!result.HasBody)
            return new SimulatedResponse(status, null, result.Headers, default);
        // The members of the record stand beside the message, so that they are written before the object around them.
        var beside = result is { IsSuccess: true, Data: { } data, Operation: { } operation } && IsBeside(operation, modes)
            ? JsonText.Of(data, static (json, data) => data.Write(json)) : default;
        var body = JsonText.Of((Dialect: this, result, beside, modes), static (json, answer) =>
        {
            json.WriteStartObject();
            if (answer.result.IsSuccess)
                answer.Dialect.Success(json, answer.result, answer.beside, answer.modes);
            else if (!answer.modes[answer.Dialect._flags.Silent])
                answer.Dialect.Failure(json, answer.result, answer.modes);
            if (!answer.modes[answer.Dialect._flags.FlagMissing])
                json.WriteBoolean(Flag, answer.Dialect.FlagOf(answer.result, answer.modes));
            json.WriteEndObject();
        });
        return new SimulatedResponse(status, modes[_flags.Html] ? "text/html; charset=utf-8" : MediaType.Json, result.Headers, modes[_flags.Marked] ? JsonText.Marked(body) : body);
    }

    public override string? MessageIn(JsonNode? example) =>
        (example as JsonObject)?[Message] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Refusals are told in the body; what else goes wrong (a method, a conflict, the server) has its status.
    private int StatusOf(OperationResult result, ActiveModes modes)
    {
        if (result.Status is not (400 or 404) && !result.InBody)
            return result.Status;
        var own = result.Operation is { } operation ? _operations[operation.Index] : null;
        return (own, result) switch
        {
            ({ }, { NothingSent: true }) when own.NothingOk != default => Chosen(own.NothingStatus, own.NothingAccepted),
            ({ }, { Missed: true }) when own.MissOk != default => Chosen(own.MissStatus, own.MissAccepted),
            _ => Chosen(_flags.FailureStatus, _flags.FailureAccepted),
        };

        int Chosen(ModeFlag status, ModeFlag accepted) => modes[status] ? result.Status : modes[accepted] ? 202 : 200;
    }

    private bool FlagOf(OperationResult result, ActiveModes modes) =>
        result.IsSuccess && !(result.Operation is { } operation && modes[_operations[operation.Index].FalseAfterDelete]);

    private bool IsBeside(OperationPlan operation, ActiveModes modes) =>
        operation.Operation.Holds == AnswerHolds.Identity || modes[_operations[operation.Index].Bare];

    private void Success(Utf8JsonWriter json, OperationResult result, ReadOnlyMemory<byte> beside, ActiveModes modes)
    {
        if (result.Message.Length > 0)
            json.WriteString(Message, result.Message);
        if (result.Operation is not { } operation)
            return;
        if (!beside.IsEmpty)
            Members(json, beside);
        else if (operation.Kind == OperationKind.List)
            List(json, result, operation, modes);
        else if (operation.Kind == OperationKind.Find || operation.Operation.Holds == AnswerHolds.Record)
            Record(json, result.Data, modes[_operations[operation.Index].AsEntities]);
    }

    private void List(Utf8JsonWriter json, OperationResult result, OperationPlan operation, ActiveModes modes)
    {
        var flags = _operations[operation.Index];
        json.WritePropertyName("entities");
        Data(json, result.Data);
        if (!modes[flags.TotalAbsent])
            json.WriteNumber("total", (result.Page?.Total ?? (result.Data as ResultData.Many)?.Count ?? 0) + (modes[flags.TotalOffByOne] ? 1 : 0));
    }

    private static void Record(Utf8JsonWriter json, ResultData? data, bool asList)
    {
        json.WritePropertyName(asList ? "entities" : "entity");
        if (asList && data is not null)
            json.WriteStartArray();
        Data(json, data);
        if (asList && data is not null)
            json.WriteEndArray();
    }

    private static void Data(Utf8JsonWriter json, ResultData? data)
    {
        if (data is not null)
        {
            data.Write(json);
            return;
        }
        json.WriteStartArray();
        json.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter json, ReadOnlyMemory<byte> record)
    {
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 256 });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in document.RootElement.EnumerateObject())
            member.WriteTo(json);
    }

    private void Failure(Utf8JsonWriter json, OperationResult result, ActiveModes modes)
    {
        if (result.Data is ResultData.Errors { All: { Count: > 0 } errors } && !result.NothingSent)
            Errors(json, errors, modes);
        else if (result.Status == 404)
            json.WriteString(Message, result.Operation is null ? result.Message : "Entity not found.");
        else
            json.WriteString("error", result.NothingSent ? "Nothing sent for request." : result.Message);
    }

    private void Errors(Utf8JsonWriter json, IReadOnlyList<FieldError> errors, ActiveModes modes)
    {
        var byField = errors.DistinctBy(error => error.Name);
        json.WritePropertyName("errors");
        if (modes[_flags.ErrorsAsText])
        {
            json.WriteStringValue(string.Join(' ', byField.Select(error => $"{error.Name}: {Sentence(error)}")));
        }
        else if (modes[_flags.ErrorsAsList])
        {
            json.WriteStartArray();
            foreach (var error in byField)
                json.WriteStringValue($"{error.Name}: {Sentence(error)}");
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            foreach (var error in byField)
                Named(json, error, asList: modes[_flags.ErrorsAsLists]);
            json.WriteEndObject();
        }
    }

    private static void Named(Utf8JsonWriter json, FieldError error, bool asList)
    {
        json.WritePropertyName(error.Name);
        if (asList)
            json.WriteStartArray();
        json.WriteStringValue(Sentence(error));
        if (asList)
            json.WriteEndArray();
    }

    private static string Sentence(FieldError error) => error.Missing ? "Field is required." : error.Message;
}
