using System.Globalization;
using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>The form in which the answers of one operation show a value, by its type.</summary>
internal sealed class ValueFormat(PlaceFlags rules)
{
    private readonly ModeFlag _integerText = rules[Behaviors.IntegerAs, "text"];
    private readonly ModeFlag _integerObject = rules[Behaviors.IntegerAs, "object"];
    private readonly ModeFlag _flagText = rules[Behaviors.FlagAs, "text"];
    private readonly ModeFlag _flagNumber = rules[Behaviors.FlagAs, "number"];
    private readonly ModeFlag _flagTrueFalse = rules[Behaviors.FlagAs, "words"];
    private readonly ModeFlag _flagYesNo = rules[Behaviors.FlagAs, "word"];
    private readonly ModeFlag _timeIso = rules[Behaviors.TimestampAs, "iso"];
    private readonly ModeFlag _timeDate = rules[Behaviors.TimestampAs, "date"];
    private readonly ModeFlag _timeEpoch = rules[Behaviors.TimestampAs, "epoch"];
    private readonly ModeFlag _textNumber = rules[Behaviors.TextAs, "number"];
    private readonly ModeFlag _textObject = rules[Behaviors.TextAs, "object"];

    /// <summary>Whether texts are shown as they are.</summary>
    public bool IsTextPlain(ActiveModes modes) => !modes[_textObject] && !modes[_textNumber];

    public void Text(Utf8JsonWriter json, string text, ActiveModes modes)
    {
        if (modes[_textObject])
        {
            Open(json);
            json.WriteStringValue(text);
            json.WriteEndObject();
        }
        else if (modes[_textNumber] && text.Length is > 0 and < 16 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1))
            json.WriteNumberValue(long.Parse(text, CultureInfo.InvariantCulture));
        else
            json.WriteStringValue(text);
    }

    public void Integer(Utf8JsonWriter json, long integer, ActiveModes modes)
    {
        if (modes[_integerObject])
        {
            Open(json);
            json.WriteNumberValue(integer);
            json.WriteEndObject();
        }
        else if (modes[_integerText])
            json.WriteStringValue(integer.ToString(CultureInfo.InvariantCulture));
        else
            json.WriteNumberValue(integer);
    }

    public void Boolean(Utf8JsonWriter json, bool flag, ActiveModes modes)
    {
        if (modes[_flagYesNo])
            json.WriteStringValue(flag ? "yes" : "no");
        else if (modes[_flagTrueFalse])
            json.WriteStringValue(flag ? "true" : "false");
        else if (modes[_flagText])
            json.WriteStringValue(flag ? "1" : "0");
        else if (modes[_flagNumber])
            json.WriteNumberValue(flag ? 1 : 0);
        else
            json.WriteBooleanValue(flag);
    }

    // The standard formats take a third of the time that custom ones take.
    public static void Date(Utf8JsonWriter json, DateOnly day)
    {
        Span<byte> text = stackalloc byte[16];
        day.TryFormat(text, out var length, "o", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    public void Time(Utf8JsonWriter json, DateTime time, ActiveModes modes)
    {
        if (modes[_timeEpoch])
        {
            json.WriteNumberValue(new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeSeconds());
            return;
        }
        Span<byte> text = stackalloc byte[32];
        time.TryFormat(text, out var length, "s", CultureInfo.InvariantCulture);
        var day = text[..length].IndexOf((byte)'T');
        if (modes[_timeIso])
            text[length++] = (byte)'Z';
        else if (modes[_timeDate])
            length = day;
        else
            text[day] = (byte)' ';
        json.WriteStringValue(text[..length]);
    }

    private static void Open(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("value");
    }
}
