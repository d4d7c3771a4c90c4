using System.Text;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>The lengths of texts, in characters. These are code points: what a person counts as one letter, and most databases, too.</summary>
internal sealed class TextLength(FieldPlan field)
{
    private readonly ModeFlag _minimumOpen = field.Rules[Behaviors.MinimumLength, "open"];
    private readonly ModeFlag _minimumTight = field.Rules[Behaviors.MinimumLength, "too-tight"];
    private readonly ModeFlag _maximumOpen = field.Rules[Behaviors.MaximumLength, "open"];
    private readonly ModeFlag _maximumTight = field.Rules[Behaviors.MaximumLength, "too-tight"];
    private readonly ModeFlag _inBytes = field.Rules[Behaviors.LengthUnit, "bytes"];

    /// <summary>The length that was expected, or null where the text has one that is right.</summary>
    public string? Expected(string text, ActiveModes modes)
    {
        if (field.Field.MinLength is { } least && text.Length < 2 * (least + 1))
        {
            var length = Characters(text);
            if (length == least ? modes[_minimumTight] : length < least - (modes[_minimumOpen] ? 1 : 0))
                return $"at least {least} characters";
        }
        // A text has at most as many characters as UTF-16 code units, and at most three bytes for each of them.
        if (field.Field.MaxLength is not { } most || text.Length * 3 < most)
            return null;
        var count = Characters(text);
        var isTooLong = count == most ? modes[_maximumTight] : count > most + (modes[_maximumOpen] ? 1 : 0);
        return isTooLong || (modes[_inBytes] && Encoding.UTF8.GetByteCount(text) > most) ? $"at most {most} characters" : null;
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
