using System.Text;
using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Texts: their lengths, the values that they may have, and how a create may spoil them.</summary>
internal readonly struct TextCoercion(Modes modes, bool creating)
{
    public Coerced Read(FieldPlan field, Input.Scalar scalar)
    {
        if (scalar.Kind == InputKind.Flag)
            return Coerced.Wrong("text");
        var text = scalar.Text;
        var gates = field.Input;
        if (field.Field.Required && string.IsNullOrWhiteSpace(text)
            && !modes[creating ? gates.BlankAccepted : gates.BlankOnUpdateAccepted])
            return Coerced.Missing("text that is not blank");
        if (Length(field, text) is { } length)
            return Coerced.Wrong(length);
        if (field.Field.IsClosed && Closed(field, text) is { } closed)
            return closed;
        if (Email(field, text) is { Expected: not null } wrong)
            return wrong;
        return new(creating ? Spoiled(gates, text) : text);
    }

    /// <summary>What is wrong with a text as an address, where a mode cares.</summary>
    public Coerced? Email(FieldPlan field, string text)
    {
        var isRefused = modes[field.Limits.EmailRefused];
        return (isRefused || modes[field.Limits.EmailConflict]) && !text.Contains('@', StringComparison.Ordinal)
            ? Coerced.Wrong("an e-mail address", isRefused ? 400 : 409) : null;
    }

    // Characters are code points: what a person counts as one letter, and most databases, too.
    private string? Length(FieldPlan field, string text)
    {
        var gates = field.Closed;
        if (field.Field.MinLength is { } least && text.Length < 2 * (least + 1))
        {
            var length = Characters(text);
            if (length == least ? modes[gates.ShortTight] : length < least - (modes[gates.ShortOpen] ? 1 : 0))
                return $"at least {least} characters";
        }
        // A text has at most as many characters as UTF-16 code units, and at most three bytes for each of them.
        if (field.Field.MaxLength is not { } most || text.Length * 3 < most)
            return null;
        var count = Characters(text);
        var isTooLong = count == most ? modes[gates.LongTight] : count > most + (modes[gates.LongOpen] ? 1 : 0);
        return isTooLong || (modes[gates.LengthInBytes] && Encoding.UTF8.GetByteCount(text) > most) ? $"at most {most} characters" : null;
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private Coerced? Closed(FieldPlan field, string text)
    {
        var gates = field.Closed;
        if (field.Field.Choice is { } choice && !modes[gates.ChoiceUnchecked])
        {
            var values = choice.Values[0];
            if (!Has(choice, text))
                return modes[gates.ChoiceReplaced] ? new(values[0]) : Coerced.Wrong($"one of {values.Length} values such as {values[0]}");
        }
        if (field.Field.Samples is { } samples)
        {
            if ((modes[gates.ChoiceSampleRefused] || modes[gates.PatternSampleRefused]) && text == samples.Taken[0])
                return Coerced.Wrong("another value");
            if ((modes[gates.ChoiceSome] || modes[gates.PatternNarrower]) && !samples.Taken.Contains(text) && samples.Open.IndexOf(text) != 0)
                return Coerced.Wrong($"{string.Join(", ", samples.Taken)} or {samples.Open.FirstOrDefault()}");
        }
        if (!field.Field.Values.IsEmpty && !field.IsMember && !field.Field.Values.Contains(text))
            return Coerced.Wrong("one of " + string.Join(", ", field.Field.Values));
        return field.Pattern is { } pattern && !modes[gates.PatternAccepted] && !Matches(pattern, text)
            ? Coerced.Wrong($"text that matches {field.Field.Pattern}") : null;
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

    private string Spoiled(InputGates gates, string text)
    {
        if (modes[gates.Mojibake])
            text = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        if (modes[gates.Truncated] && text.Length > 1)
        {
            var half = text.Length / 2;
            text = text[..(char.IsHighSurrogate(text[half - 1]) ? half - 1 : half)];
        }
        if (modes[gates.SpacesCollapsed])
        {
            while (text.Contains("  ", StringComparison.Ordinal))
                text = text.Replace("  ", " ", StringComparison.Ordinal);
        }
        return modes[gates.Lowercased] ? text.ToLowerInvariant() : text;
    }
}
