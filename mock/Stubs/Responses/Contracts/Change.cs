using System.Text.Json.Nodes;
using System.Xml.XPath;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>One change of an answer.</summary>
/// <param name="Path">Of what is to be changed, as its author wrote it: a JSON path (<c>$…</c>) or an XPath (<c>/…</c>).</param>
/// <param name="Json">The path, if it is one into JSON.</param>
/// <param name="Xml">The path, if it is one into XML.</param>
/// <param name="IsRemoval">Whether it takes away; else it sets a value.</param>
/// <param name="Value">The value; null for JSON null.</param>
internal sealed record Change(string Path, JsonSpot? Json, XPathExpression? Xml, bool IsRemoval, JsonNode? Value)
{
    public static Change? Set(string path, JsonPlace value)
    {
        if (Read(path, value) is not { } read)
            return null;
        if (read.Xml is not null && value.Node is JsonObject or JsonArray)
            value.Expect("a text, a number, true, false or null for an XPath");
        return read with { Value = value.Node?.DeepClone() };
    }

    public static Change? Remove(string path, JsonPlace place) => Read(path, place) is { } read ? read with { IsRemoval = true } : null;

    private static Change? Read(string path, JsonPlace place)
    {
        if (path.StartsWith('$'))
        {
            if (JsonSpot.Compile(path, out var problem) is { } spot)
                return new Change(path, spot, null, false, null);
            place.Problems.Add(place.Pointer, problem);
            return null;
        }
        if (!path.StartsWith('/'))
        {
            place.Problems.Add(place.Pointer, $"\"{path}\" is neither a JSON path ($.data.name) nor an XPath (/data/name).");
            return null;
        }
        try
        {
            var xml = XPathExpression.Compile(path);
            if (xml.ReturnType is XPathResultType.NodeSet)
                return new Change(path, null, xml, false, null);
            place.Problems.Add(place.Pointer, $"\"{path}\" leads to no elements or attributes.");
        }
        catch (XPathException wrong)
        {
            place.Problems.Add(place.Pointer, $"\"{path}\" is no XPath: {wrong.Message}");
        }
        return null;
    }
}
