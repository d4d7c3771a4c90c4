using System.Globalization;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>A value of a request as a field stores it, or what is wrong with it.</summary>
/// <param name="Value">What to store; <see cref="Sentinel.NotSent"/> to leave the field alone.</param>
/// <param name="Expected">What was expected instead, or null where nothing is wrong.</param>
/// <param name="Status">The status that a wrong value calls for.</param>
internal readonly record struct Conversion(object? Value, string? Expected = null, int Status = 400)
{
    /// <summary>Whether what is wrong is that there is no value.</summary>
    public bool IsMissing { get; init; }

    public static Conversion Wrong(string expected, int status = 400) => new(null, expected, status);

    public static Conversion Missing(string expected) => new(null, expected) { IsMissing = true };
}

/// <summary>Turns what a request sends into what a field stores.</summary>
/// <param name="api">The API.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="now">The time of the request.</param>
/// <param name="creating">Whether the request creates the record.</param>
internal sealed class ValueConverter(ApiPlan api, ActiveModes modes, DateTime now, bool creating)
{
    public Conversion Read(FieldPlan field, BodyValue input)
    {
        if (input is not BodyValue.Scalar scalar)
            return Structure(field, input);
        if (scalar.IsEmpty && !(field.Field.Type == FieldType.Boolean && scalar.IsText))
            return Empty(field, isNull: !scalar.IsText);
        return field.Field.Type switch
        {
            FieldType.Integer => new IntegerConverter(modes, now.Year).Read(field, scalar),
            FieldType.Boolean => Boolean(field, scalar),
            FieldType.Date => new DateConverter(modes).Read(field, scalar),
            FieldType.Timestamp => Timestamp(scalar.Text) is { } time ? new(time) : Conversion.Wrong("a time YYYY-MM-DD HH:MM:SS"),
            _ => new TextConverter(modes, creating).Read(field, scalar),
        };
    }

    /// <summary>A value for a field that only the server sets, where a mode stores it all the same.</summary>
    public static object? Unchecked(FieldPlan field, BodyValue input) => input is not BodyValue.Scalar scalar
        ? new RawJson(input.ToJson())
        : field.Field.Type switch
        {
            _ when scalar.IsEmpty => null,
            FieldType.Integer when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
            FieldType.Timestamp when Timestamp(scalar.Text) is { } time => time,
            FieldType.Boolean => BoxedBoolean.Of(scalar.Text is "1" or "true"),
            FieldType.Date when DateConverter.Day(scalar.Text) is { } day => day,
            _ => scalar.Text,
        };

    private Conversion Structure(FieldPlan field, BodyValue input)
    {
        if (field.Field.Type != FieldType.Text)
            return Conversion.Wrong(Expectation(field));
        return modes[api.WrongTypeStored] ? new(new RawJson(input.ToJson()))
            : modes[api.WrongTypeCoerced] ? new(input.ToJson())
            : Conversion.Wrong("text");
    }

    /// <summary>What a field stores that is sent without a value.</summary>
    public Conversion Empty(FieldPlan field, bool isNull = false)
    {
        var flags = field.Input;
        if (field.Field.Required)
        {
            return modes[creating ? flags.BlankAccepted : flags.BlankOnUpdateAccepted] && field.Field.Type == FieldType.Text
                ? new("") : Conversion.Missing(Expectation(field) + ", for it is required");
        }
        // What no answer shows has no rule of its own here; a text that must have some length is not empty.
        if (modes[flags.ClearRefused] || (!isNull && !flags.IsClearable && field.Field is { Type: FieldType.Text, MinLength: > 0 }))
            return creating && flags.IsClearable ? new(field.Default ?? field.Unset(modes)) : Conversion.Wrong(Expectation(field));
        if (!creating && (modes[flags.ClearKept] || (isNull && modes[flags.NullKept])))
            return new(Sentinel.NotSent);
        if (!creating && modes[flags.ClearText])
            return new("null");
        return new(field.Default ?? field.Unset(modes));
    }

    private Conversion Boolean(FieldPlan field, BodyValue.Scalar scalar)
    {
        var flags = field.Limits;
        if (creating && modes[flags.FlagIgnored])
            return new(Sentinel.NotSent);
        if (scalar.Kind == BodyValueKind.Flag && modes[field.Closed.FlagRefused])
            return Conversion.Wrong(Expectation(field));
        if (scalar.Kind == BodyValueKind.Flag && modes[field.Closed.FlagAlwaysTrue])
            return new(BoxedBoolean.True);
        switch (scalar.Text.ToLowerInvariant())
        {
            case "1" or "true" or "on":
                return new(BoxedBoolean.True);
            case "0" when scalar.Kind == BodyValueKind.Form && creating && modes[flags.FlagAlwaysTrue]:
                return new(BoxedBoolean.True);
            case "0" or "false" or "off":
                return new(BoxedBoolean.False);
            case "" when modes[flags.FlagEmptyNotSent]:
                return new(Sentinel.NotSent);
            case "" when modes[flags.FlagEmptyUnset]:
                return new(field.Unset(modes));
            case "" when modes[flags.FlagEmptyConflict]:
                return Conversion.Wrong(Expectation(field), 409);
            case "" when !modes[flags.FlagEmptyRefused]:
                return new(BoxedBoolean.False);
            default:
                // Where no rule says otherwise, what is not false is true.
                return scalar.Text.Length == 0 ? Conversion.Wrong(Expectation(field))
                    : flags.FlagOtherEmptied == default ? new(BoxedBoolean.True)
                    : modes[flags.FlagOtherAccepted] ? new(BoxedBoolean.True)
                    : modes[flags.FlagOtherEmptied] ? new(field.Unset(modes))
                    : Conversion.Wrong(Expectation(field));
        }
    }

    private static DateTime? Timestamp(string text) => DateTime.TryParseExact(
        text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private string Expectation(FieldPlan field) => field.Field.Type switch
    {
        FieldType.Integer => IntegerConverter.Expectation(field.Field, now.Year),
        FieldType.Boolean => "1 or 0",
        FieldType.Date => "a date YYYY-MM-DD",
        FieldType.Timestamp => "a time YYYY-MM-DD HH:MM:SS",
        _ => "text",
    };
}
