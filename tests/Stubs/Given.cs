using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Stubs and requests for tests without a server.</summary>
internal static class Given
{
    /// <summary>A stub as its JSON says.</summary>
    public static StubMapping Stub(string json)
    {
        var problems = new Problems(TimeProvider.System);
        var stub = StubMapping.Read(new JsonPlace(JsonNode.Parse(json), "", problems), Guid.NewGuid());
        problems.Found.ShouldBeEmpty();
        return stub;
    }

    /// <summary>A stub that answers with a name.</summary>
    public static StubMapping Stub(string name, string request, string more = "") =>
        Stub($$"""{ "name": "{{name}}", {{more}} "request": {{request}}, "response": { "body": "{{name}}" } }""");

    public static StubRequest Request(string url, string method = "GET", string body = "", params (string Name, string Value)[] headers) => new()
    {
        Method = method,
        Url = url,
        Body = Encoding.UTF8.GetBytes(body),
        Headers = new HeaderList([.. headers.Select(header => KeyValuePair.Create(header.Name, new StringValues(header.Value)))]),
    };
}
