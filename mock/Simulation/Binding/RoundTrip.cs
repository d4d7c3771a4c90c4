using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>What is sent is stored, unless a mode loses or changes it.</summary>
internal sealed class RoundTrip(FieldPlan field, bool creating)
{
    private readonly ModeFlag _createRefused = field.Rules[Behaviors.RoundTrip, "refused"];
    private readonly ModeFlag _createIgnored = field.Rules[Behaviors.RoundTrip, "ignored"];
    private readonly ModeFlag _createAltered = field.Rules[Behaviors.RoundTrip, "altered"];
    private readonly ModeFlag _textIgnored = field.Rules[Behaviors.TextRoundTrip, "ignored"];
    private readonly ModeFlag _updateIgnored = field.Rules[Behaviors.RoundTripOnUpdate, "ignored"];
    private readonly ModeFlag _updateAltered = field.Rules[Behaviors.RoundTripOnUpdate, "altered"];

    public bool IsRefused(ActiveModes modes) => creating && modes[_createRefused];

    public object? Stored(object? value, OperationContext context)
    {
        var modes = context.Modes;
        if (creating && (modes[_createIgnored] || modes[_textIgnored]))
            return field.Field.Refers is null ? Sentinel.NotSent : ForeignKeyBinder.Implied(field, context);
        if (!creating && modes[_updateIgnored])
            return Sentinel.NotSent;
        return value != Sentinel.NotSent && modes[creating ? _createAltered : _updateAltered] ? FieldValue.Altered(value) : value;
    }
}
