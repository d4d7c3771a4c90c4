using System.Globalization;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Matching.Regexes;

/// <summary>Translates Java's regular expressions (java.util.regex.Pattern) into .NET's.</summary>
internal sealed class JavaRegex(string pattern)
{
    /// <summary>More brackets within brackets than people write, and fewer than a stack bears.</summary>
    private const int MostDepth = 200;

    private readonly RegexText _text = new(RegexText.WithoutQuotes(pattern), pattern);
    private readonly StringBuilder _out = new(pattern.Length + 16);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _groups;

    /// <summary>Whether it has what .NET's engine without backtracking does not know: looking around, references back, atomic groups.</summary>
    public bool NeedsBacktracking { get; private set; }

    /// <exception cref="FormatException">It is no regular expression of Java's.</exception>
    public string Translate(bool dotAll)
    {
        Alternatives(new Flags(dotAll, false), 0);
        if (!_text.AtEnd)
            throw _text.Wrong("Unmatched closing ')'", _text.Position - 1);
        return _out.ToString();
    }

    private void Alternatives(Flags flags, int depth)
    {
        if (depth > MostDepth)
            throw _text.Wrong($"More than {MostDepth} groups within each other");
        while (!AtEnd(flags) && _text.Peek() != ')')
        {
            var start = _out.Length;
            if (Atom(ref flags, depth))
                Quantifiers(start, flags);
        }
    }

    /// <returns>Whether a quantifier may follow.</returns>
    private bool Atom(ref Flags flags, int depth)
    {
        var next = _text.Next();
        switch (next)
        {
            case '|':
                _out.Append('|');
                return false;
            case '(':
                return Group(ref flags, depth);
            case '[':
                _out.Append(Keep(new ClassReader(_text).Read(depth)));
                return true;
            case '.':
                _out.Append(flags.DotAll ? @"[\s\S]" : @"[^\n\r\u0085\u2028\u2029]");
                return true;
            case '\\':
                Escape();
                return true;
            case '*' or '+' or '?':
                throw _text.Wrong($"Dangling meta character '{next}'", _text.Position - 1);
            case '{':
                throw _text.Wrong("Illegal repetition");
            default:
                _out.Append(next);
                if (char.IsHighSurrogate(next) && !_text.AtEnd && char.IsLowSurrogate(_text.Peek()))
                    _out.Insert(_out.Length - 1, "(?:").Append(_text.Next()).Append(')');
                return true;
        }
    }

    private bool Group(ref Flags flags, int depth)
    {
        var inner = flags;
        if (!_text.Skip("?"))
        {
            _groups++;
            _out.Append('(');
        }
        else if (_text.SkipAny("=", "!", ">", "<=", "<!") is { } kind)
        {
            NeedsBacktracking = true;
            _out.Append("(?").Append(kind);
        }
        else if (_text.Skip("<"))
        {
            var name = _text.Name();
            if (!_names.TryAdd(name, ++_groups))
                throw _text.Wrong($"Named capturing group <{name}> is already defined");
            _out.Append('(');
        }
        else if (Change(ref inner))
        {
            flags = inner;
            return false;
        }
        Alternatives(inner, depth + 1);
        if (_text.AtEnd)
            throw _text.Wrong("Unclosed group");
        _text.Next();
        _out.Append(')');
        return true;
    }

    /// <summary>What follows <c>(?</c> in <c>(?i)</c> and <c>(?i:…)</c>.</summary>
    /// <returns>Whether they hold for the rest of the group that they stand in.</returns>
    private bool Change(ref Flags flags)
    {
        var start = _out.Length;
        _out.Append("(?");
        var on = true;
        while (true)
        {
            var flag = _text.NextOrEnd();
            if (flag is ')' or ':')
            {
                _out.Append(flag);
                if (flag == ')' && _out.Length - start <= "(?-)".Length && !char.IsAsciiLetter(_out[^2]))
                    _out.Length = start;
                return flag == ')';
            }
            if (flag == '-' && on)
                on = false;
            else if (!"idmsuxU".Contains(flag))
                throw _text.Wrong("Unknown inline modifier", _text.Position - 1);
            // Dots and comments are dealt with here; d, u and U have no counterpart, and .NET's letters are Unicode's in any case.
            if (flag == 's')
                flags = flags with { DotAll = on };
            else if (flag == 'x')
                flags = flags with { Comments = on };
            else if (flag is 'i' or 'm' or '-')
                _out.Append(flag);
        }
    }

    private void Escape()
    {
        var next = _text.NextOrEnd();
        switch (next)
        {
            case 'A' or 'Z' or 'z' or 'b' or 'B' or 'G':
                NeedsBacktracking |= next == 'G';
                _out.Append('\\').Append(next);
                break;
            case 'R':
                _out.Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
                break;
            case 'k' when _text.Skip("<"):
                var name = _text.Name();
                Back(_names.TryGetValue(name, out var named) ? named : throw _text.Wrong($"named capturing group <{name}> does not exist"));
                break;
            case >= '1' and <= '9':
                var number = next - '0';
                while (!_text.AtEnd && char.IsAsciiDigit(_text.Peek()) && (number * 10) + _text.Peek() - '0' <= _groups)
                    number = (number * 10) + _text.Next() - '0';
                Back(number);
                break;
            default:
                _out.Append(Keep(new ClassReader(_text).ReadEscape(next)));
                break;
        }
    }

    private void Back(int group)
    {
        NeedsBacktracking = true;
        // Java takes a reference to a group that is not there, and never matches it.
        _out.Append(group <= _groups ? $"(?:\\{group.ToString(CultureInfo.InvariantCulture)})" : "(?!)");
    }

    private void Quantifiers(int start, Flags flags)
    {
        for (var first = true; !AtEnd(flags); first = false)
        {
            var quantifier = first && _text.Peek() is '*' or '+' or '?' ? _text.Next().ToString() : _text.Peek() == '{' ? _text.Repetition() : null;
            if (quantifier is null)
                return;
            if (!first)
                _out.Insert(start, "(?:").Append(')');
            _out.Append(quantifier);
            if (_text.Skip("?"))
                _out.Append('?');
            else if (_text.Skip("+"))
            {
                NeedsBacktracking = true;
                _out.Insert(start, "(?>").Append(')');
            }
        }
    }

    /// <summary>Whether there is no more, blanks and comments left out where the flags say so.</summary>
    private bool AtEnd(Flags flags)
    {
        while (flags.Comments && !_text.AtEnd && (char.IsWhiteSpace(_text.Peek()) || _text.Peek() == '#'))
        {
            if (_text.Next() != '#')
                continue;
            while (!_text.AtEnd && _text.Next() != '\n')
            {
            }
        }
        return _text.AtEnd;
    }

    private string Keep(RegexClass found)
    {
        NeedsBacktracking |= found.LooksAround;
        return found.Text;
    }

    /// <param name="DotAll">Whether a dot stands for a line's end, too.</param>
    /// <param name="Comments">Whether blanks, and what follows a #, are for people only.</param>
    private readonly record struct Flags(bool DotAll, bool Comments);
}
