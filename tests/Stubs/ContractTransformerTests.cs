using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PlanisoContract.Tests.Stubs;

/// <summary>The contract's answer, changed by a stub: the real answer, but …</summary>
public sealed class ContractTransformerTests
{
    private StubMock _mock = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await StubMock.StartAsync(withApis: true);
        _mock.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _mock.DisposeAsync();

    [Test]
    public async Task The_real_answer_but_with_another_value()
    {
        var real = JsonNode.Parse(await _mock.Client.GetStringAsync("/v1/customer/3"))!;
        await ChangeAsync("/v1/customer/3", """{ "set": { "$.data.active": false, "$.data.organization": null }, "remove": ["$.data.custom_no"], "merge": { "data": { "extra": { "a": 1 } } } }""");
        using var answer = await _mock.Client.GetAsync("/v1/customer/3");
        var changed = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        changed["data"]!["active"]!.GetValue<bool>().ShouldBeFalse();
        changed["data"]!["extra"]!["a"]!.GetValue<int>().ShouldBe(1);
        var (data, before) = (changed["data"]!.AsObject(), real["data"]!.AsObject());
        data.ContainsKey("organization").ShouldBeTrue();
        data.ContainsKey("custom_no").ShouldBeFalse();
        data["aff_number"]!.ToJsonString().ShouldBe(before["aff_number"]!.ToJsonString());
        changed["message"]!.ToJsonString().ShouldBe(real["message"]!.ToJsonString());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Content.Headers.ContentLength.ShouldBe((await answer.Content.ReadAsByteArrayAsync()).Length);
        answer.Headers.Contains("Contract-Unmet").ShouldBeFalse();
        using var head = await _mock.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/customer/3"));
        head.Content.Headers.ContentLength.ShouldBe(answer.Content.Headers.ContentLength);
    }

    [Test]
    public async Task Each_record_of_a_list_is_changed()
    {
        await ChangeAsync("/v1/customer", """{ "remove": ["$.data[*].active", "$.data[0]"] }""");
        var list = JsonNode.Parse(await _mock.Client.GetStringAsync("/v1/customer"))!["data"]!.AsArray();
        list.Count.ShouldBe(4);
        list.ShouldAllBe(record => !record!.AsObject().ContainsKey("active"));
    }

    [Test]
    public async Task What_the_request_asked_to_write_is_written_whatever_the_answer_says()
    {
        await _mock.StubAsync("/v1/project", """{ "status": 502, "statusMessage": "Bad luck", "body": "instead", "transformers": ["contract"] }""", "POST");
        using var answer = await _mock.Client.PostAsync("/v1/project", new FormUrlEncodedContent([KeyValuePair.Create("name", "Written all the same")]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        answer.ReasonPhrase.ShouldBe("Bad luck");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("instead");
        (await _mock.Client.GetStringAsync("/v1/project")).ShouldContain("Written all the same");
    }

    [Test]
    public async Task A_path_that_meets_nothing_is_told()
    {
        await ChangeAsync("/v1/customer/1", """{ "set": { "$.data.activ": false, "/data/active": false }, "remove": ["$.data.nothing[*]"] }""");
        using var answer = await _mock.Client.GetAsync("/v1/customer/1");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Contract-Unmet").ShouldBe(["$.data.activ", "$.data.nothing[*]"]);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("activ\"");
        (await _mock.Client.GetStringAsync("/__admin/requests")).ShouldContain("$.data.activ met nothing in the contract's answer (status 200).");

        await ChangeAsync("/v1/customer/2", """{ "set": { "/data/active": false } }""");
        using var other = await _mock.Client.GetAsync("/v1/customer/2");
        other.Headers.GetValues("Contract-Unmet").ShouldBe(["/data/active"]);
    }

    [Test]
    public async Task Xml_is_changed_by_XPath_and_a_stub_may_hold_paths_for_both_formats()
    {
        const string both = """{ "set": { "$.company.name": "A & <b>", "/company/name": "A & <b>", "/company/custom_fields/custom_field[1]/@name": true }, "remove": ["/company/address1", "$.company.address1"] }""";
        await ChangeAsync("/companies/1.xml", both);
        await ChangeAsync("/companies/1.json", both);
        using var xml = await _mock.Client.GetAsync("/companies/1.xml?key=demo");
        var company = XDocument.Parse(await xml.Content.ReadAsStringAsync()).Root!;
        company.Element("name")!.Value.ShouldBe("A & <b>");
        company.Element("address1").ShouldBeNull();
        company.Element("zip").ShouldNotBeNull();
        company.Element("custom_fields")!.Element("custom_field")!.Attribute("name")!.Value.ShouldBe("true");
        xml.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        xml.Headers.Contains("Contract-Unmet").ShouldBeFalse();
        var json = JsonNode.Parse(await _mock.Client.GetStringAsync("/companies/1.json?key=demo"))!["company"]!.AsObject();
        json["name"]!.GetValue<string>().ShouldBe("A & <b>");
        json.ContainsKey("address1").ShouldBeFalse();
    }

    [Test]
    public async Task Values_may_be_templates()
    {
        await _mock.StubAsync("/v1/customer/5", """{ "transformers": ["contract", "response-template"], "transformerParameters": { "who": "you", "set": { "$.data.custom_no": "{{request.query.q}} {{parameters.who}}" }, "merge": { "data": { "list": ["{{request.method}}", 1] } } } }""");
        var changed = JsonNode.Parse(await _mock.Client.GetStringAsync("/v1/customer/5?q=a%22b"))!["data"]!;
        changed["custom_no"]!.GetValue<string>().ShouldBe("a\"b you");
        changed["list"]!.ToJsonString().ShouldBe("[\"GET\",1]");
    }

    [Test]
    public async Task Behind_a_silos_door_it_is_that_silos_answer()
    {
        await ChangeAsync("/v1/customer/4", """{ "set": { "$.data.active": "changed" } }""");
        using var other = new HttpRequestMessage(HttpMethod.Get, "/__admin/silos/demo-other/door/v1/customer/4");
        other.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo-other");
        using var answer = await _mock.Client.SendAsync(other);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"active\":\"changed\"");
    }

    [Test]
    public async Task The_third_API_is_changed_too()
    {
        var real = JsonNode.Parse(await _mock.Client.GetStringAsync("/contact?key=demo"))!;
        var first = real.AsObject().First().Key;
        await ChangeAsync("/contact", $$"""{ "set": { "$['{{first}}']": "changed" } }""");
        var changed = JsonNode.Parse(await _mock.Client.GetStringAsync("/contact?key=demo"))!;
        changed[first]!.GetValue<string>().ShouldBe("changed");
        changed.AsObject().Select(member => member.Key).ShouldBe(real.AsObject().Select(member => member.Key));
    }

    [Test]
    public async Task Where_no_API_has_the_path_the_mocks_own_answer_is_changed()
    {
        await _mock.StubAsync("/nowhere", """{ "status": 410, "transformers": ["contract"], "transformerParameters": { "set": { "$.errors[0].title": "Gone" } } }""");
        using var answer = await _mock.Client.GetAsync("/nowhere");
        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"title\":\"Gone\",\"detail\":\"/nowhere belongs to none");
    }

    [TestCase("""{ "set": { "data.active": 1 } }""", "/set/data.active")]
    [TestCase("""{ "set": { "$[": 1 } }""", "/set/$[")]
    [TestCase("""{ "set": { "count(/a)": 1 } }""", "/set/count(~1a)")]
    [TestCase("""{ "set": { "/a[": 1 } }""", "/set/~1a[")]
    [TestCase("""{ "set": { "/a": { "b": 1 } } }""", "/set/~1a")]
    [TestCase("""{ "set": [] }""", "/set")]
    [TestCase("""{ "remove": "$.a" }""", "/remove")]
    [TestCase("""{ "remove": [1] }""", "/remove/0")]
    [TestCase("""{ "merge": 1 }""", "/merge")]
    [TestCase("""{ "removes": ["$.a"] }""", "/removes")]
    public async Task What_cannot_be_a_change_is_told_when_the_stub_is_made(string parameters, string pointer)
    {
        using var refused = await _mock.TryStubAsync("/x", $$"""{ "transformers": ["contract"], "transformerParameters": {{parameters}} }""");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]![0]!["source"]!["pointer"]!.GetValue<string>()
            .ShouldBe("/response/transformerParameters" + pointer);
    }

    private Task ChangeAsync(string path, string parameters) =>
        _mock.StubAsync(path, $$"""{ "transformers": ["contract"], "transformerParameters": {{parameters}} }""");
}
