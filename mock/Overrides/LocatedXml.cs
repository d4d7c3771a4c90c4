using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PlanisoContract.Mock.Overrides;

/// <summary>An XML document that knows where in its text each element and each attribute stands.</summary>
internal sealed class LocatedXml
{
    private readonly string _text;
    private readonly byte[] _mark;
    private readonly List<int> _lines;

    private LocatedXml(string text, byte[] mark, XDocument document)
    {
        _text = text;
        _mark = mark;
        _lines = LinesOf(text);
        Document = document;
        Locate();
    }

    public XDocument Document { get; }

    /// <summary>The document, or null where the body is none.</summary>
    public static LocatedXml? Read(ReadOnlyMemory<byte> body)
    {
        var bytes = BodyText.WithoutMark(body.Span);
        var text = Encoding.UTF8.GetString(bytes);
        try
        {
            using var reader = Reader(text);
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
            return new LocatedXml(text, body.Span[..^bytes.Length].ToArray(), document);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The body with parts of the document replaced.</summary>
    public byte[] With(IEnumerable<Replacement<char>> replacements) =>
        [.. _mark, .. Encoding.UTF8.GetBytes(BodyText.Replaced(_text.AsSpan(), replacements))];

    /// <summary>The element with other content, as XML writes it.</summary>
    public Replacement<char> Content(XElement element, string content)
    {
        var range = element.Annotation<ElementRange>()!;
        if (!range.IsEmpty)
            return new(range.ContentStart, range.ContentEnd, [.. content]);
        var name = _text[(range.Start + 1)..range.End].Split(' ', '\t', '\r', '\n', '/', '>')[0];
        return new(range.End - "/>".Length, range.End, [.. $">{content}</{name}>"]);
    }

    /// <summary>Where an element stands, with the line break and the indentation before it.</summary>
    public (int Start, int End) Outside(XElement element)
    {
        var range = element.Annotation<ElementRange>()!;
        return (WithSpaceBefore(range.Start), range.End);
    }

    /// <summary>Where an attribute's value stands, without its quotes.</summary>
    public (int Start, int End) ValueOf(XAttribute attribute)
    {
        var open = _text.IndexOfAny(['"', '\''], At(attribute));
        return (open + 1, _text.IndexOf(_text[open], open + 1));
    }

    /// <summary>Where an attribute stands, with the space before it.</summary>
    public (int Start, int End) Whole(XAttribute attribute) => (WithSpaceBefore(At(attribute)), ValueOf(attribute).End + 1);

    // A second reader comes to the same elements in the same order, and it sees where they end.
    private void Locate()
    {
        using var reader = Reader(_text);
        using var elements = Document.Descendants().GetEnumerator();
        var open = new Stack<(XElement Element, ElementRange Range)>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                elements.MoveNext();
                var start = At((IXmlLineInfo)reader) - "<".Length;
                var content = EndOfTag(start);
                var range = new ElementRange(start, content, content, content, reader.IsEmptyElement);
                if (reader.IsEmptyElement)
                    elements.Current.AddAnnotation(range);
                else
                    open.Push((elements.Current, range));
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                var (element, range) = open.Pop();
                var end = At((IXmlLineInfo)reader) - "</".Length;
                element.AddAnnotation(range with { ContentEnd = end, End = EndOfTag(end) });
            }
        }
    }

    private int EndOfTag(int at)
    {
        for (var quote = '\0'; ; at++)
        {
            var letter = _text[at];
            if (quote != '\0')
                quote = letter == quote ? '\0' : quote;
            else if (letter is '"' or '\'')
                quote = letter;
            else if (letter == '>')
                return at + 1;
        }
    }

    private int WithSpaceBefore(int at)
    {
        while (at > 0 && _text[at - 1] is ' ' or '\t' or '\r' or '\n')
            at--;
        return at;
    }

    private int At(IXmlLineInfo place) => _lines[place.LineNumber - 1] + place.LinePosition - 1;

    private static List<int> LinesOf(string text)
    {
        var lines = new List<int> { 0 };
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && !(at + 1 < text.Length && text[at + 1] == '\n')))
                lines.Add(at + 1);
        }
        return lines;
    }

    private static XmlReader Reader(string text) =>
        XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });

    private sealed record ElementRange(int Start, int ContentStart, int ContentEnd, int End, bool IsEmpty);
}
