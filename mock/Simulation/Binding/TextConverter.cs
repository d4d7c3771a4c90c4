using System.Text;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Texts: their lengths, the values that they may have, and how a create may spoil them.</summary>
internal readonly struct TextConverter(ActiveModes modes, bool creating)
{
    public Conversion Read(FieldPlan field, BodyValue.Scalar scalar)
    {
        if (scalar.Kind == BodyValueKind.Flag)
            return Conversion.Wrong("text");
        var text = scalar.Text;
        var flags = field.Input;
        if (field.Field.Required && string.IsNullOrWhiteSpace(text)
            && !modes[creating ? flags.BlankAccepted : flags.BlankOnUpdateAccepted])
            return Conversion.Missing("text that is not blank");
        if (Length(field, text) is { } length)
            return Conversion.Wrong(length);
        if (field.Field.IsClosed && Closed(field, text) is { } closed)
            return closed;
        if (Email(field, text) is { Expected: not null } wrong)
            return wrong;
        return new(creating ? Spoiled(flags, text) : text);
    }

    /// <summary>What is wrong with a text as an address, where a mode cares.</summary>
    public Conversion? Email(FieldPlan field, string text)
    {
        var isRefused = modes[field.Limits.EmailRefused];
        return (isRefused || modes[field.Limits.EmailConflict]) && !text.Contains('@', StringComparison.Ordinal)
            ? Conversion.Wrong("an e-mail address", isRefused ? 400 : 409) : null;
    }

    // Characters are code points: what a person counts as one letter, and most databases, too.
    private string? Length(FieldPlan field, string text)
    {
        var flags = field.Closed;
        if (field.Field.MinLength is { } least && text.Length < 2 * (least + 1))
        {
            var length = Characters(text);
            if (length == least ? modes[flags.ShortTight] : length < least - (modes[flags.ShortOpen] ? 1 : 0))
                return $"at least {least} characters";
        }
        // A text has at most as many characters as UTF-16 code units, and at most three bytes for each of them.
        if (field.Field.MaxLength is not { } most || text.Length * 3 < most)
            return null;
        var count = Characters(text);
        var isTooLong = count == most ? modes[flags.LongTight] : count > most + (modes[flags.LongOpen] ? 1 : 0);
        return isTooLong || (modes[flags.LengthInBytes] && Encoding.UTF8.GetByteCount(text) > most) ? $"at most {most} characters" : null;
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private Conversion? Closed(FieldPlan field, string text)
    {
        var flags = field.Closed;
        if (field.Field.Choice is { } choice && !modes[flags.ChoiceUnchecked])
        {
            var values = choice.Values[0];
            if (!Has(choice, text))
                return modes[flags.ChoiceReplaced] ? new(values[0]) : Conversion.Wrong($"one of {values.Length} values such as {values[0]}");
        }
        if (field.Field.Samples is { } samples)
        {
            if ((modes[flags.ChoiceSampleRefused] || modes[flags.PatternSampleRefused]) && text == samples.Taken[0])
                return Conversion.Wrong("another value");
            if ((modes[flags.ChoiceSome] || modes[flags.PatternNarrower]) && !samples.Taken.Contains(text) && samples.Open.IndexOf(text) != 0)
                return Conversion.Wrong($"{string.Join(", ", samples.Taken)} or {samples.Open.FirstOrDefault()}");
        }
        if (!field.Field.Values.IsEmpty && !field.IsMember && !field.Field.Values.Contains(text))
            return Conversion.Wrong("one of " + string.Join(", ", field.Field.Values));
        return field.Pattern is { } pattern && !modes[flags.PatternAccepted] && !Matches(pattern, text)
            ? Conversion.Wrong($"text that matches {field.Field.Pattern}") : null;
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

    private string Spoiled(InputModes flags, string text)
    {
        if (modes[flags.Mojibake])
            text = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        if (modes[flags.Truncated] && text.Length > 1)
        {
            var half = text.Length / 2;
            text = text[..(char.IsHighSurrogate(text[half - 1]) ? half - 1 : half)];
        }
        if (modes[flags.SpacesCollapsed])
        {
            while (text.Contains("  ", StringComparison.Ordinal))
                text = text.Replace("  ", " ", StringComparison.Ordinal);
        }
        return modes[flags.Lowercased] ? text.ToLowerInvariant() : text;
    }
}
