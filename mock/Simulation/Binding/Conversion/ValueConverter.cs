using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Turns what a request sends for a field into what the field stores.</summary>
/// <param name="api">The API.</param>
/// <param name="field">The field.</param>
/// <param name="creating">Whether the request creates the record.</param>
internal sealed class ValueConverter(ApiPlan api, FieldPlan field, bool creating)
{
    private readonly ModeFlag _wrongTypeCoerced = api.Rules[Behaviors.WrongType, "coerced"];
    private readonly ModeFlag _wrongTypeStored = api.Rules[Behaviors.WrongType, "stored"];
    private readonly IntegerConverter _integers = new(field);
    private readonly NumberConverter _numbers = new(field);
    private readonly BooleanConverter _booleans = new(field, creating);
    private readonly DateConverter _dates = new(field);
    private readonly TextConverter _texts = new(field, creating);
    private readonly EmptyValue _empty = new(field, creating);

    public ConvertedValue Read(BodyValue input, OperationContext context)
    {
        var modes = context.Modes;
        if (input is not BodyValue.Scalar scalar)
            return Structure(input, context);
        if (scalar.IsEmpty && !(field.Field.Type == FieldType.Boolean && scalar.IsText))
            return Empty(context, isNull: !scalar.IsText);
        return field.Field.Type switch
        {
            FieldType.Integer => _integers.Read(scalar, modes, context.Now.Year),
            FieldType.Number => _numbers.Read(scalar, modes),
            FieldType.Json => ConvertedValue.Wrong(Expectation(context)),
            FieldType.Boolean => _booleans.Read(scalar, modes),
            FieldType.Date => _dates.Read(scalar, modes),
            FieldType.Timestamp => Timestamp(scalar.Text) is { } time ? new(time) : ConvertedValue.Wrong("a time YYYY-MM-DD HH:MM:SS"),
            _ => _texts.Read(scalar, modes),
        };
    }

    /// <summary>What a field stores that is sent without a value.</summary>
    public ConvertedValue Empty(OperationContext context, bool isNull = false) => _empty.Read(isNull, Expectation(context), context.Modes);

    /// <summary>A value that is stored as it comes, where a mode lets a request set what only the server sets.</summary>
    public static object? Unchecked(FieldPlan field, BodyValue input) => input is not BodyValue.Scalar scalar
        ? new RawJson(input.ToJson())
        : field.Field.Type switch
        {
            _ when scalar.IsEmpty => null,
            FieldType.Integer when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
            FieldType.Timestamp when Timestamp(scalar.Text) is { } time => time,
            FieldType.Number when decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            FieldType.Boolean => BoxedBoolean.Of(scalar.Text is "1" or "true"),
            FieldType.Date when DateConverter.Day(scalar.Text) is { } day => day,
            _ => scalar.Text,
        };

    private ConvertedValue Structure(BodyValue input, OperationContext context)
    {
        if (field.Field.Type == FieldType.Json && input is BodyValue.Items == (field.Field.Schema?["type"]?.ToString() == "array"))
            return new(new RawJson(input.ToJson()));
        if (field.Field.Type != FieldType.Text)
            return ConvertedValue.Wrong(Expectation(context));
        return context.Modes[_wrongTypeStored] ? new(new RawJson(input.ToJson()))
            : context.Modes[_wrongTypeCoerced] ? new(input.ToJson())
            : ConvertedValue.Wrong("text");
    }

    private static DateTime? Timestamp(string text) => DateTime.TryParseExact(
        text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private string Expectation(OperationContext context) => field.Field.Type switch
    {
        FieldType.Integer => _integers.Expectation(context.Now.Year),
        FieldType.Number => NumberConverter.Describe(field.Field),
        FieldType.Json => field.Field.Schema?["type"]?.ToString() == "array" ? "a list" : "an object",
        FieldType.Boolean => BooleanConverter.Expectation,
        FieldType.Date => DateConverter.Expectation,
        FieldType.Timestamp => "a time YYYY-MM-DD HH:MM:SS",
        _ => "text",
    };
}
