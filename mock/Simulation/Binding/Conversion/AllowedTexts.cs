using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Texts of which only some are allowed: a choice, an enumeration, a pattern.</summary>
internal sealed class AllowedTexts(FieldPlan field)
{
    private readonly ModeFlag _choiceSome = field.Rules[Behaviors.Choice, "some"];
    private readonly ModeFlag _choiceSampleRefused = field.Rules[Behaviors.Choice, "sample-refused"];
    private readonly ModeFlag _choiceUnchecked = field.Rules[Behaviors.Choice, "unchecked"];
    private readonly ModeFlag _choiceReplaced = field.Rules[Behaviors.Choice, "replaced"];
    private readonly ModeFlag _patternAccepted = field.Rules[Behaviors.Pattern, "accepted"];
    private readonly ModeFlag _patternNarrower = field.Rules[Behaviors.Pattern, "narrower"];
    private readonly ModeFlag _patternSampleRefused = field.Rules[Behaviors.Pattern, "sample-refused"];

    /// <summary>What is stored in place of a text, or what is wrong with it; null where it is allowed.</summary>
    public ConvertedValue? Check(string text, ActiveModes modes)
    {
        if (field.Field.Choice is { } choice && !modes[_choiceUnchecked] && !Has(choice, text))
        {
            var values = choice.Values[0];
            return modes[_choiceReplaced] ? new(values[0]) : ConvertedValue.Wrong($"one of {values.Length} values such as {values[0]}");
        }
        if (field.Field.Samples is { } samples)
        {
            if ((modes[_choiceSampleRefused] || modes[_patternSampleRefused]) && text == samples.Taken[0])
                return ConvertedValue.Wrong("another value");
            if ((modes[_choiceSome] || modes[_patternNarrower]) && !samples.Taken.Contains(text) && samples.Open.IndexOf(text) != 0)
                return ConvertedValue.Wrong($"{string.Join(", ", samples.Taken)} or {samples.Open.FirstOrDefault()}");
        }
        if (!field.Field.Values.IsEmpty && !field.IsMember && !field.Field.Values.Contains(text))
            return ConvertedValue.Wrong("one of " + string.Join(", ", field.Field.Values));
        return field.Pattern is { } pattern && !modes[_patternAccepted] && !Matches(pattern, text)
            ? ConvertedValue.Wrong($"text that matches {field.Field.Pattern}") : null;
    }

    private static bool Has(ChoiceWord choice, string text)
    {
        foreach (var notation in choice.Values)
        {
            if (notation.Contains(text))
                return true;
        }
        return false;
    }

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
