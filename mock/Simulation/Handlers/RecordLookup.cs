using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>The record that the path of an operation names, and what is answered where there is none.</summary>
internal sealed class RecordLookup(OperationPlan operation)
{
    private readonly ModeFlag _malformedBadRequest = operation.Rules[Behaviors.MalformedIdentity, "bad-request"];
    private readonly ModeFlag _malformedSuccess = operation.Rules[Behaviors.MalformedIdentity, "empty-success"];
    private readonly ModeFlag _leadingDigits = operation.Rules[Behaviors.MalformedIdentity, "leading-digits"];
    private readonly ModeFlag _unknownBadRequest = operation.Rules[Behaviors.UnknownRecord, "bad-request"];
    private readonly ModeFlag _unknownSuccess = operation.Rules[Behaviors.UnknownRecord, "empty-success"];
    private readonly ModeFlag _dataObject = operation.Rules[Behaviors.MissData, "object"];
    private readonly ModeFlag _dataNull = operation.Rules[Behaviors.MissData, "null"];
    private readonly Deletion _deletion = new(operation.Resource);
    private readonly ParentLookup? _parents = operation.Resource.Parent is null ? null : new ParentLookup(operation.Resource);

    /// <summary>The number of the record that the path names, or null where it can name none.</summary>
    public long? Identity(OperationContext context)
    {
        var text = context.Parameters.Identity;
        if (operation.Resource.IdentityNames is not { } names)
            return Parse(text, context.Modes[_leadingDigits]);
        return context.Table(operation.Resource).NumberOf(context.Modes[_leadingDigits] ? names.WithoutRest(text) : text);
    }

    /// <summary>The record of an identity, or null where there is none below the path.</summary>
    public Record? Find(OperationContext context, long identity) =>
        context.Table(operation.Resource).Find(identity) is { } record && IsBelow(context, record) && _deletion.IsFound(record, context.Modes) ? record : null;

    /// <summary>The record that an earlier delete took away, or null.</summary>
    public Record? FindDeleted(OperationContext context, long identity)
    {
        var table = context.Table(operation.Resource);
        return (table.Removed(identity) ?? table.Find(identity)) is { } record && IsBelow(context, record) && Find(context, identity) is null
            ? record : null;
    }

    /// <summary>The result where the path names no record.</summary>
    /// <param name="context">The operation.</param>
    /// <param name="identity">The identity; null where it is none.</param>
    public OperationResult NotFound(OperationContext context, long? identity)
    {
        var (modes, text, resource) = (context.Modes, context.Parameters.Identity, operation.Resource);
        if (modes[identity is null ? _malformedSuccess : _unknownSuccess])
            return context.Success(null, Known);
        if (identity is null)
            return context.Refusal(modes[_malformedBadRequest] ? 400 : 404, $"{text} identifies no {resource.Resource}.", Known, like: 404);
        return context.Refusal(modes[_unknownBadRequest] ? 400 : 404, $"There is no {resource.Resource} {text}.", Known, like: 404) with
        {
            Data = modes[_dataObject] ? new ResultData.Raw("{}") : modes[_dataNull] ? new ResultData.Raw("null") : null,
            Missed = true,
        };

        string? Known(string name) => name == resource.Identity.Field.Name ? text : null;
    }

    /// <summary>A positive integer, or null where the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="leadingDigits">Whether the digits at its start are enough.</param>
    public static long? Parse(string text, bool leadingDigits = false)
    {
        var digits = text.AsSpan();
        if (leadingDigits && digits.IndexOfAnyExceptInRange('0', '9') is var end and > 0)
            digits = digits[..end];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var identity) && identity > 0 ? identity : null;
    }

    private bool IsBelow(OperationContext context, Record record) => _parents is null || _parents.IsBelow(context, record);
}
