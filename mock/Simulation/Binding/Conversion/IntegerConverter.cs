using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Integers and their limits.</summary>
internal sealed class IntegerConverter(FieldPlan field)
{
    private readonly ModeFlag _otherAccepted = field.Rules[Behaviors.IntegerInput, "accepted"];
    private readonly ModeFlag _minimumOpen = field.Rules[Behaviors.Minimum, "open"];
    private readonly ModeFlag _minimumTight = field.Rules[Behaviors.Minimum, "too-tight"];
    private readonly ModeFlag _maximumOpen = field.Rules[Behaviors.Maximum, "open"];
    private readonly ModeFlag _maximumTight = field.Rules[Behaviors.Maximum, "too-tight"];

    public ConvertedValue Read(BodyValue.Scalar scalar, ActiveModes modes, int thisYear)
    {
        if (scalar.Kind == BodyValueKind.Flag
            || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            || scalar.Text[0] == '+')
            return modes[_otherAccepted] ? new(field.Unset(modes)) : ConvertedValue.Wrong(Expectation(thisYear));
        return IsTooSmall(integer, modes) || IsTooLarge(integer, field.Field.MaximumIn(thisYear), modes) ? ConvertedValue.Wrong(Expectation(thisYear)) : new(integer);
    }

    public string Expectation(int thisYear) => Describe(field.Field, thisYear);

    /// <summary>What an integer field holds, in words.</summary>
    public static string Describe(Field field, int thisYear) => (field.Minimum, field.MaximumIn(thisYear)) switch
    {
        ({ } least, { } most) => $"an integer from {least} to {most}",
        ({ } least, null) => $"an integer, at least {least}",
        (null, { } most) => $"an integer, at most {most}",
        _ => "an integer",
    };

    private bool IsTooSmall(long integer, ActiveModes modes) =>
        (integer < field.Field.Minimum && !(modes[_minimumOpen] && integer >= field.Field.Minimum - 1))
        || (integer == field.Field.Minimum && modes[_minimumTight]);

    private bool IsTooLarge(long integer, long? maximum, ActiveModes modes) =>
        (integer > maximum && !(modes[_maximumOpen] && integer <= maximum + 1)) || (integer == maximum && modes[_maximumTight]);
}
