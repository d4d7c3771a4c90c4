using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Dates;

/// <summary>Reads a text by a pattern of java.time.format.DateTimeFormatter.</summary>
/// <param name="tokens">The pattern.</param>
/// <param name="text">The text.</param>
/// <param name="anyCase">Whether names may be in capital or small letters.</param>
internal sealed class DateReader(ImmutableArray<DateToken> tokens, string text, bool anyCase)
{
    private int _at;
    private DateFields _fields = new();

    /// <summary>What was read; null where the text is not as the pattern says.</summary>
    public DateFields? Read() => Read(0, tokens.Length) && _at == text.Length && _fields.Possible() ? _fields : null;

    private bool Read(int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if (tokens[index].Letter != '[')
            {
                if (!ReadToken(index))
                    return false;
                continue;
            }
            var end = Closing(index);
            var (at, fields) = (_at, _fields.Copy());
            if (!Read(index + 1, Math.Min(end, to)))
                (_at, _fields) = (at, fields);
            index = end;
        }
        return true;
    }

    private int Closing(int open)
    {
        var depth = 0;
        for (var index = open; index < tokens.Length; index++)
        {
            depth += tokens[index].Letter switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
                return index;
        }
        return tokens.Length;
    }

    private bool ReadToken(int index)
    {
        var (letter, count, literal) = tokens[index];
        return letter switch
        {
            '\0' => Skip(literal),
            'M' or 'L' when count >= 3 => Name('M', DateNames.Months(count), 1),
            'E' => Name('E', DateNames.Days(count), 0),
            'a' => Name('a', DateNames.Halves, 0),
            'G' => Skip("AD") || Skip("Anno Domini"),
            'S' => Fraction(count),
            'V' or 'z' or 'O' => Zone(letter),
            'X' or 'x' or 'Z' => Offset(letter, count),
            'y' or 'u' when count == 2 => Number('y', 2, 2) && Century(),
            'y' or 'u' => Number('y', count == 4 ? 4 : count, count == 4 ? Free(index) : count == 1 ? Free(index) : Math.Max(count, Free(index))),
            _ => Number(letter == 'L' ? 'M' : letter, count, count == 1 ? Free(index) : count),
        };
    }

    /// <summary>How many digits a number may have, so that enough are left for the numbers that follow it at once.</summary>
    private int Free(int index)
    {
        var digits = 0;
        while (_at + digits < text.Length && char.IsAsciiDigit(text[_at + digits]))
            digits++;
        for (var next = index + 1; next < tokens.Length && "uyDMLdKkHhmsnS".Contains(tokens[next].Letter) && (tokens[next].Letter is not ('M' or 'L') || tokens[next].Count < 3); next++)
            digits -= tokens[next].Count;
        // More than four digits of a year need a sign, which nobody writes.
        return Math.Clamp(digits, 1, tokens[index].Letter is 'y' or 'u' && tokens[index].Count == 4 ? 4 : 9);
    }

    private bool Number(char letter, int least, int most)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiDigit(text[_at]))
            _at++;
        if (_at - start < Math.Min(least, most) || _at == start)
            return false;
        _fields[letter] = int.Parse(text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        return true;
    }

    private bool Century()
    {
        _fields['y'] = 2000 + _fields.Year;
        return true;
    }

    private bool Fraction(int count)
    {
        if (_at + count > text.Length || !text.AsSpan(_at, count).ContainsOnlyDigits())
            return false;
        _fields['n'] = int.Parse(text.Substring(_at, count).PadRight(9, '0'), CultureInfo.InvariantCulture);
        _at += count;
        return true;
    }

    private bool Name(char letter, ImmutableArray<string> names, int first)
    {
        var found = -1;
        for (var index = 0; index < names.Length; index++)
        {
            if (Ahead(names[index]) && (found < 0 || names[index].Length > names[found].Length))
                found = index;
        }
        if (found < 0)
            return false;
        _fields[letter] = found + first;
        return Skip(names[found]);
    }

    private bool Zone(char letter)
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '/' or '_' or '+' or '-' or ':'))
            end++;
        for (; end > _at; end--)
        {
            if (JavaZones.Named(text[_at..end]) is not { } zone || (letter == 'O' && !text.AsSpan(_at).StartsWith("GMT")))
                continue;
            (_fields.Zone, _at) = (zone, end);
            return true;
        }
        return false;
    }

    private bool Offset(char letter, int count)
    {
        if (letter == 'Z' && count == 4)
            return Zone('O');
        if ((letter == 'X' || count == 5) && Skip("Z"))
        {
            _fields.Zone = TimeZoneInfo.Utc;
            return true;
        }
        var colon = count is 3 or 5 && letter != 'Z' || letter == 'Z' && count == 5;
        var length = JavaZones.OffsetLength(text.AsSpan(_at), colon, hoursOnly: letter != 'Z' && count == 1);
        if (length == 0 || JavaZones.Offset(text.AsSpan(_at, length)) is not { } offset)
            return false;
        (_fields.Zone, _at) = (JavaZones.Of(offset), _at + length);
        return true;
    }

    private bool Ahead(string expected) =>
        string.Compare(text, _at, expected, 0, expected.Length, anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) == 0;

    private bool Skip(string expected)
    {
        if (!Ahead(expected))
            return false;
        _at += expected.Length;
        return true;
    }
}
