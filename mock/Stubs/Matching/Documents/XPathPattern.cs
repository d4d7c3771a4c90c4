using System.Text.Json.Nodes;
using System.Xml.XPath;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary><c>matchesXPath</c> (wiremock.org, "Request Matching", "XPath").</summary>
internal sealed class XPathPattern : ValuePattern
{
    private readonly string _expression;
    private readonly XPath _path;
    private readonly ValuePattern? _inner;
    private readonly JsonNode? _namespaces;

    private XPathPattern(string expression, XPath path, ValuePattern? inner, JsonNode? namespaces) =>
        (_expression, _path, _inner, _namespaces) = (expression, path, inner, namespaces);

    public static XPathPattern? Of(JsonPlace place)
    {
        var inner = InnerPattern.Read(place.Member("matchesXPath")!);
        var written = place.Member("xPathNamespaces");
        var namespaces = written is null or { IsNull: true } ? [] : written.Members()
            .ToDictionary(member => member.Name, member => member.Place.Text() ?? "", StringComparer.Ordinal);
        if (inner is null)
            return null;
        var path = XPaths.Compile(inner.Expression, namespaces, out var problem);
        if (path is null)
            inner.Place.Problems.Add(inner.Place.Pointer, problem);
        return path is null ? null : new XPathPattern(inner.Expression, path, inner.Pattern, namespaces.Count > 0 ? written!.Node : null);
    }

    public override bool Matches(string? value) => _inner is null ? Find(value).Count > 0 : Find(value).Any(node => _inner.Matches(node.ToString()));

    public override double DistanceTo(string? value) =>
        _inner is null ? base.DistanceTo(value) : Find(value).Select(node => _inner.DistanceTo(node.ToString())).DefaultIfEmpty(1).Min();

    public override JsonObject ToJson()
    {
        var json = InnerPattern.ToJson("matchesXPath", _expression, _inner);
        if (_namespaces is not null)
            json["xPathNamespaces"] = _namespaces.DeepClone();
        return json;
    }

    private IReadOnlyList<XmlFind> Find(string? value)
    {
        if (value is null || ReadText.Of(value).Xml(_path.HasNamespaces) is not { } document)
            return [];
        try
        {
            return _path.Find(document);
        }
        catch (XPathException)
        {
            return [];
        }
    }
}
