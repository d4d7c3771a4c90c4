using System.Text;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding.Conversion;

/// <summary>Texts: not blank, within their lengths, one of the allowed values; and the modes that change them.</summary>
internal sealed class TextConverter(FieldPlan field, bool creating)
{
    private readonly BlankText _blank = new(field, creating);
    private readonly TextLength _length = new(field);
    private readonly AllowedTexts? _allowed = field.Field.IsClosed ? new AllowedTexts(field) : null;
    private readonly EmailFormat _email = new(field);
    private readonly ModeFlag _mojibake = field.Rules[Behaviors.TextRoundTrip, "mojibake"];
    private readonly ModeFlag _truncated = field.Rules[Behaviors.TextRoundTrip, "truncated"];
    private readonly ModeFlag _spacesCollapsed = field.Rules[Behaviors.TextRoundTrip, "spaces-collapsed"];
    private readonly ModeFlag _lowercased = field.Rules[Behaviors.TextRoundTrip, "lowercased"];

    public ConvertedValue Read(BodyValue.Scalar scalar, ActiveModes modes)
    {
        if (scalar.Kind == BodyValueKind.Flag)
            return ConvertedValue.Wrong("text");
        var text = scalar.Text;
        if (field.Field.Required && string.IsNullOrWhiteSpace(text) && !_blank.IsAccepted(modes))
            return ConvertedValue.Missing("text that is not blank");
        if (_length.Expected(text, modes) is { } length)
            return ConvertedValue.Wrong(length);
        if (_allowed?.Check(text, modes) is { } other)
            return other;
        if (field.Field.Format == "uuid" && !Guid.TryParseExact(text, "D", out _))
            return ConvertedValue.Wrong("a UUID");
        if (_email.Check(text, modes) is { } wrong)
            return wrong;
        return new(Lowercased(creating ? Broken(text, modes) : text, modes));
    }

    private string Broken(string text, ActiveModes modes)
    {
        if (modes[_mojibake])
            text = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        if (modes[_truncated] && text.Length > 1)
        {
            var half = text.Length / 2;
            text = text[..(char.IsHighSurrogate(text[half - 1]) ? half - 1 : half)];
        }
        if (modes[_spacesCollapsed])
        {
            while (text.Contains("  ", StringComparison.Ordinal))
                text = text.Replace("  ", " ", StringComparison.Ordinal);
        }
        return text;
    }

    private string Lowercased(string text, ActiveModes modes) => modes[_lowercased] ? text.ToLowerInvariant() : text;
}

/// <summary>What must be an e-mail address, where a mode cares.</summary>
internal sealed class EmailFormat(FieldPlan field)
{
    private readonly ModeFlag _refused = field.Rules[Behaviors.EmailFormat, "refused"];
    private readonly ModeFlag _conflict = field.Rules[Behaviors.EmailFormat, "conflict"];

    /// <summary>What is wrong with a text, or null.</summary>
    public ConvertedValue? Check(string text, ActiveModes modes) =>
        (modes[_refused] || modes[_conflict]) && !text.Contains('@', StringComparison.Ordinal)
            ? ConvertedValue.Wrong("an e-mail address", modes[_refused] ? 400 : 409) : null;
}
