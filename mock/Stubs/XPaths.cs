using System.Xml;
using System.Xml.XPath;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs;

/// <summary>XPath 1.0 and the documents it looks into (wiremock.org, "Request Matching", "XPath").</summary>
internal static class XPaths
{
    /// <summary>An expression, compiled once; or null with the reason why it is none.</summary>
    /// <param name="expression">XPath 1.0.</param>
    /// <param name="namespaces">Prefixes and what they stand for; null reads documents without regard to namespaces.</param>
    /// <param name="problem">What is wrong, or empty.</param>
    public static XPath? Compile(string expression, IReadOnlyDictionary<string, string>? namespaces, out string problem)
    {
        problem = "";
        try
        {
            var path = new XPath(expression, namespaces is { Count: > 0 } ? namespaces : null);
            // Unknown functions and prefixes show themselves at the first use only.
            _ = path.Find(new XmlDocument());
            return path;
        }
        catch (Exception wrong) when (wrong is XPathException or ArgumentException or XmlException)
        {
            problem = $"\"{expression}\" cannot be read as XPath 1.0: {wrong.Message} Prefixes are given in xPathNamespaces.";
            return null;
        }
    }

    /// <summary>A document; or null where the text is no well-formed XML.</summary>
    public static XmlDocument? Document(string text, bool withNamespaces) => XmlDocuments.Read(text, withNamespaces);
}
