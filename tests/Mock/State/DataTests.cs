using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.Mock.State;

/// <summary>Records that are given: what they say is so, what they leave out is generated or stays unset.</summary>
public sealed class DataTests
{
    private const string Demo = "/__admin/silos/demo/data";

    [Test]
    public async Task What_is_named_is_replaced_and_the_others_stay_seeded()
    {
        await using var mock = await StateMock.StartAsync();
        var customers = (await mock.AskAsync("GET", "/v1/customer")).Body!.ToJsonString();
        (await mock.AskAsync("PUT", Demo, """{ "planiso": { "user": [{ "fullname": "Ada Roy", "active": false }, { "fullname": "Bob" }] } }""")).Status.ShouldBe(204);
        var users = await mock.UsersAsync();
        users.Select(user => (string)user!["fullname"]!).ShouldBe(["Ada Roy", "Bob"]);
        users.Select(user => (bool)user!["active"]!).ShouldBe([false, true]);
        users[0]!["email"]!.ToString().ShouldStartWith("aroy.1@");
        users[1]!["email"]!.ToString().ShouldContain("@");
        users[1]!["aff_number"]!.ToString().ShouldBe("PERS-002");
        (await mock.AskAsync("GET", "/v1/customer")).Body!.ToJsonString().ShouldBe(customers);
        // A softly deleted one holds its values, and the next number follows.
        (await mock.AskAsync("POST", "/v1/user", """{ "fullname": "New" }""")).Body!["data"]!["no"]!.GetValue<int>().ShouldBe(3);
    }

    [Test]
    public async Task What_only_the_server_sets_can_be_set()
    {
        await using var mock = await StateMock.StartAsync();
        (await mock.AskAsync("PUT", Demo, """
            planiso:
              user:
                - { no: 7, fullname: Ada, aff_number: PERS-012, create_date: "2001-02-03 04:05:06" }
                - { aff_number: PERS-040, fullname: Bob }
                - { fullname: Zoe, $generate: false }
              equipment-type:
                - { type_name: Crane, $label: crane }
              equipment:
                - { num_equip: C-1, type: ["@crane"], year: 2020 }
            """, type: "application/yaml")).Body?.ToJsonString().ShouldBeNull();
        var users = await mock.UsersAsync();
        users.Select(user => (int)user!["no"]!).ShouldBe([7, 40, 41]);
        users[0]!["aff_number"]!.ToString().ShouldBe("PERS-012");
        users[0]!["create_date"]!.ToString().ShouldBe("2001-02-03 04:05:06");
        (users[2]!["phone"]?.ToString() ?? "").ShouldBe("");
        ((JsonArray)(await mock.AskAsync("GET", "/v1/equipment")).Body!["data"]!)[0]!["type"]![0]!["type_name"]!.ToString().ShouldBe("Crane");
    }

    [Test]
    public async Task Labels_name_records_wherever_they_stand()
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("PUT", Demo, """
            { "planiso": { "$label": "name", "customer": [{ "organization": "@Acme" }, { "organization": "@other" }],
                "organization": [{ "name": "Acme" }, { "name": "Other", "$label": "other" }] },
              "planio": { "contact": [{ "firstname": "Ada", "$parent": "@firm" }], "company": [{ "name": "First" }, { "name": "Firm", "$label": "firm" }] } }
            """);
        var customers = (JsonArray)(await mock.AskAsync("GET", "/v1/customer")).Body!["data"]!;
        customers.Select(customer => customer!["organization"]!["name"]!.ToString()).ShouldBe(["Acme", "Other"]);
        var export = (await mock.AskAsync("GET", Demo)).Body!;
        export["planio"]!["contact"]![0]!["$parent"]!.GetValue<int>().ShouldBe(2);
    }

    [Test]
    public async Task Patch_adds_to_what_is_there()
    {
        await using var mock = await StateMock.StartAsync();
        var before = await mock.UsersAsync();
        await mock.AskAsync("DELETE", "/v1/user/5");
        (await mock.AskAsync("PATCH", Demo, """{ "planiso": { "user": [{ "fullname": "Ada" }, { "fullname": "Bob", "no": 20 }] } }""")).Status.ShouldBe(204);
        var after = await mock.UsersAsync();
        after.Select(user => (int)user!["no"]!).ShouldBe([1, 2, 3, 4, 5, 6, 20]);
        after.Take(4).Select(user => user!.ToJsonString()).ShouldBe(before.Take(4).Select(user => user!.ToJsonString()));
        (await mock.RefusedAsync("PATCH", Demo, """{ "planiso": { "user": [{ "no": 6 }] } }""")).ShouldBe(["/planiso/user/0/no: Another User has the identity 6."]);
        var taken = after[0]!["email"]!.ToString().ToUpperInvariant();
        (await mock.RefusedAsync("PATCH", Demo, $$"""{ "planiso": { "user": [{ "email": "{{taken}}" }] } }""")).Single().ShouldContain("User 1 has");
    }

    [Test]
    public async Task Generated_values_make_way_for_those_that_are_given()
    {
        await using var mock = await StateMock.StartAsync();
        var first = (await mock.UsersAsync())[0]!["email"]!.ToString();
        (await mock.AskAsync("PUT", Demo, $$"""{ "planiso": { "user": [{ "fullname": "Ada" }, { "fullname": "Bob", "email": "{{first}}" }] } }""")).Status.ShouldBe(204);
        var emails = (await mock.UsersAsync()).Select(user => user!["email"]!.ToString()).ToList();
        emails[1].ShouldBe(first);
        emails[0].ShouldNotBe(first);
    }

    [Test]
    public async Task Generated_days_follow_those_that_are_given()
    {
        await using var mock = await StateMock.StartAsync();
        await mock.AskAsync("PUT", Demo, """{ "planiso": { "project": [{ "name": "a", "start_date": "2039-05-01" }, { "name": "b", "end_date": "1999-05-01" }] } }""");
        foreach (var project in (JsonArray)(await mock.AskAsync("GET", "/v1/project")).Body!["data"]!)
            string.CompareOrdinal(project!["start_date"]!.ToString(), project["end_date"]!.ToString()).ShouldBeLessThan(0);
    }

    [Test]
    public async Task Reset_goes_back_to_the_data_that_a_silo_was_made_with()
    {
        await using var mock = await StateMock.StartAsync();
        (await mock.AskAsync("POST", "/__admin/silos", """{ "key": "mine/1", "data": { "planiso": { "user": [{ "fullname": "Ada" }] } } }""")).Status.ShouldBe(201);
        await mock.AskAsync("PUT", "/__admin/silos/mine%2F1/data", """{ "planiso": { "user": [] } }""");
        (await mock.NamesAsync("mine/1")).ShouldBeEmpty();
        await mock.AskAsync("POST", "/__admin/reset?key=mine%2F1");
        (await mock.NamesAsync("mine/1")).ShouldBe(["Ada"]);
        // That of the mock goes back to the seed, and the silo is gone.
        var seeded = await mock.NamesAsync();
        await mock.AskAsync("PUT", Demo, """{ "planiso": { "user": [] } }""");
        await mock.AskAsync("POST", "/__admin/reset");
        (await mock.NamesAsync()).ShouldBe(seeded);
        (await mock.AskAsync("GET", "/__admin/silos/mine%2F1")).Status.ShouldBe(404);
    }

    [Test]
    public async Task A_record_that_need_not_be_checked_is_stored_as_it_is()
    {
        await using var mock = await StateMock.StartAsync();
        (await mock.AskAsync("PUT", Demo, """{ "planiso": { "user": [{ "fullname": 12, "hired_date": "soon", "$check": false }] } }""")).Status.ShouldBe(204);
        (await mock.UsersAsync())[0]!["hired_date"]!.ToString().ShouldBe("soon");
    }

    [Test]
    public async Task The_schema_takes_what_is_exported_and_refuses_what_is_wrong([Values("planiso", "planio", "lightening")] string api)
    {
        await using var mock = await StateMock.StartAsync(20);
        var text = (await mock.AskAsync("GET", $"/openapi/{api}.data.schema.json")).Body!.ToJsonString();
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(text);
        var export = (await mock.AskAsync("GET", Demo)).Body!;
        schema.Validate(export.ToJsonString()).ShouldBeEmpty();
        var resource = (JsonArray)((JsonObject)export[api]!).First(member => member.Value is JsonArray).Value!;
        resource[0]!["unknown"] = 1;
        schema.Validate(export.ToJsonString()).ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_silo_with_data_is_made_in_process()
    {
        await using var mock = await PlanisoContract.Mock.PlanisoMock.StartAsync(new() { Apis = ["planiso"], Records = 3 });
        var key = mock.AddSilo(new() { Data = new { planiso = new { user = new[] { new { fullname = "Ada Roy" } } } } });
        using var client = mock.CreateClient(key);
        (await client.GetStringAsync("/v1/user")).ShouldContain("Ada Roy");
        Should.Throw<PlanisoContract.Mock.PlanisoMockException>(() => mock.AddSilo(new() { Data = new { planiso = new { usr = 1 } } })).Message.ShouldContain("did you mean user?");
    }
}
