using System.Globalization;
using System.Text;
using System.Xml;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>Writes XML as Redmine does: no indentation, <c>&lt;a/&gt;</c> without a space. Whatever it is given, it is well-formed.</summary>
internal sealed class XmlText
{
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private readonly StringBuilder _text = new(Declaration, 1024);

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>Begins an element; attributes may follow, then <see cref="Content"/> or <see cref="Empty"/>.</summary>
    public void Start(string name) => _text.Append('<').Append(name);

    public void Attribute(string name, string value)
    {
        _text.Append(' ').Append(name).Append("=\"");
        Escape(value, isAttribute: true);
        _text.Append('"');
    }

    public void Attribute(string name, int value) => Attribute(name, value.ToString(CultureInfo.InvariantCulture));

    public void Content() => _text.Append('>');

    public void Empty() => _text.Append("/>");

    public void Text(string text) => Escape(text, isAttribute: false);

    public void End(string name) => _text.Append("</").Append(name).Append('>');

    /// <summary>A name that XML allows: the name itself, or an escaped one.</summary>
    public static string Name(string name) => name.Length == 0 ? "_" : XmlConvert.EncodeLocalName(name);

    // Characters that a parser would normalize (a carriage return, line breaks in attributes) are written as references.
    private void Escape(string text, bool isAttribute)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                _text.Append(character).Append(text[++at]);
                continue;
            }
            switch (character)
            {
                case '&':
                    _text.Append("&amp;");
                    break;
                case '<':
                    _text.Append("&lt;");
                    break;
                case '>':
                    _text.Append("&gt;");
                    break;
                case '"' when isAttribute:
                    _text.Append("&quot;");
                    break;
                case '\r':
                case '\n' or '\t' when isAttribute:
                    _text.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
                    break;
                default:
                    _text.Append(XmlConvert.IsXmlChar(character) ? character : '\uFFFD');
                    break;
            }
        }
    }
}
