using System.Xml;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Text for XML and HTML, which cannot hold every character that a server may answer.</summary>
internal static class XmlText
{
    public static string Of(string text) => string.Concat(Readable(text));

    private static IEnumerable<char> Readable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                yield return text[i++];
                yield return text[i];
            }
            else
            {
                yield return XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD';
            }
        }
    }
}
