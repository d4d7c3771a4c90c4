using System.Globalization;
using System.Numerics;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Writes JSON as WireMock's libraries do.</summary>
internal static class JsonWriting
{
    /// <summary>In lines, as Jackson writes it: spaces around colons, items of a list side by side.</summary>
    /// <param name="value">What is written.</param>
    /// <param name="keepsNulls">Whether members that are null are written.</param>
    public static string Pretty(object? value, bool keepsNulls = false)
    {
        var text = new StringBuilder();
        WritePretty(text, value, keepsNulls, "");
        return text.ToString();
    }

    /// <summary>In one line.</summary>
    public static string Compact(object? value, bool escapesSlash = false)
    {
        var text = new StringBuilder();
        WriteCompact(text, value, escapesSlash);
        return text.ToString();
    }

    private static void WritePretty(StringBuilder text, object? value, bool keepsNulls, string indent)
    {
        value = value is IHasJson own ? own.Json : value;
        if (value is TemplateMap map)
        {
            var members = map.Where(member => keepsNulls || member.Value is not null).ToList();
            text.Append('{');
            for (var index = 0; index < members.Count; index++)
            {
                text.Append(index == 0 ? "\n" : ",\n").Append(indent).Append("  ");
                WriteText(text, members[index].Key, false);
                text.Append(" : ");
                WritePretty(text, members[index].Value, keepsNulls, indent + "  ");
            }
            text.Append(members.Count == 0 ? " }" : $"\n{indent}}}");
        }
        else if (value is TemplateList list)
        {
            text.Append("[ ");
            for (var index = 0; index < list.Count; index++)
            {
                text.Append(index == 0 ? "" : ", ");
                WritePretty(text, list[index], keepsNulls, indent);
            }
            text.Append(list.Count == 0 ? "]" : " ]");
        }
        else
        {
            WriteScalar(text, value, false);
        }
    }

    private static void WriteCompact(StringBuilder text, object? value, bool escapesSlash)
    {
        value = value is IHasJson own ? own.Json : value;
        if (value is TemplateMap map)
        {
            text.Append('{');
            foreach (var (name, member) in map)
            {
                text.Append(text[^1] == '{' ? "" : ",");
                WriteText(text, name, escapesSlash);
                text.Append(':');
                WriteCompact(text, member, escapesSlash);
            }
            text.Append('}');
        }
        else if (value is TemplateList list)
        {
            text.Append('[');
            for (var index = 0; index < list.Count; index++)
            {
                text.Append(index == 0 ? "" : ",");
                WriteCompact(text, list[index], escapesSlash);
            }
            text.Append(']');
        }
        else
        {
            WriteScalar(text, value, escapesSlash);
        }
    }

    private static void WriteScalar(StringBuilder text, object? value, bool escapesSlash)
    {
        if (value is BigDecimal number)
            text.Append(number.ToPlainString());
        else if (value is null or bool or int or long or double or BigInteger)
            text.Append(ValueText.Of(value));
        else
            WriteText(text, ValueText.Of(value), escapesSlash);
    }

    private static void WriteText(StringBuilder text, string value, bool escapesSlash)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '/' when escapesSlash => text.Append("\\/"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => text.Append(character),
            };
        }
        text.Append('"');
    }
}
