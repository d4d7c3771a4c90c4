using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>HTTP 200 throughout: every answer is an object whose flag <c>result</c> says whether it worked. Bodies are forms or JSON.</summary>
internal sealed class ResultDialect(Contract contract, Gates gates) : Dialect
{
    private const string Flag = "result";
    private const string Message = "msg";

    private readonly ResultGates _gates = new(gates.Of(Place.Api));
    private readonly PlainBodies _bodies = new(gates.Of(Place.Api));
    private readonly ImmutableArray<ResultOperationGates> _operations =
        [.. contract.Operations.Select(operation => new ResultOperationGates(gates.Of(Place.Of(operation))))];

    public override Credentials Credentials(SimulatedRequest request)
    {
        foreach (var scheme in contract.SecuritySchemes)
        {
            if (scheme.Find(request.Header, request.Query) is { Length: > 0 } key)
                return new(KeyPlace.Proper, key);
        }
        return default;
    }

    public override Body Read(Call call) => _bodies.Read(call.Request, call.Modes);

    public override SimulatedResponse Write(Reply reply, SimulatedRequest request, Modes modes)
    {
        var status = StatusOf(reply, modes);
        if (!reply.HasBody)
            return new SimulatedResponse(status, null, reply.Headers, default);
        // What the record says stands beside the message, so that it is written before the object around it.
        var beside = reply is { IsSuccess: true, Data: { } data, Operation: { } operation } && IsBeside(operation, modes)
            ? JsonText.Of(data, static (json, data) => data.Write(json)) : default;
        var body = JsonText.Of((Dialect: this, reply, beside, modes), static (json, answer) =>
        {
            json.WriteStartObject();
            if (answer.reply.IsSuccess)
                answer.Dialect.Success(json, answer.reply, answer.beside, answer.modes);
            else if (!answer.modes[answer.Dialect._gates.Silent])
                answer.Dialect.Failure(json, answer.reply, answer.modes);
            if (!answer.modes[answer.Dialect._gates.FlagMissing])
                json.WriteBoolean(Flag, answer.Dialect.FlagOf(answer.reply, answer.modes));
            json.WriteEndObject();
        });
        return new SimulatedResponse(status, modes[_gates.Html] ? "text/html; charset=utf-8" : MediaType.Json, reply.Headers, modes[_gates.Marked] ? JsonText.Marked(body) : body);
    }

    public override string? MessageIn(JsonNode? example) =>
        (example as JsonObject)?[Message] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Refusals go in the body; what else goes wrong (a method, a conflict, the server) still has its status.
    private int StatusOf(Reply reply, Modes modes)
    {
        if (reply.Status is not (400 or 404) && !reply.InBody)
            return reply.Status;
        var own = reply.Operation is { } operation ? _operations[operation.Index] : null;
        return (own, reply) switch
        {
            ({ }, { NothingSent: true }) when own.NothingOk != default => Chosen(own.NothingStatus, own.NothingAccepted),
            ({ }, { Missed: true }) when own.MissOk != default => Chosen(own.MissStatus, own.MissAccepted),
            _ => Chosen(_gates.FailureStatus, _gates.FailureAccepted),
        };

        int Chosen(Gate status, Gate accepted) => modes[status] ? reply.Status : modes[accepted] ? 202 : 200;
    }

    private bool FlagOf(Reply reply, Modes modes) =>
        reply.IsSuccess && !(reply.Operation is { } operation && modes[_operations[operation.Index].FalseAfterDelete]);

    private bool IsBeside(OperationPlan operation, Modes modes) =>
        operation.Operation.Holds == AnswerHolds.Identity || modes[_operations[operation.Index].Bare];

    private void Success(Utf8JsonWriter json, Reply reply, ReadOnlyMemory<byte> beside, Modes modes)
    {
        if (reply.Message.Length > 0)
            json.WriteString(Message, reply.Message);
        if (reply.Operation is not { } operation)
            return;
        if (!beside.IsEmpty)
            Members(json, beside);
        else if (operation.Kind == OperationKind.List)
            List(json, reply, operation, modes);
        else if (operation.Kind == OperationKind.Find || operation.Operation.Holds == AnswerHolds.Record)
            Record(json, reply.Data, modes[_operations[operation.Index].AsEntities]);
    }

    private void List(Utf8JsonWriter json, Reply reply, OperationPlan operation, Modes modes)
    {
        var gates = _operations[operation.Index];
        json.WritePropertyName("entities");
        Data(json, reply.Data);
        if (!modes[gates.TotalAbsent])
            json.WriteNumber("total", (reply.Page?.Total ?? (reply.Data as Payload.Many)?.Count ?? 0) + (modes[gates.TotalOffByOne] ? 1 : 0));
    }

    private static void Record(Utf8JsonWriter json, Payload? data, bool asList)
    {
        json.WritePropertyName(asList ? "entities" : "entity");
        if (asList && data is not null)
            json.WriteStartArray();
        Data(json, data);
        if (asList && data is not null)
            json.WriteEndArray();
    }

    private static void Data(Utf8JsonWriter json, Payload? data)
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

    private void Failure(Utf8JsonWriter json, Reply reply, Modes modes)
    {
        if (reply.Data is Payload.Faults { All: { Count: > 0 } faults } && !reply.NothingSent)
            Errors(json, faults, modes);
        else if (reply.Status == 404)
            json.WriteString(Message, reply.Operation is null ? reply.Message : "Entity not found.");
        else
            json.WriteString("error", reply.NothingSent ? "Nothing sent for request." : reply.Message);
    }

    private void Errors(Utf8JsonWriter json, IReadOnlyList<Fault> faults, Modes modes)
    {
        var byField = faults.DistinctBy(fault => fault.Name);
        json.WritePropertyName("errors");
        if (modes[_gates.ErrorsAsText])
        {
            json.WriteStringValue(string.Join(' ', byField.Select(fault => $"{fault.Name}: {Sentence(fault)}")));
        }
        else if (modes[_gates.ErrorsAsList])
        {
            json.WriteStartArray();
            foreach (var fault in byField)
                json.WriteStringValue($"{fault.Name}: {Sentence(fault)}");
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            foreach (var fault in byField)
                Named(json, fault, asList: modes[_gates.ErrorsAsLists]);
            json.WriteEndObject();
        }
    }

    private static void Named(Utf8JsonWriter json, Fault fault, bool asList)
    {
        json.WritePropertyName(fault.Name);
        if (asList)
            json.WriteStartArray();
        json.WriteStringValue(Sentence(fault));
        if (asList)
            json.WriteEndArray();
    }

    private static string Sentence(Fault fault) => fault.Missing ? "Field is required." : fault.Message;
}
