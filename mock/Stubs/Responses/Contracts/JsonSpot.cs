using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>A JSON path that leads to what is to be changed.</summary>
internal sealed class JsonSpot
{
    private readonly JsonPath _path;

    private JsonSpot(JsonPath path) => _path = path;

    public static JsonSpot? Compile(string path, out string problem) =>
        JsonPaths.Compile(path, out problem) is { } compiled ? new JsonSpot(compiled) : null;

    /// <summary>The values that it meets, in the document itself; what is only computed from them is no place.</summary>
    /// <param name="document">It has a parent, so that the whole of it can be met, too.</param>
    public IReadOnlyList<JToken> In(JToken document)
    {
        var result = _path.Read(document);
        var met = result.Many ?? (result.Value is { } value ? [value] : []);
        return [.. met.Where(token => token.Parent is not null && token.Root == document.Root)
            .Distinct(ReferenceEqualityComparer.Instance).Cast<JToken>()];
    }
}
