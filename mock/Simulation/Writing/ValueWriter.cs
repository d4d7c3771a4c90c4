using System.Globalization;
using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes one plain value in the form that the modes of its place want.</summary>
internal readonly struct ValueWriter(ActiveModes modes)
{
    /// <summary>Whether no mode wants texts or missing values of a field in another form.</summary>
    public bool IsAsStored(SchemaField field) =>
        !modes[field.As.TextObject] && !modes[field.As.TextNumber] && !modes[field.Field.Input.UnsetEmpty];

    public void Write(Utf8JsonWriter json, SchemaField field, Record record, object? value, int offset)
    {
        switch (value)
        {
            case null:
                // A record of the seed, which nobody created, has no value in the same way as any other.
                if (modes[field.Field.Input.UnsetEmpty])
                    json.WriteStringValue("");
                else
                    json.WriteNullValue();
                break;
            case string text:
                Text(json, field.As, text);
                break;
            case long integer:
                Integer(json, field.As, integer + offset);
                break;
            case bool flag:
                Boolean(json, field.As, flag);
                break;
            case DateOnly day:
                Date(json, day);
                break;
            case DateTime time:
                Time(json, field.As, time);
                break;
            case RawJson verbatim:
                json.WriteRawValue(verbatim.Json);
                break;
            case Sentinel sentinel when sentinel == Sentinel.Generated:
                if (field.Field == field.Field.Owner.Identity)
                    Integer(json, field.As, record.Identity + offset);
                else
                    Number(json, field, record.Identity);
                break;
            case NumberOf other:
                Number(json, field, other.Identity);
                break;
            default:
                Text(json, field.As, value.ToString()!);
                break;
        }
    }

    private void Number(Utf8JsonWriter json, SchemaField field, long identity)
    {
        var flags = field.Field.Owner.Flags;
        var word = field.Field.Owner.Resource.Number!;
        var digits = modes[flags.Repeated] ? 1 : modes[flags.OwnSequence] ? identity + 1 : identity;
        var prefix = modes[flags.WrongPrefix] ? "X-" : word.Prefix;
        Span<char> text = stackalloc char[prefix.Length + 40];
        prefix.CopyTo(text);
        digits.TryFormat(text[prefix.Length..], out var length, default, CultureInfo.InvariantCulture);
        var zeros = modes[flags.Unpadded] ? 0 : Math.Clamp(word.Digits - length, 0, 20);
        text.Slice(prefix.Length, length).CopyTo(text[(prefix.Length + zeros)..]);
        text.Slice(prefix.Length, zeros).Fill('0');
        json.WriteStringValue(text[..(prefix.Length + zeros + length)]);
    }

    private void Text(Utf8JsonWriter json, ValueFormatModes flags, string text)
    {
        if (modes[flags.TextObject])
        {
            Open(json);
            json.WriteStringValue(text);
            json.WriteEndObject();
        }
        else if (modes[flags.TextNumber] && text.Length is > 0 and < 16 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1))
            json.WriteNumberValue(long.Parse(text, CultureInfo.InvariantCulture));
        else
            json.WriteStringValue(text);
    }

    private void Integer(Utf8JsonWriter json, ValueFormatModes flags, long integer)
    {
        if (modes[flags.IntegerObject])
        {
            Open(json);
            json.WriteNumberValue(integer);
            json.WriteEndObject();
        }
        else if (modes[flags.IntegerText])
            json.WriteStringValue(integer.ToString(CultureInfo.InvariantCulture));
        else
            json.WriteNumberValue(integer);
    }

    private void Boolean(Utf8JsonWriter json, ValueFormatModes flags, bool flag)
    {
        if (modes[flags.FlagWord])
            json.WriteStringValue(flag ? "yes" : "no");
        else if (modes[flags.FlagWords])
            json.WriteStringValue(flag ? "true" : "false");
        else if (modes[flags.FlagText])
            json.WriteStringValue(flag ? "1" : "0");
        else if (modes[flags.FlagNumber])
            json.WriteNumberValue(flag ? 1 : 0);
        else
            json.WriteBooleanValue(flag);
    }

    // The standard formats take a third of the time that one of letters takes.
    private static void Date(Utf8JsonWriter json, DateOnly day)
    {
        Span<byte> text = stackalloc byte[16];
        day.TryFormat(text, out var length, "o", CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    private void Time(Utf8JsonWriter json, ValueFormatModes flags, DateTime time)
    {
        if (modes[flags.TimeEpoch])
        {
            json.WriteNumberValue(new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeSeconds());
            return;
        }
        Span<byte> text = stackalloc byte[32];
        time.TryFormat(text, out var length, "s", CultureInfo.InvariantCulture);
        var day = text[..length].IndexOf((byte)'T');
        if (modes[flags.TimeIso])
            text[length++] = (byte)'Z';
        else if (modes[flags.TimeDate])
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
