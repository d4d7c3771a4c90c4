namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>Answers with a status that an override names.</summary>
public sealed class StatusTests
{
    private const string User = """{ "fullname": "Ada", "email": "ada@example.com" }""";

    [Test]
    public async Task A_documented_status_has_its_documented_message_about_what_was_sent()
    {
        var mock = new OverriddenMock("""{ "api": "planiso", "operation": "createUser", "key": "demo", "times": 1, "status": 409 }""");
        var answer = await mock.AskAsync("POST", "/v1/user", User);
        answer.Status.ShouldBe(409);
        answer.Text.ShouldBe("""{"code":409,"message":"Request conflicts with another request, probably due to a unique key conflict that already exists, such as email ada@example.com","data":[]}""");
        (await mock.AskAsync("POST", "/v1/user", User)).Status.ShouldBe(201, "it was for one time");
    }

    [Test]
    public async Task It_is_as_the_simulator_refuses_by_itself()
    {
        var (real, mock) = (new OverriddenMock(), new OverriddenMock("""{ "operation": "createUser", "status": 409 }"""));
        await real.AskAsync("POST", "/v1/user", User);
        var (refused, overridden) = (await real.AskAsync("POST", "/v1/user", User), await mock.AskAsync("POST", "/v1/user", User));
        overridden.Text.ShouldBe(refused.Text);
        overridden.Response.ContentType.ShouldBe(refused.Response.ContentType);
    }

    [Test]
    public async Task A_refusal_changes_nothing_and_another_success_does()
    {
        var mock = new OverriddenMock("""[{ "operation": "deleteUser", "identity": 1, "status": 500 }, { "operation": "deleteUser", "status": 202 }]""");
        (await mock.AskAsync("DELETE", "/v1/user/1")).Status.ShouldBe(500);
        (await mock.AskAsync("DELETE", "/v1/user/2")).Status.ShouldBe(202);
        bool Active(OverriddenAnswer answer) => answer.Json.GetProperty("data").GetProperty("active").GetBoolean();
        Active(await mock.AskAsync("GET", "/v1/user/1")).ShouldBeTrue();
        Active(await mock.AskAsync("GET", "/v1/user/2")).ShouldBeFalse();
    }

    [TestCase("planiso", "createUser", "POST", "/v1/user", 400, """{"code":400,"message":"One or more required fields are missing in the request. Probably the full name fullname","data":{"fullname":"It is required."}}""")]
    [TestCase("planiso", "createUser", "POST", "/v1/user", 429, """{"code":429,"message":"Too Many Requests.","data":[]}""")]
    [TestCase("planiso", "createUser", "POST", "/v1/user", 599, """{"code":599,"message":"Status 599.","data":[]}""")]
    [TestCase("planiso", "findUser", "GET", "/v1/user/3", 404, """{"code":404,"message":"The requested resource 3 doesn't exist","data":[]}""")]
    [TestCase("planiso", "findUser", "GET", "/v1/user/3", 304, "")]
    [TestCase("planio", "createCompany", "POST", "/companies.json", 422, """{"errors":["Name cannot be blank"]}""")]
    [TestCase("planio", "createCompany", "POST", "/companies.json", 400, """{"status":400,"error":"Bad Request"}""")]
    [TestCase("planio", "findCompany", "GET", "/companies/1.json", 404, "")]
    [TestCase("planio", "findCompany", "GET", "/companies/1.json", 503, """{"status":503,"error":"Service Unavailable"}""")]
    [TestCase("planio", "findCompany", "GET", "/companies/1.xml", 503, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hash>\n  <status type=\"integer\">503</status>\n  <error>Service Unavailable</error>\n</hash>\n")]
    [TestCase("planio", "createCompany", "POST", "/companies.xml", 422, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><errors type=\"array\"><error>Name cannot be blank</error></errors>")]
    [TestCase("lightening", "findContact", "GET", "/contact/1", 404, """{"msg":"Entity not found.","result":false}""")]
    [TestCase("lightening", "findContact", "GET", "/contact/1", 503, """{"error":"Service Unavailable.","result":false}""")]
    [TestCase("lightening", "createContact", "POST", "/contact", 400, """{"errors":{"name":"Field is required."},"result":false}""")]
    public async Task The_status_is_that_and_the_body_is_what_the_api_says_of_it(string api, string operation, string method, string path, int status, string body)
    {
        var mock = new OverriddenMock($$"""{ "api": "{{api}}", "operation": "{{operation}}", "status": {{status}} }""");
        var answer = await mock.AskAsync(method, path);
        (answer.Status, answer.Text).ShouldBe((status, body));
    }

    [Test]
    public async Task An_answer_of_401_names_the_scheme_and_one_with_retryAfter_the_seconds()
    {
        var mock = new OverriddenMock("""[{ "operation": "listUsers", "times": 1, "status": 401 }, { "operation": "listUsers", "status": 503, "retryAfter": 30 }]""");
        (await mock.AskAsync("GET", "/v1/user")).Header("WWW-Authenticate").ShouldBe("Bearer");
        var answer = await mock.AskAsync("GET", "/v1/user");
        (answer.Status, answer.Header("Retry-After")).ShouldBe((503, "30"));
    }

    [TestCase(204, "")]
    [TestCase(205, "")]
    public async Task A_success_without_a_body_has_none(int status, string body)
    {
        var answer = await new OverriddenMock($$"""{ "operation": "listUsers", "status": {{status}} }""").AskAsync("GET", "/v1/user");
        (answer.Status, answer.Text, answer.Response.ContentType).ShouldBe((status, body, null));
    }

    [Test]
    public async Task What_the_contract_refuses_stays_refused_under_another_success()
    {
        var answer = await new OverriddenMock("""{ "operation": "findUser", "status": 203 }""").AskAsync("GET", "/v1/user/999");
        answer.Status.ShouldBe(404);
    }
}
