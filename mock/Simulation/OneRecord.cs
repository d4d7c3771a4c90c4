using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Operations on the record that a path names: finds, updates, deletes.</summary>
internal static class OneRecord
{
    /// <summary>The answer to any of them.</summary>
    public static Reply Answer(Call call)
    {
        var identity = Identity(call);
        if (call.Operation.Kind == OperationKind.Delete && identity is { } gone && (call.Find(gone) ?? call.Gone(gone)) is not null)
            return new Removal(call, gone).Answer();
        if (identity is not { } known || call.Find(known) is not { } record)
            return Nothing(call, identity);
        return call.Operation.Kind == OperationKind.Update ? new Change(call, known).Answer() : Reading.Find(call, record);
    }

    /// <summary>The record that the path names, or null.</summary>
    public static Record? Find(Call call) => Identity(call) is { } identity ? call.Find(identity) : null;

    /// <summary>The identity that the path names, or null where it names none that there can be.</summary>
    public static long? Identity(Call call) => Identities.Read(call.Asked.Identity, call.Modes[call.Operation.Gates.LeadingDigits]);

    private static Reply Nothing(Call call, long? identity)
    {
        var operation = call.Operation;
        var (gates, modes, text) = (operation.Gates, call.Modes, call.Asked.Identity);
        if (identity is null && modes[gates.MalformedEmptySuccess])
            return call.Success(null, Known);
        if (identity is null)
            return operation.Refusal(modes[gates.MalformedBadRequest] ? 400 : 404, $"{text} identifies no {operation.Resource.Resource}.", Known, like: 404);
        return modes[gates.UnknownEmptySuccess]
            ? call.Success(null, Known)
            : operation.Refusal(modes[gates.UnknownBadRequest] ? 400 : 404, $"There is no {operation.Resource.Resource} {identity}.", Known, like: 404) with
            {
                Data = modes[gates.MissObject] ? new Payload.Raw("{}") : modes[gates.MissNull] ? new Payload.Raw("null") : null,
                Missed = true,
            };

        string? Known(string name) => name == operation.Resource.Identity.Field.Name ? text : null;
    }
}

/// <summary>Identities as paths hold them.</summary>
internal static class Identities
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
