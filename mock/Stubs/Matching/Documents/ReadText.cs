using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>A text and the documents that it can be read as, each read once. Nobody changes them.</summary>
internal sealed class ReadText(string text)
{
    // A body is looked at by each stub that asks for it, and is forgotten with its text as soon as all have looked:
    // the journal keeps the request, but not what was read from it.
    private static readonly ConditionalWeakTable<StubRequest, WeakReference<string>> Bodies = [];
    private static readonly ConditionalWeakTable<string, ReadText> Known = [];

    private readonly Lazy<JToken?> _json = new(() => JsonPaths.Document(text));
    private readonly Lazy<JToken?> _loose = new(() => JsonPaths.LooseDocument(text));
    private readonly Lazy<XmlDocument?> _xml = new(() => Xml(text, true));
    private readonly Lazy<XmlDocument?> _plainXml = new(() => Xml(text, false));
    private readonly Lazy<XmlItem?> _items = new(() => Items(text, true));
    private readonly Lazy<XmlItem?> _plainItems = new(() => Items(text, false));

    /// <summary>As JSON; null where it is none.</summary>
    public JToken? Json => _json.Value;

    /// <summary>As JSON or what people take for it.</summary>
    public JToken? LooseJson => _loose.Value;

    /// <summary>As XML; null where it is none.</summary>
    public XmlDocument? Xml(bool withNamespaces) => (withNamespaces ? _xml : _plainXml).Value;

    /// <summary>As XML that is to be compared; null where it is none.</summary>
    public XmlItem? XmlItems(bool withNamespaces) => (withNamespaces ? _items : _plainItems).Value;

    public static ReadText Of(string text) => Known.TryGetValue(text, out var known) ? known : new ReadText(text);

    /// <summary>A request's body as text. What is read from this very text is read once for all stubs.</summary>
    public static string BodyOf(StubRequest request)
    {
        if (request.Body.IsEmpty)
            return "";
        var kept = Bodies.GetValue(request, _ => new WeakReference<string>(null!));
        lock (kept)
        {
            if (kept.TryGetTarget(out var text))
                return text;
            text = Encoding.UTF8.GetString(request.Body.Span);
            kept.SetTarget(text);
            Known.AddOrUpdate(text, new ReadText(text));
            return text;
        }
    }

    private static XmlDocument? Xml(string text, bool withNamespaces) =>
        text.AsSpan().TrimStart() is ['<', ..] ? XmlDocuments.Read(text, withNamespaces) : null;

    private static XmlItem? Items(string text, bool withNamespaces) =>
        Xml(text, withNamespaces) is { } document ? XmlItem.Of(document, withNamespaces) : null;
}
