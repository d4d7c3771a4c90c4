using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The documented answers of an operation, with their documented messages.</summary>
internal static partial class Answers
{
    /// <summary>The documented success.</summary>
    public static Reply Success(this OperationPlan operation, Modes modes, Payload? data, Func<string, string?>? known = null)
    {
        var gates = operation.Gates;
        if (modes[gates.StatusNoContent])
            return new Reply(204, "") { HasBody = false };
        var status = modes[gates.StatusAccepted] ? 202 : operation.Status;
        return new Reply(status, Message(operation, operation.Status, known) ?? "")
        {
            Code = modes[gates.StatusPlain] || status != operation.Status ? status : operation.Code,
            Data = data,
        };
    }

    /// <summary>A refusal, with the documented message of its status if there is one.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What to say where the document says nothing.</param>
    /// <param name="known">The values that a documented message may name.</param>
    /// <param name="like">The status whose documented message fits, where it is another.</param>
    public static Reply Refusal(
        this OperationPlan operation, int status, string sentence, Func<string, string?>? known = null, int? like = null) =>
        new(status, Message(operation, like ?? status, known) ?? sentence);

    /// <summary>A refusal of what a request says.</summary>
    public static Reply Refusal(this OperationPlan operation, IReadOnlyList<Fault> faults, Func<string, string?>? known = null)
    {
        var status = faults.Any(fault => fault.Status == 500) ? 500
            : faults.Any(fault => fault.Status == 400) ? 400 : faults[0].Status;
        var reply = operation.Refusal(status, "The request cannot be carried out.", known);
        return status == 400 ? reply with { Data = new Payload.Faults([.. faults.Where(fault => fault.Status == 400)]) } : reply;
    }

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
    private static partial Regex Placeholder();
}
