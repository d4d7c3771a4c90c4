using PlanisoContract.Mock.Overrides;

namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>The header Prefer (RFC 7240).</summary>
public sealed class PreferTests
{
    [TestCase("code=409", 409)]
    [TestCase("Code = \"409\"", 409)]
    [TestCase("code=\"4\\09\"", 409)]
    [TestCase("respond-async, wait=10, code=409; dynamic=false", 409)]
    [TestCase(", ,code=409 ;a=\"x,code=500\";b ,code=404", 409)]
    [TestCase("example=\"a, code=500\", code=409", 409)]
    [TestCase("foo; code=500, code=409", 409)]
    [TestCase("(broken), code=409", 409)]
    [TestCase("code=409 500", null)]
    [TestCase("code", null)]
    [TestCase("code=", null)]
    [TestCase("code=abc, code=409", null)]
    [TestCase("code=0409", null)]
    [TestCase("codes=409", null)]
    [TestCase("code=\"409", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void A_status_is_read_as_the_rfc_has_it(string? header, int? status) => Preference.Status(header).ShouldBe(status);

    [Test]
    public void A_long_header_is_read_in_a_moment() => Preference.Status(new string('"', 30_000) + new string('\\', 30_000)).ShouldBeNull();

    [Test]
    public async Task It_is_for_one_request_alone_and_uses_no_override_up()
    {
        var mock = new OverriddenMock("""{ "operation": "createUser", "times": 1, "status": 500 }""");
        var answer = await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Ada", "email": "ada@example.com" }""", headers: ("Prefer", "code=409"));
        (answer.Status, answer.Header("Preference-Applied")).ShouldBe((409, "code=409"));
        answer.Json.GetProperty("message").GetString()!.ShouldContain("email ada@example.com");
        mock.List.All.Single().Used.ShouldBe(0);
        (await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Ada" }""")).Status.ShouldBe(500);
    }

    [TestCase("code=418")]
    [TestCase("code=99")]
    [TestCase("code=x")]
    [TestCase("wait=1")]
    public async Task What_is_not_documented_or_no_status_is_ignored(string prefer)
    {
        var answer = await new OverriddenMock().AskAsync("GET", "/v1/user/1", headers: ("Prefer", prefer));
        (answer.Status, answer.Header("Preference-Applied")).ShouldBe((200, null));
    }

    [TestCase("/v1/user/1", 200, "code=200")]
    [TestCase("/v1/user/999", 404, null)]
    public async Task A_success_is_the_contract_s_own_and_only_a_preference_that_is_met_is_told(string path, int status, string? applied)
    {
        var answer = await new OverriddenMock().AskAsync("GET", path, headers: ("prefer", "code=200"));
        (answer.Status, answer.Header("Preference-Applied")).ShouldBe((status, applied));
    }

    [Test]
    public async Task Where_no_operation_is_there_is_nothing_to_prefer() =>
        (await new OverriddenMock().AskAsync("PATCH", "/v1/user/1", headers: ("Prefer", "code=404"))).Status.ShouldBe(405);
}
