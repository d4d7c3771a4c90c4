namespace PlanisoContract.Tests.Mock.State;

/// <summary>Data that is not right changes nothing, and all that is wrong with it is told at once, with place, expected and actual.</summary>
public sealed class DataFaultTests
{
    private const string Demo = "/__admin/silos/demo/data";

    [TestCase("""{ "planisoo": {} }""", "/planisoo: There is no API planisoo here; did you mean planiso?")]
    [TestCase("""{ "planiso": [] }""", "/planiso: Expected an object { \"RESOURCE\": [ records ] }, found [].")]
    [TestCase("""[]""", ": Expected an object { \"API\": { \"RESOURCE\": [ records ] } }, found [].")]
    [TestCase("""{ "planiso": { "usr": [] } }""", "/planiso/usr: There is no resource usr in planiso; did you mean user?")]
    [TestCase("""{ "planiso": { "user": {} } }""", "/planiso/user: Expected a list of records, found {}.")]
    [TestCase("""{ "planiso": { "user": [7] } }""", "/planiso/user/0: Expected an object, found 7.")]
    [TestCase("""{ "planiso": { "user": [{ "emial": "a@b.ca" }] } }""", "/planiso/user/0/emial: There is no emial in a User; did you mean email?")]
    [TestCase("""{ "planiso": { "user": [{ "$lable": "a" }] } }""", "/planiso/user/0/$lable: There is no $lable in a User; did you mean $label?")]
    [TestCase("""{ "planiso": { "user": [{ "fullname": 12 }] } }""", "/planiso/user/0/fullname: Expected a text, found 12; in quotes it is a text.")]
    [TestCase("""{ "planiso": { "user": [{ "fullname": null }] } }""", "/planiso/user/0/fullname: Expected a text, found null.")]
    [TestCase("""{ "planiso": { "user": [{ "fullname": " " }] } }""", "/planiso/user/0/fullname: Expected a text that is not blank, found \" \".")]
    [TestCase("""{ "planiso": { "user": [{ "active": "yes" }] } }""", "/planiso/user/0/active: Expected true or false, found \"yes\".")]
    [TestCase("""{ "planiso": { "user": [{ "hired_date": "31/12/2024" }] } }""", "/planiso/user/0/hired_date: Expected a day YYYY-MM-DD or null, found \"31/12/2024\".")]
    [TestCase("""{ "planiso": { "user": [{ "hired_date": "2024-02-30" }] } }""", "/planiso/user/0/hired_date: Expected a day YYYY-MM-DD or null, found \"2024-02-30\".")]
    [TestCase("""{ "planiso": { "equipment": [{ "year": 1900 }] } }""", "/planiso/equipment/0/year: Expected an integer from 1901 to 2026 or null, found 1900.")]
    [TestCase("""{ "planiso": { "user": [{ "no": 0 }] } }""", "/planiso/user/0/no: Expected an integer from 1 to 10000000, found 0.")]
    [TestCase("""{ "planiso": { "user": [{ "no": 7 }, { "no": 7 }] } }""", "/planiso/user/1/no: Another User has the identity 7.")]
    [TestCase("""{ "planiso": { "user": [{ "aff_number": "P-1" }] } }""", "/planiso/user/0/aff_number: Expected a text, found \"P-1\".")]
    [TestCase("""{ "planiso": { "user": [{ "email": "a@b.ca" }, { "email": "A@B.ca" }] } }""", "/planiso/user/1/email: Expected a value that no other User has; /planiso/user/0 has A@B.ca, too.")]
    [TestCase("""{ "planiso": { "customer": [{ "organization": 77 }] } }""", "/planiso/customer/0/organization: There is no Organization 77.")]
    [TestCase("""{ "planiso": { "customer": [{ "organization": "@acm" }], "organization": [{ "$label": "acme" }] } }""", "/planiso/customer/0/organization: No record has the label acm; did you mean @acme?")]
    [TestCase("""{ "planiso": { "customer": [{ "organization": "@ada" }], "user": [{ "$label": "ada" }] } }""", "/planiso/customer/0/organization: Expected an Organization, found the label of a User.")]
    [TestCase("""{ "planiso": { "user": [{ "$label": "ada" }, { "$label": "ada" }] } }""", "/planiso/user/1/$label: Another record has the label ada.")]
    [TestCase("""{ "planiso": { "equipment": [{ "type": [1, "@van"] }] } }""", "/planiso/equipment/0/type/1: No record has the label van.")]
    [TestCase("""{ "planiso": { "user": [{ "$generate": 1 }] } }""", "/planiso/user/0/$generate: Expected true or false, found 1.")]
    [TestCase("""{ "planiso": { "user": [{ "$generate": false }] } }""", "/planiso/user/0: Expected fullname, for it is required and not generated here.")]
    [TestCase("""{ "planiso": { "user": [{ "$parent": 1 }] } }""", "/planiso/user/0/$parent: No User is nested in another record; leave it out.")]
    [TestCase("""{ "planio": { "contact": [{ "$parent": 99 }] } }""", "/planio/contact/0/$parent: There is no Company 99.")]
    [TestCase("""{ "planio": { "project": [{ "identifier": "a" }, { "identifier": "a" }] } }""", null)]
    public async Task Each_fault_is_told(string data, string? expected)
    {
        await using var mock = await StateMock.StartAsync();
        if (expected is null)
        {
            // Declared to be unique by no rule.
            (await mock.AskAsync("PUT", Demo, data)).Status.ShouldBe(204);
            return;
        }
        var before = await mock.AskAsync("GET", Demo);
        foreach (var method in new[] { "PUT", "PATCH" })
            (await mock.RefusedAsync(method, Demo, data)).ShouldBe([expected]);
        (await mock.AskAsync("GET", Demo)).Body!.ToJsonString().ShouldBe(before.Body!.ToJsonString());
    }

    [Test]
    public async Task All_faults_are_told_at_once_and_nothing_changes()
    {
        await using var mock = await StateMock.StartAsync();
        var before = await mock.NamesAsync();
        const string data = """{ "planio": { "company": [{ "name": 1 }] }, "planiso": { "user": [{ "fullname": "Ada" }, { "active": 7, "no": 1, "x": 2 }], "project": 3 } }""";
        (await mock.RefusedAsync("PUT", Demo, data)).Length.ShouldBe(4);
        (await mock.NamesAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_silo_that_is_made_with_wrong_data_is_not_made()
    {
        await using var mock = await StateMock.StartAsync();
        (await mock.RefusedAsync("POST", "/__admin/silos", """{ "key": "mine", "data": { "planiso": { "user": [{ "no": "x" }] } } }"""))
            .ShouldBe(["/data/planiso/user/0/no: Expected an integer from 1 to 10000000, found \"x\"."]);
        (await mock.AskAsync("GET", "/__admin/silos/mine")).Status.ShouldBe(404);
    }

    [TestCase("", "Expected data, found an empty body.")]
    [TestCase("{", "Line 1: ")]
    [TestCase("""{ "planiso": {}, "planiso": {} }""", "planiso")]
    public async Task What_is_no_data_at_all_is_refused(string body, string expected)
    {
        await using var mock = await StateMock.StartAsync();
        var (status, answer) = await mock.AskAsync("PUT", Demo, body);
        status.ShouldBe(400);
        answer!.ToJsonString().ShouldContain(expected);
    }

    [Test]
    public async Task A_silo_that_there_is_not_is_not_found()
    {
        await using var mock = await StateMock.StartAsync();
        foreach (var method in new[] { "GET", "PUT", "PATCH" })
            (await mock.AskAsync(method, "/__admin/silos/demoo/data", method == "GET" ? null : "{}")).Status.ShouldBe(404);
    }
}
