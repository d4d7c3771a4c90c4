using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A value of a request as a field stores it, or what is wrong with it.</summary>
/// <param name="Value">What to store; <see cref="Mark.NotSent"/> to leave the field alone.</param>
/// <param name="Expected">What was expected instead, or null where nothing is wrong.</param>
/// <param name="Status">The status that a wrong value calls for.</param>
internal readonly record struct Coerced(object? Value, string? Expected = null, int Status = 400)
{
    /// <summary>Whether what is wrong is that there is no value.</summary>
    public bool IsMissing { get; init; }

    public static Coerced Wrong(string expected, int status = 400) => new(null, expected, status);

    public static Coerced Missing(string expected) => new(null, expected) { IsMissing = true };
}

/// <summary>Turns what a request sends into what a field stores.</summary>
/// <param name="api">The API.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="now">The time of the request.</param>
/// <param name="creating">Whether the request creates the record.</param>
internal sealed class Coercion(ApiPlan api, Modes modes, DateTime now, bool creating)
{
    public Coerced Read(FieldPlan field, Input input)
    {
        if (input is not Input.Scalar scalar)
            return Structure(field, input);
        if (scalar.IsEmpty && !(field.Field.Type == FieldType.Boolean && scalar.IsText))
            return Empty(field, isNull: !scalar.IsText);
        return field.Field.Type switch
        {
            FieldType.Integer => new IntegerCoercion(modes, now.Year).Read(field, scalar),
            FieldType.Boolean => Boolean(field, scalar),
            FieldType.Date => new DateCoercion(modes).Read(field, scalar),
            FieldType.Timestamp => Timestamp(scalar.Text) is { } time ? new(time) : Coerced.Wrong("a time YYYY-MM-DD HH:MM:SS"),
            _ => new TextCoercion(modes, creating).Read(field, scalar),
        };
    }

    /// <summary>A value for a field that only the server sets, where a mode stores it all the same.</summary>
    public static object? Unchecked(FieldPlan field, Input input) => input is not Input.Scalar scalar
        ? new Verbatim(input.ToJson())
        : field.Field.Type switch
        {
            _ when scalar.IsEmpty => null,
            FieldType.Integer when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
            FieldType.Timestamp when Timestamp(scalar.Text) is { } time => time,
            FieldType.Boolean => Flag.Of(scalar.Text is "1" or "true"),
            FieldType.Date when DateCoercion.Day(scalar.Text) is { } day => day,
            _ => scalar.Text,
        };

    private Coerced Structure(FieldPlan field, Input input)
    {
        if (field.Field.Type != FieldType.Text)
            return Coerced.Wrong(Expectation(field));
        return modes[api.WrongTypeStored] ? new(new Verbatim(input.ToJson()))
            : modes[api.WrongTypeCoerced] ? new(input.ToJson())
            : Coerced.Wrong("text");
    }

    /// <summary>What a field stores that is sent without a value.</summary>
    public Coerced Empty(FieldPlan field, bool isNull = false)
    {
        var gates = field.Input;
        if (field.Field.Required)
        {
            return modes[creating ? gates.BlankAccepted : gates.BlankOnUpdateAccepted] && field.Field.Type == FieldType.Text
                ? new("") : Coerced.Missing(Expectation(field) + ", for it is required");
        }
        // What no answer shows has no rule of its own here; a text that must have some length is not empty.
        if (modes[gates.ClearRefused] || (!isNull && !gates.IsClearable && field.Field is { Type: FieldType.Text, MinLength: > 0 }))
            return creating && gates.IsClearable ? new(field.Default ?? field.Unset(modes)) : Coerced.Wrong(Expectation(field));
        if (!creating && (modes[gates.ClearKept] || (isNull && modes[gates.NullKept])))
            return new(Mark.NotSent);
        if (!creating && modes[gates.ClearText])
            return new("null");
        return new(field.Default ?? field.Unset(modes));
    }

    private Coerced Boolean(FieldPlan field, Input.Scalar scalar)
    {
        var gates = field.Limits;
        if (creating && modes[gates.FlagIgnored])
            return new(Mark.NotSent);
        if (scalar.Kind == InputKind.Flag && modes[field.Closed.FlagRefused])
            return Coerced.Wrong(Expectation(field));
        if (scalar.Kind == InputKind.Flag && modes[field.Closed.FlagAlwaysTrue])
            return new(Flag.True);
        switch (scalar.Text.ToLowerInvariant())
        {
            case "1" or "true" or "on":
                return new(Flag.True);
            case "0" when scalar.Kind == InputKind.Form && creating && modes[gates.FlagAlwaysTrue]:
                return new(Flag.True);
            case "0" or "false" or "off":
                return new(Flag.False);
            case "" when modes[gates.FlagEmptyNotSent]:
                return new(Mark.NotSent);
            case "" when modes[gates.FlagEmptyUnset]:
                return new(field.Unset(modes));
            case "" when modes[gates.FlagEmptyConflict]:
                return Coerced.Wrong(Expectation(field), 409);
            case "" when !modes[gates.FlagEmptyRefused]:
                return new(Flag.False);
            default:
                // Where no rule says otherwise, what is not false is true.
                return scalar.Text.Length == 0 ? Coerced.Wrong(Expectation(field))
                    : gates.FlagOtherEmptied == default ? new(Flag.True)
                    : modes[gates.FlagOtherAccepted] ? new(Flag.True)
                    : modes[gates.FlagOtherEmptied] ? new(field.Unset(modes))
                    : Coerced.Wrong(Expectation(field));
        }
    }

    private static DateTime? Timestamp(string text) => DateTime.TryParseExact(
        text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private string Expectation(FieldPlan field) => field.Field.Type switch
    {
        FieldType.Integer => IntegerCoercion.Expectation(field.Field, now.Year),
        FieldType.Boolean => "1 or 0",
        FieldType.Date => "a date YYYY-MM-DD",
        FieldType.Timestamp => "a time YYYY-MM-DD HH:MM:SS",
        _ => "text",
    };
}
