using System.Collections.Immutable;
using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>Reads a path. What it refuses, a <see cref="FormatException"/> says.</summary>
internal sealed class PathReader
{
    private readonly PathText _text;
    private readonly List<PathStep> _steps = [];

    private PathReader(string text) => _text = new PathText(text);

    /// <summary>A path; without <c>$</c> at its beginning it is read as if it had one.</summary>
    public static JsonPath Read(string text)
    {
        if (text.Length == 0)
            throw new FormatException("it is empty; $ is the whole document.");
        return new PathReader(text[0] is '$' or '@' ? text : "$." + text).Whole(text);
    }

    private JsonPath Whole(string text)
    {
        _text.Position = 1;
        while (!_text.IsAtEnd)
        {
            if (_steps.LastOrDefault() is FunctionStep)
                throw new FormatException("a function must be its last step.");
            ReadStep();
        }
        if (_steps.LastOrDefault() is ScanStep)
            throw new FormatException("it ends with two dots.");
        for (var index = 1; index < _steps.Count; index++)
            _steps[index - 1].Next = _steps[index];
        return new JsonPath(text, _steps.FirstOrDefault(), _steps.TrueForAll(step => step.IsDefinite));
    }

    private void ReadStep()
    {
        if (_text.Here == '[')
        {
            ReadBracket();
            return;
        }
        if (_text.Here != '.')
            throw _text.Wrong("expected . or [");
        _text.Position++;
        if (_text.Here == '.' && _steps.LastOrDefault() is not ScanStep)
        {
            _text.Position++;
            _steps.Add(new ScanStep());
        }
        if (_text.Here == '[')
            ReadBracket();
        else if (_text.Skip("*"))
            _steps.Add(new AllStep());
        else
            ReadName();
    }

    private void ReadName()
    {
        var start = _text.Position;
        while (!_text.IsAtEnd && _text.Here is not ('.' or '[' or '('))
        {
            if (_text.Here == ' ')
                throw _text.Wrong("a name with a blank is written ['my name'];");
            _text.Position++;
        }
        var name = _text.From(start);
        if (name.Length == 0)
            throw _text.Wrong("expected a name");
        _steps.Add(_text.Here == '(' ? Function(name) : new NameStep([name]));
    }

    private FunctionStep Function(string name)
    {
        if (_steps.LastOrDefault() is ScanStep)
            throw new FormatException("a function cannot follow two dots.");
        if (!PathFunctions.ByName.TryGetValue(name, out var function))
            throw new FormatException($"there is no function {name}; known are {string.Join(", ", PathFunctions.ByName.Keys)}.");
        _text.Position++;
        var arguments = ImmutableArray.CreateBuilder<FilterValue>();
        for (_text.SkipBlanks(); _text.Here != ')'; _text.SkipBlanks())
        {
            if (arguments.Count > 0)
                _text.Expect(',');
            arguments.Add(FilterReader.Value(_text));
        }
        _text.Position++;
        return new FunctionStep(function, arguments.ToImmutable(), copies: name == "append");
    }

    private void ReadBracket()
    {
        var start = _text.Position;
        _text.Expect('[');
        _text.SkipBlanks();
        if (_text.Here is '\'' or '"')
            ReadNames();
        else if (_text.Skip("*"))
            _steps.Add(new AllStep());
        else if (_text.Skip("?"))
            _steps.Add(new FilterStep(FilterReader.Condition(_text)));
        else
            ReadPlaces(start);
        _text.Expect(']');
    }

    private void ReadNames()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var quote = _text.Here;
        do
        {
            _text.SkipBlanks();
            if (_text.Here != quote)
                throw _text.Wrong($"expected a name in {quote}");
            names.Add(_text.Quoted());
            _text.SkipBlanks();
        }
        while (_text.Skip(","));
        _steps.Add(new NameStep(names.ToImmutable()));
    }

    private void ReadPlaces(int bracket)
    {
        var start = _text.Position;
        while (_text.Here is >= '0' and <= '9' or '-' or ':' or ',' or ' ')
            _text.Position++;
        var places = _text.From(start);
        if (!places.Contains(':', StringComparison.Ordinal))
        {
            _steps.Add(new IndexStep([.. places.Split(',').Select(place => Place(place.Trim()) ?? throw Wrong())]));
            return;
        }
        var ends = places.Split(':');
        if (places.Contains(' ', StringComparison.Ordinal) || places.Contains(',', StringComparison.Ordinal) || ends is ["", "", ..])
            throw Wrong();
        _steps.Add(new SliceStep(End(ends[0]), End(ends[1])));

        int? End(string end) => end.Length == 0 ? null : Place(end) ?? throw Wrong();
        FormatException Wrong() => new($"the bracket at position {bracket} holds neither 'name', *, ?(…), places such as 0 or 0,2, nor a range such as 1: or :2.");
    }

    private static int? Place(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place) ? place : null;
}
