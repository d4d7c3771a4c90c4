using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Mock;

/// <summary>What a request may hold, and that nothing wrong in it is a server error or leaves a trace.</summary>
public sealed class BodyTests
{
    private TestMock _mock = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync();
        _client = _mock.Client("demo");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _mock.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> WrongBodies()
    {
        TestCaseData Case(string name, string type, byte[] body, int status) => new TestCaseData(type, body, status).SetName(name);
        byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        const string json = "application/json";
        const string form = "application/x-www-form-urlencoded";
        yield return Case("JSON that ends early", json, Text("{\"fullname\":\"A"), 400);
        yield return Case("JSON with a trailing comma", json, Text("{\"fullname\":\"A\",}"), 400);
        yield return Case("a JSON list", json, Text("[1]"), 400);
        yield return Case("a JSON null", json, Text("null"), 400);
        yield return Case("an object for a text", json, Text("{\"fullname\":{\"a\":1}}"), 400);
        yield return Case("a list for a text", json, Text("{\"fullname\":[\"A\"]}"), 400);
        yield return Case("a key twice", json, Text("{\"fullname\":\"A\",\"fullname\":\"B\"}"), 400);
        yield return Case("JSON two thousand levels deep", json, Text(new string('[', 2000) + new string(']', 2000)), 400);
        yield return Case("bytes that are no UTF-8", json, [.. Text("{\"fullname\":\""), 0xFF, 0xFE, .. Text("\"}")], 400);
        yield return Case("a form with bytes that are no UTF-8", form, Text("fullname=%FF%FE"), 400);
        yield return Case("an unknown media type", "application/x-yaml", Text("fullname: A"), 415);
        yield return Case("XML", "application/xml", Text("<fullname>A</fullname>"), 415);
        yield return Case("another charset", json + "; charset=utf-16", Text("{\"fullname\":\"A\"}"), 415);
        yield return Case("more than a mebibyte", form, Text("fullname=" + new string('a', 1 << 20)), 413);
        yield return Case("an empty body", form, [], 400);
        yield return Case("a required field that is blank", form, Text("fullname=+"), 400);
        yield return Case("a date that does not exist", form, Text("fullname=A&hired_date=2023-02-29"), 400);
        yield return Case("brackets that never close", form, Text("fullname[=A"), 400);
        yield return Case("brackets deeper than any field", form, Text("fullname[a][b][c][d]=A"), 400);
    }

    [TestCaseSource(nameof(WrongBodies))]
    public async Task A_wrong_body_is_refused_in_the_envelope_and_changes_nothing(string type, byte[] body, int status)
    {
        var before = await _client.GetStringAsync("/v1/user");
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/v1/user"), (HttpMethod.Put, "/v1/user/2") })
        {
            using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var response = await _client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(status, text);
            var answer = JsonNode.Parse(text)!.AsObject();
            answer.Select(member => member.Key).ShouldBe(["code", "message", "data"]);
            ((int)answer["code"]!).ShouldBe(status);
        }
        (await _client.GetStringAsync("/v1/user")).ShouldBe(before);
    }

    [Test]
    public async Task Every_field_at_fault_is_named_at_once()
    {
        using var response = await _client.PostAsync("/v1/equipment", Form(("year", "1900"), ("purchase_date", "soon"), ("type_nos", "[999]")));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var data = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!.AsObject();
        data.Select(member => member.Key).ShouldBe(["num_equip", "year", "brand", "purchase_date", "type_nos"], ignoreOrder: true);
        data["year"]!.ToString().ShouldContain("1900");
    }

    [Test]
    public async Task Messages_are_the_documented_ones_with_what_they_are_about()
    {
        async Task<string> Message(HttpResponseMessage response) =>
            (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["message"]!;
        (await Message(await _client.PostAsync("/v1/project", Form(("location", "Laval"))))).ShouldEndWith("The name field is probably empty.");
        (await Message(await _client.GetAsync("/v1/supplier/4711"))).ShouldBe("The supplier 4711 doesn't exist");
        (await _client.PostAsync("/v1/project", Form(("name", "One"), ("custom_no", "P-1")))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Message(await _client.PostAsync("/v1/project", Form(("name", "Two"), ("custom_no", "P-1"))))).ShouldBe("Project P-1 already exists");
    }

    private static readonly (string Name, Func<string, HttpContent> Content)[] Organizations =
    [
        ("flat", name => Form(("organization_name", name), ("organization_adress", "1 rue du Parc"))),
        ("flat, other spelling", name => Form(("organization_name", name), ("organization_address", "1 rue du Parc"))),
        ("brackets", name => Form(("organization[name]", name), ("organization[adress]", "1 rue du Parc"))),
        ("JSON text", name => Form(("organization", $$"""{"name":"{{name}}","address":"1 rue du Parc"}"""))),
        ("JSON", name => new StringContent($$$"""{"organization":{"name":"{{{name}}}","address":"1 rue du Parc"}}""", Encoding.UTF8, "application/json")),
    ];

    [Test]
    public async Task An_organization_may_be_sent_in_every_form([Values("customer", "supplier", "subcontractor")] string resource)
    {
        foreach (var (form, content) in Organizations)
        {
            var name = $"Île {form} {resource}";
            using var response = await _client.PostAsync($"/v1/{resource}", content(name));
            var text = await response.Content.ReadAsStringAsync();
            response.StatusCode.ShouldBe(HttpStatusCode.Created, $"{form}: {text}");
            var shown = JsonNode.Parse(text)!["data"]!["organization"]!;
            ((string)shown["name"]!).ShouldBe(name);
            ((string)shown["adress"]!).ShouldBe("1 rue du Parc");
        }
    }

    [TestCase("type_nos=[1,3]")]
    [TestCase("type_nos[]=1&type_nos[]=3")]
    [TestCase("type_nos[0]=1&type_nos[1]=3")]
    public async Task Types_may_be_sent_in_every_form(string types)
    {
        var body = $"num_equip={Uri.EscapeDataString(types)}&brand=Volvo&{types}";
        using var response = await _client.PostAsync("/v1/equipment", new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        JsonNode.Parse(text)!["data"]!["type"]!.AsArray().Select(type => (int)type!["no"]!).ShouldBe([1, 3]);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
