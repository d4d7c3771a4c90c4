using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>What a field makes of a name that is sent without a value: an error where it is required, else it is cleared.</summary>
internal sealed class EmptyValue(FieldPlan field, bool creating)
{
    private readonly BlankText _blank = new(field, creating);
    private readonly bool _isClearable = field.Rules.Has(Behaviors.Clear);
    private readonly ModeFlag _nullKept = field.Rules[Behaviors.Clear, "null-kept"];
    private readonly ModeFlag _kept = field.Rules[Behaviors.Clear, "kept"];
    private readonly ModeFlag _refused = field.Rules[Behaviors.Clear, "refused"];
    private readonly ModeFlag _text = field.Rules[Behaviors.Clear, "text"];

    /// <param name="isNull">Whether null was sent, not an empty text.</param>
    /// <param name="expectation">What a value must be.</param>
    /// <param name="modes">The modes in force.</param>
    public ConvertedValue Read(bool isNull, string expectation, ActiveModes modes)
    {
        if (field.Field.Required)
        {
            return _blank.IsAccepted(modes) && field.Field.Type == FieldType.Text
                ? new("") : ConvertedValue.Missing(expectation + ", for it is required");
        }
        // What no answer shows has no rule of its own here; a text that must have some length is not empty.
        if (modes[_refused] || (!isNull && !_isClearable && field.Field is { Type: FieldType.Text, MinLength: > 0 }))
            return creating && _isClearable ? new(Cleared(modes)) : ConvertedValue.Wrong(expectation);
        if (!creating && (modes[_kept] || (isNull && modes[_nullKept])))
            return new(Sentinel.NotSent);
        return !creating && modes[_text] ? new("null") : new(Cleared(modes));
    }

    private object? Cleared(ActiveModes modes) => field.Default ?? field.Unset(modes);
}

/// <summary>A required text is not blank, unless a mode takes it.</summary>
internal sealed class BlankText(FieldPlan field, bool creating)
{
    private readonly ModeFlag _accepted = field.Rules[creating ? Behaviors.NotBlank : Behaviors.NotBlankOnUpdate, "accepted"];

    public bool IsAccepted(ActiveModes modes) => modes[_accepted];
}
