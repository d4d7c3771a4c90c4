using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Numbers that may have a fraction, and their limits.</summary>
internal sealed class NumberConverter(FieldPlan field)
{
    private const decimal Step = 0.01m;

    private readonly ModeFlag _minimumOpen = field.Rules[Behaviors.Minimum, "open"];
    private readonly ModeFlag _minimumTight = field.Rules[Behaviors.Minimum, "too-tight"];
    private readonly ModeFlag _maximumOpen = field.Rules[Behaviors.Maximum, "open"];
    private readonly ModeFlag _maximumTight = field.Rules[Behaviors.Maximum, "too-tight"];

    public ConvertedValue Read(BodyValue.Scalar scalar, ActiveModes modes)
    {
        if (scalar.Kind == BodyValueKind.Flag || !decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return ConvertedValue.Wrong(Describe(field.Field));
        var (least, most) = (field.Field.MinimumNumber, field.Field.MaximumNumber);
        var isOutside = (number < least && !(modes[_minimumOpen] && number >= least - Step)) || (number == least && modes[_minimumTight])
            || (number > most && !(modes[_maximumOpen] && number <= most + Step)) || (number == most && modes[_maximumTight]);
        return isOutside ? ConvertedValue.Wrong(Describe(field.Field)) : new(number);
    }

    /// <summary>What such a field holds, in words.</summary>
    public static string Describe(Field field) => (field.MinimumNumber, field.MaximumNumber) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"a number, at least {least}"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $"a number, at most {most}"),
        _ => "a number",
    };
}
