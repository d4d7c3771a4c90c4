using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Templating;
using PlanisoContract.Mock.Stubs.Templating.Running;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Templates without a server.</summary>
internal static class Rendered
{
    public static Templates Templates(TimeProvider? clock = null, int seed = 1, string[]? keys = null, int limit = 100) =>
        new(new TemplateSettings(clock ?? new ManualClock(), new SeededRandom(seed), new SystemKeys([.. keys ?? []])), limit);

    public static TemplateModel Model(string body = "")
    {
        var problems = new Problems(TimeProvider.System);
        var stub = StubMapping.Read(new JsonPlace(JsonNode.Parse("""{ "request": { "url": "/t" }, "response": {} }"""), "", problems), Guid.Empty);
        problems.Found.ShouldBeEmpty();
        return new TemplateModel(new StubRequest { Method = "POST", Url = "/t?a=1", Body = Encoding.UTF8.GetBytes(body) }, stub);
    }

    public static string Of(string template, string body = "") => Templates().Render(template, Model(body));
}
