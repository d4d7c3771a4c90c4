using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>What a request sends as a day.</summary>
/// <param name="Text">As it was sent.</param>
/// <param name="IsDay">Whether it is a day in the documented notation.</param>
/// <param name="IsWritten">Whether it has the documented notation, though it may be no day of the calendar.</param>
internal sealed record DateReading(string Text, bool IsDay, bool IsWritten)
{
    private const string Notation = "yyyy-MM-dd";

    /// <summary>Null where it is no text.</summary>
    public static DateReading? Of(JsonNode value) => FieldValue.Text(value) is not { } text ? null : new DateReading(text,
        DateOnly.TryParseExact(text, Notation, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        text.Length == Notation.Length && text.Select((c, at) => Notation[at] == '-' ? c == '-' : char.IsAsciiDigit(c)).All(fits => fits));

    /// <summary>The reading of the rule that a stored value stands for; null where it may be the day that was meant.</summary>
    public string? Reading(JsonNode? stored) =>
        FieldValue.IsUnset(stored) ? "nulled"
        : FieldValue.Text(stored) == Text ? "stored"
        : FieldValue.Text(stored) is not { } text || !DateOnly.TryParseExact(text, Notation, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? null
        : IsWritten ? "rolled-over"
        : Names(day) ? "converted" : "another-day";

    // Whatever the order of day and month is, both stand in the text, and so does the year, or two digits of it.
    private bool Names(DateOnly day) => Text.Any(char.IsAsciiLetter) || (Has(day.Day) && Has(day.Month) && (Has(day.Year) || Has(day.Year % 100)));

    private bool Has(int number) => string.Concat(Text.Select(c => char.IsAsciiDigit(c) ? c : ' ')).Contains($"{number}", StringComparison.Ordinal);
}
