using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Dialects;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The documented answers of an operation, with their documented messages.</summary>
internal static partial class Answers
{
    /// <summary>The documented success.</summary>
    public static Reply Success(this Call call, Payload? data, Func<string, string?>? known = null, long? created = null) =>
        call.Operation.Success(call.Modes, data, known, call.Asked, created);

    /// <inheritdoc cref="Success(Call, Payload?, Func{string, string?}?, long?)"/>
    public static Reply Success(
        this OperationPlan operation, Modes modes, Payload? data, Func<string, string?>? known = null, Asked? asked = null, long? created = null)
    {
        var gates = operation.Gates;
        var status = modes[gates.StatusNoContent] ? 204 : modes[gates.StatusEmptyOk] ? 200 : modes[gates.StatusAccepted] ? 202 : operation.Status;
        var isEmpty = !operation.HasBody || modes[gates.StatusNoContent] || modes[gates.StatusEmptyOk];
        return new Reply(status, isEmpty ? "" : Message(operation, operation.Status, known) ?? "")
        {
            Operation = operation,
            Format = (asked ?? Asked.Nothing).Format,
            Parent = asked?.Parent,
            Code = modes[gates.StatusPlain] || status != operation.Status ? status : operation.Code,
            HasBody = !isEmpty,
            Data = isEmpty ? null : data,
            Created = created,
        };
    }

    /// <summary>A refusal, with the documented message of its status if there is one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What to say where the document says nothing.</param>
    /// <param name="known">The values that a documented message may name.</param>
    public static Reply Refusal(this Call call, int status, string sentence, Func<string, string?>? known = null) =>
        call.Operation.Refusal(status, sentence, known, null, call.Asked);

    /// <inheritdoc cref="Refusal(Call, int, string, Func{string, string?}?)"/>
    /// <param name="operation">The operation.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What to say where the document says nothing.</param>
    /// <param name="known">The values that a documented message may name.</param>
    /// <param name="like">The status whose documented message fits, where it is another.</param>
    /// <param name="asked">What the request asks for.</param>
    public static Reply Refusal(
        this OperationPlan operation, int status, string sentence, Func<string, string?>? known = null, int? like = null, Asked? asked = null) =>
        new(status, Message(operation, like ?? status, known) ?? sentence)
        {
            Operation = operation,
            Format = (asked ?? Asked.Nothing).Format,
            Parent = asked?.Parent,
        };

    /// <summary>A refusal of what a request says.</summary>
    public static Reply Refusal(this Call call, IReadOnlyList<Fault> faults, Func<string, string?>? known = null)
    {
        var status = faults.Any(fault => fault.Status == 500) ? 500
            : faults.Any(fault => fault.Status == 400) ? 400 : faults[0].Status;
        ImmutableArray<Fault> told = [.. faults.Where(fault => fault.Status == status)];
        var message = FaultMessage.Of(call.Operation, status, told, known)
            ?? string.Join(' ', told.Select(fault => $"{fault.Name}: {fault.Message}"));
        var reply = new Reply(status, message) { Operation = call.Operation, Format = call.Asked.Format, Parent = call.Asked.Parent };
        return status == 400 ? reply with { Data = new Payload.Faults(told) } : reply;
    }

    /// <summary>The refusal of a body that was not read.</summary>
    public static Reply Refusal(this Call call, Body body) => body.Refusal with
    {
        Operation = call.Operation,
        Format = call.Asked.Format,
        Parent = call.Asked.Parent,
    };

    private static string? Message(OperationPlan operation, int status, Func<string, string?>? known) =>
        operation.Messages.TryGetValue(status, out var message)
            ? message.Contains('{', StringComparison.Ordinal)
                ? Placeholder().Replace(message, match => Filled(match, status, known))
                : message
            : null;

    // What is missing or malformed is called by its name, what conflicts or does not exist by its value.
    private static string Filled(Match placeholder, int status, Func<string, string?>? known)
    {
        var name = placeholder.Groups[1].Value;
        return status == 400 ? name : known?.Invoke(name) ?? placeholder.Value;
    }

    [GeneratedRegex(@"\{([A-Za-z0-9_-]+)\}")]
    public static partial Regex Placeholder();
}
