using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Flags, and what counts as one.</summary>
internal sealed class BooleanConverter(FieldPlan field, bool creating)
{
    public const string Expectation = "1 or 0";

    private readonly ModeFlag _ignored = field.Rules[Behaviors.FlagInput, "ignored"];
    private readonly ModeFlag _alwaysTrue = field.Rules[Behaviors.FlagInput, "always-true"];
    private readonly ModeFlag _jsonRefused = field.Rules[Behaviors.FlagJson, "refused"];
    private readonly ModeFlag _jsonAlwaysTrue = field.Rules[Behaviors.FlagJson, "always-true"];
    private readonly ModeFlag _emptyNotSent = field.Rules[Behaviors.FlagEmpty, "not-sent"];
    private readonly ModeFlag _emptyUnset = field.Rules[Behaviors.FlagEmpty, "unset"];
    private readonly ModeFlag _emptyRefused = field.Rules[Behaviors.FlagEmpty, "refused"];
    private readonly ModeFlag _emptyConflict = field.Rules[Behaviors.FlagEmpty, "conflict"];
    private readonly bool _isOtherDeclared = field.Rules.Has(Behaviors.FlagOther);
    private readonly ModeFlag _otherAccepted = field.Rules[Behaviors.FlagOther, "accepted"];
    private readonly ModeFlag _otherEmptied = field.Rules[Behaviors.FlagOther, "emptied"];

    public ConvertedValue Read(BodyValue.Scalar scalar, ActiveModes modes)
    {
        if (creating && modes[_ignored])
            return new(Sentinel.NotSent);
        if (scalar.Kind == BodyValueKind.Flag && modes[_jsonRefused])
            return ConvertedValue.Wrong(Expectation);
        if (scalar.Kind == BodyValueKind.Flag && modes[_jsonAlwaysTrue])
            return new(BoxedBoolean.True);
        return scalar.Text.ToLowerInvariant() switch
        {
            "1" or "true" or "on" => new(BoxedBoolean.True),
            "0" when scalar.Kind == BodyValueKind.Form && creating && modes[_alwaysTrue] => new(BoxedBoolean.True),
            "0" or "false" or "off" => new(BoxedBoolean.False),
            "" => Empty(modes),
            _ => Other(modes),
        };
    }

    private ConvertedValue Empty(ActiveModes modes) => modes[_emptyNotSent] ? new(Sentinel.NotSent)
        : modes[_emptyUnset] ? new(field.Unset(modes))
        : modes[_emptyConflict] ? ConvertedValue.Wrong(Expectation, 409)
        : modes[_emptyRefused] ? ConvertedValue.Wrong(Expectation)
        : new(BoxedBoolean.False);

    // Where no rule says otherwise, what is not false is true.
    private ConvertedValue Other(ActiveModes modes) => !_isOtherDeclared || modes[_otherAccepted] ? new(BoxedBoolean.True)
        : modes[_otherEmptied] ? new(field.Unset(modes))
        : ConvertedValue.Wrong(Expectation);
}
