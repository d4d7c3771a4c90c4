using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>A JSON path that leads to what is to be changed.</summary>
internal sealed class JsonSpot(string path)
{
    public static JsonSpot? Compile(string path, out string problem)
    {
        try
        {
            problem = "";
            _ = new JObject().SelectTokens(path).Count();
            return new JsonSpot(path);
        }
        catch (JsonException wrong)
        {
            problem = $"\"{path}\" is no JSON path: {wrong.Message}";
            return null;
        }
    }

    /// <summary>The values that it meets, in the document itself.</summary>
    public IReadOnlyList<JToken> In(JToken document) => [.. document.SelectTokens(path)];
}
