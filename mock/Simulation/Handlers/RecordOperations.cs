using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Operations on the record that a path names: finds, updates, deletes.</summary>
internal static class RecordOperations
{
    /// <summary>The answer to any of them.</summary>
    public static OperationResult Answer(OperationContext context)
    {
        var identity = Identity(context);
        if (context.Operation.Kind == OperationKind.Delete && identity is { } gone && (context.Find(gone) ?? context.Gone(gone)) is not null)
            return new DeleteHandler(context, gone).Answer();
        if (identity is not { } known || context.Find(known) is not { } record)
            return Nothing(context, identity);
        return context.Operation.Kind == OperationKind.Update ? new UpdateHandler(context, known).Answer() : Reading.Find(context, record);
    }

    /// <summary>The record that the path names, or null.</summary>
    public static Record? Find(OperationContext context) => Identity(context) is { } identity ? context.Find(identity) : null;

    /// <summary>The identity that the path names, or null where it names none that there can be.</summary>
    public static long? Identity(OperationContext context) => IdentityParser.Read(context.Parameters.Identity, context.Modes[context.Operation.Flags.LeadingDigits]);

    private static OperationResult Nothing(OperationContext context, long? identity)
    {
        var operation = context.Operation;
        var (flags, modes, text) = (operation.Flags, context.Modes, context.Parameters.Identity);
        if (identity is null && modes[flags.MalformedEmptySuccess])
            return context.Success(null, Known);
        if (identity is null)
            return operation.Refusal(modes[flags.MalformedBadRequest] ? 400 : 404, $"{text} identifies no {operation.Resource.Resource}.", Known, like: 404);
        return modes[flags.UnknownEmptySuccess]
            ? context.Success(null, Known)
            : operation.Refusal(modes[flags.UnknownBadRequest] ? 400 : 404, $"There is no {operation.Resource.Resource} {identity}.", Known, like: 404) with
            {
                Data = modes[flags.MissObject] ? new ResultData.Raw("{}") : modes[flags.MissNull] ? new ResultData.Raw("null") : null,
                Missed = true,
            };

        string? Known(string name) => name == operation.Resource.Identity.Field.Name ? text : null;
    }
}

/// <summary>Identities as paths hold them.</summary>
internal static class IdentityParser
{
    /// <summary>A positive integer, or null where the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="leadingDigits">Whether the digits at its start are enough.</param>
    public static long? Read(string text, bool leadingDigits = false)
    {
        var digits = text.AsSpan();
        if (leadingDigits && digits.IndexOfAnyExceptInRange('0', '9') is var end and > 0)
            digits = digits[..end];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var identity) && identity > 0 ? identity : null;
    }
}
