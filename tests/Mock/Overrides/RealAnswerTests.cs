namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>The contract's own answers, changed.</summary>
public sealed class RealAnswerTests
{
    [Test]
    public async Task A_record_is_real_but_inactive_and_slow()
    {
        var real = await new OverriddenMock().AskAsync("GET", "/v1/user/1");
        real.Text.ShouldContain("\"active\":true");
        var mock = new OverriddenMock("""{ "operation": "findUser", "identity": 1, "set": { "$.data.active": false }, "delay": 700 }""");
        var answer = await mock.AskAsync("GET", "/v1/user/1");
        answer.Text.ShouldBe(real.Text.Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal));
        (answer.Delay, answer.Header("Override-Unmet")).ShouldBe((700, null));
        (await mock.AskAsync("GET", "/v1/user/1")).Text.ShouldBe(answer.Text, "an answer that is kept is not the one that was changed");
        mock.List.Clear();
        (await mock.AskAsync("GET", "/v1/user/1")).Text.ShouldBe(real.Text);
    }

    [Test]
    public async Task A_create_is_carried_out_and_its_answer_changed()
    {
        var mock = new OverriddenMock("""{ "operation": "createUser", "remove": ["$.data.email"], "merge": { "data": { "extra": [1] }, "code": null } }""");
        var created = (await mock.AskAsync("POST", "/v1/user", """{ "fullname": "Ada", "email": "ada@example.com" }""")).Json;
        created.TryGetProperty("code", out _).ShouldBeFalse();
        created.GetProperty("data").TryGetProperty("email", out _).ShouldBeFalse();
        created.GetProperty("data").GetProperty("extra").GetRawText().ShouldBe("[1]");
        (await mock.AskAsync("GET", $"/v1/user/{created.GetProperty("data").GetProperty("no")}")).Text.ShouldContain("ada@example.com");
    }

    [Test]
    public async Task A_refusal_by_override_is_changed_as_well()
    {
        var answer = await new OverriddenMock("""{ "operation": "findUser", "status": 500, "set": { "$.message": "Zuß" } }""").AskAsync("GET", "/v1/user/1");
        (answer.Status, answer.Text).ShouldBe((500, """{"code":500,"message":"Zuß","data":[]}"""));
    }

    [Test]
    public async Task One_override_may_be_about_both_formats()
    {
        var mock = new OverriddenMock("""{ "api": "planio", "operation": "findCompany", "set": { "$.company.name": "Ada", "/company/name": "Ada" } }""");
        foreach (var path in new[] { "/companies/1.json", "/companies/1.xml" })
        {
            var (real, answer) = (await new OverriddenMock().AskAsync("GET", path), await mock.AskAsync("GET", path));
            answer.Text.ShouldContain(path.EndsWith("xml", StringComparison.Ordinal) ? "<name>Ada</name>" : "\"name\":\"Ada\"");
            answer.Text.Length.ShouldNotBe(real.Text.Length);
            answer.Header("Override-Unmet").ShouldBeNull();
            answer.Response.ContentType.ShouldBe(real.Response.ContentType);
        }
    }

    [Test]
    public async Task A_path_that_meets_nothing_is_told_in_the_answer_and_in_the_list()
    {
        var mock = new OverriddenMock("""{ "operation": "findUser", "set": { "$.data.activ": false, "$.data.ö": 1 } }""");
        var (real, answer) = (await new OverriddenMock().AskAsync("GET", "/v1/user/1"), await mock.AskAsync("GET", "/v1/user/1"));
        (answer.Text, answer.Header("Override-Unmet")).ShouldBe((real.Text, "$.data.activ, $.data.?"));
        mock.List.All.Single().Unmet.ShouldBe(["$.data.activ", "$.data.ö"]);
    }

    [Test]
    public async Task A_fault_leaves_an_answer_only_where_it_cuts_one_off()
    {
        var mock = new OverriddenMock("""[{ "operation": "deleteUser", "identity": 1, "fault": "reset" }, { "operation": "deleteUser", "fault": "truncated" }]""");
        (await mock.AskAsync("DELETE", "/v1/user/1")).Decision!.Change.RunsOperation.ShouldBeFalse();
        (await mock.AskAsync("DELETE", "/v1/user/2")).Decision!.Change.RunsOperation.ShouldBeTrue();
        (await mock.AskAsync("GET", "/v1/user/1")).Text.ShouldContain("\"active\":true");
        (await mock.AskAsync("GET", "/v1/user/2")).Text.ShouldContain("\"active\":false");
    }
}
