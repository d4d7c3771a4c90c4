using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>The documented answers of an operation, with their documented messages.</summary>
internal static partial class OperationResults
{
    /// <summary>The documented success.</summary>
    public static OperationResult Success(this OperationContext context, ResultData? data, Func<string, string?>? known = null, long? created = null) =>
        context.Operation.Success(context.Modes, data, known, context.Parameters, created);

    /// <inheritdoc cref="Success(OperationContext, ResultData?, Func{string, string?}?, long?)"/>
    public static OperationResult Success(
        this OperationPlan operation, ActiveModes modes, ResultData? data, Func<string, string?>? known = null, OperationParameters? parameters = null, long? created = null)
    {
        var flags = operation.Flags;
        var status = modes[flags.StatusNoContent] ? 204 : modes[flags.StatusEmptyOk] ? 200 : modes[flags.StatusAccepted] ? 202 : operation.Status;
        var isEmpty = !operation.HasBody || modes[flags.StatusNoContent] || modes[flags.StatusEmptyOk];
        return new OperationResult(status, isEmpty ? "" : Message(operation, operation.Status, known) ?? "")
        {
            Operation = operation,
            Format = (parameters ?? OperationParameters.None).Format,
            Parent = parameters?.Parent,
            Code = modes[flags.StatusPlain] || status != operation.Status ? status : operation.Code,
            HasBody = !isEmpty,
            Data = isEmpty ? null : data,
            Created = created,
        };
    }

    /// <summary>A refusal, with the documented message of its status if there is one.</summary>
    /// <param name="context">The call.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What to say where the document says nothing.</param>
    /// <param name="known">The values that a documented message may name.</param>
    public static OperationResult Refusal(this OperationContext context, int status, string sentence, Func<string, string?>? known = null) =>
        context.Operation.Refusal(status, sentence, known, null, context.Parameters);

    /// <inheritdoc cref="Refusal(OperationContext, int, string, Func{string, string?}?)"/>
    /// <param name="operation">The operation.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What to say where the document says nothing.</param>
    /// <param name="known">The values that a documented message may name.</param>
    /// <param name="like">The status whose documented message fits, where it is another.</param>
    /// <param name="parameters">What the request asks for.</param>
    public static OperationResult Refusal(
        this OperationPlan operation, int status, string sentence, Func<string, string?>? known = null, int? like = null, OperationParameters? parameters = null) =>
        new(status, Message(operation, like ?? status, known) ?? sentence)
        {
            Operation = operation,
            Format = (parameters ?? OperationParameters.None).Format,
            Parent = parameters?.Parent,
        };

    /// <summary>A refusal of what a request says.</summary>
    public static OperationResult Refusal(this OperationContext context, IReadOnlyList<FieldError> errors, Func<string, string?>? known = null)
    {
        var status = errors.Any(error => error.Status == 500) ? 500
            : errors.Any(error => error.Status == 400) ? 400 : errors[0].Status;
        ImmutableArray<FieldError> told = [.. errors.Where(error => error.Status == status)];
        var message = FieldErrorMessage.Of(context.Operation, status, told, known)
            ?? string.Join(' ', told.Select(error => $"{error.Name}: {error.Message}"));
        var result = new OperationResult(status, message) { Operation = context.Operation, Format = context.Parameters.Format, Parent = context.Parameters.Parent };
        return status == 400 ? result with { Data = new ResultData.Errors(told) } : result;
    }

    /// <summary>The refusal of a body that was not read.</summary>
    public static OperationResult Refusal(this OperationContext context, ParsedBody body) => body.Refusal with
    {
        Operation = context.Operation,
        Format = context.Parameters.Format,
        Parent = context.Parameters.Parent,
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
