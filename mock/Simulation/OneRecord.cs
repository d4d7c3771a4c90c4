using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Operations on the record that a path names: finds, updates, deletes.</summary>
internal static class OneRecord
{
    public static Reply Answer(Call call)
    {
        var operation = call.Operation;
        var modes = call.Modes;
        var text = call.Asked.Identity;
        string? Known(string name) => name == operation.Resource.Identity.Field.Name ? text : null;
        if (Identities.Read(text, modes[operation.Gates.LeadingDigits]) is not { } identity)
        {
            return operation.Refusal(modes[operation.Gates.MalformedBadRequest] ? 400 : 404,
                $"{text} identifies no {operation.Resource.Resource}.", Known, like: 404);
        }
        var record = call.Find(identity);
        if (operation.Kind == OperationKind.Delete && (record is not null || call.Gone(identity) is not null))
            return new Removal(call, identity).Answer();
        if (record is null)
        {
            return modes[operation.Gates.UnknownEmptySuccess]
                ? call.Success(null, Known)
                : operation.Refusal(modes[operation.Gates.UnknownBadRequest] ? 400 : 404,
                    $"There is no {operation.Resource.Resource} {identity}.", Known, like: 404);
        }
        return operation.Kind == OperationKind.Update ? new Change(call, identity).Answer() : Reading.Find(call, record);
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
