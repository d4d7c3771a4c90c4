namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>What is wrong with a description is said with its place and the way out, all of it at once.</summary>
public sealed class ReadingTests
{
    [TestCase("""{ "operation": "createUsr", "status": 409 }""", "/operation: no API that is served has the operation createUsr; did you mean createUser?")]
    [TestCase("""{ "api": "planio", "operation": "createUser", "status": 409 }""", "/operation: planio has no operation createUser; planiso has it.")]
    [TestCase("""{ "operation": "listProjects", "status": 409 }""", "/operation: listProjects is in planio and in planiso; say which, as \"api\": \"planio\".")]
    [TestCase("""{ "resource": "contact", "status": 409 }""", "/resource: contact is in lightening and in planio; say which, as \"api\": \"lightening\".")]
    [TestCase("""{ "resource": "usr", "status": 409 }""", "/resource: no API that is served has the resource usr; did you mean user?")]
    [TestCase("""{ "api": "planisoo", "operation": "createUser", "status": 409 }""", "/api: there is no API planisoo; did you mean planiso?")]
    [TestCase("""{ "status": 409 }""", "/operation: expected an operation, \"*\" for all of them, or a resource; found nothing.")]
    [TestCase("""{ "operation": "createUser", "resource": "user", "status": 409 }""", "/resource: it stands beside operation; expected one of both.")]
    [TestCase("""{ "operation": 7, "status": 409 }""", "/operation: expected a text, found 7.")]
    [TestCase("""{ "operation": "*", "key": "dmo", "status": 409 }""", "/key: no silo has such a key; did you mean demo?")]
    [TestCase("""{ "operation": "*", "statu": 409, "delay": 1 }""", "/statu: unknown member; did you mean status?")]
    [TestCase("""{ "operation": "*", "a/b~": 409, "delay": 1 }""", "/a~1b~0: unknown member; known are api, operation, resource, key, identity, status, retryAfter, delay, after, times, probability, fault, set, remove, merge, enabled.")]
    [TestCase("""{ "operation": "*", "status": "409" }""", "/status: expected a whole number from 200 to 599, found \"409\".")]
    [TestCase("""{ "operation": "*", "status": 199 }""", "/status: expected a whole number from 200 to 599, found 199.")]
    [TestCase("""{ "operation": "*", "status": 409, "retryAfter": -1 }""", "/retryAfter: expected a whole number from 0 to 2147483647, found -1.")]
    [TestCase("""{ "operation": "*", "delay": 1, "retryAfter": 1 }""", "/retryAfter: it goes with a status, such as 429 or 503; expected status, too.")]
    [TestCase("""{ "operation": "*", "delay": -1 }""", "/delay: expected milliseconds from 0 to 86400000, or { \"from\": 200, \"to\": 900 }, found -1.")]
    [TestCase("""{ "operation": "*", "delay": "1 s" }""", "/delay: expected milliseconds from 0 to 86400000, or { \"from\": 200, \"to\": 900 }, found \"1 s\".")]
    [TestCase("""{ "operation": "*", "delay": { "from": 5, "to": 4 } }""", "/delay/to: expected at least 5, as from says, found 4.")]
    [TestCase("""{ "operation": "*", "delay": { "from": 5 } }""", "/delay/to: expected the longest delay in milliseconds, found nothing.")]
    [TestCase("""{ "operation": "*", "delay": { "form": 5, "to": 6 } }""", "/delay/form: unknown member; did you mean from?")]
    [TestCase("""{ "operation": "*", "status": 409, "after": -1 }""", "/after: expected a whole number from 0 to 2147483647, found -1.")]
    [TestCase("""{ "operation": "*", "status": 409, "times": 0 }""", "/times: expected a whole number from 1 to 2147483647, found 0.")]
    [TestCase("""{ "operation": "*", "status": 409, "times": 1.5 }""", "/times: expected a whole number from 1 to 2147483647, found 1.5.")]
    [TestCase("""{ "operation": "*", "status": 409, "probability": 1.1 }""", "/probability: expected a number from 0 to 1, found 1.1.")]
    [TestCase("""{ "operation": "*", "fault": "rest" }""", "/fault: there is no fault rest; did you mean reset?")]
    [TestCase("""{ "operation": "*", "fault": "reset", "status": 409 }""", "/fault: with reset there is no answer whose status or body could be seen; expected one or the other, or two overrides.")]
    [TestCase("""{ "operation": "*", "status": 409, "enabled": "no" }""", "/enabled: expected true or false, found \"no\".")]
    [TestCase("""{ "operation": "createUser", "identity": 1, "status": 409 }""", "/identity: createUser names no record in its path; expected an operation that does, or no identity.")]
    [TestCase("""{ "operation": "*", "identity": true, "status": 409 }""", "/identity: expected a text or a whole number, found true.")]
    [TestCase("""{ "operation": "*", "identity": 1.5, "status": 409 }""", "/identity: expected a text or a whole number, found 1.5.")]
    [TestCase("""{ "operation": "*", "set": { "data.active": false } }""", "/set/data.active: data.active is no path; a JSONPath begins with $, an XPath with /.")]
    [TestCase("""{ "operation": "*", "set": { "$.data[": false } }""", "/set/$.data[: $.data[ is no JSONPath: Path ended with open indexer.")]
    [TestCase("""{ "operation": "*", "set": { "/user[": "x" } }""", "/set/~1user[: /user[ is no XPath: Expression must evaluate to a node-set.")]
    [TestCase("""{ "operation": "*", "set": { "/p:user": "x" } }""", "/set/~1p:user: /p:user is no XPath: ")]
    [TestCase("""{ "operation": "*", "set": { "/a/b = 1": "x" } }""", "/set/~1a~1b = 1: /a/b = 1 is no XPath: It leads to a value, not to elements, attributes or texts.")]
    [TestCase("""{ "operation": "*", "set": { "/a": "\u0000" } }""", "/set/~1a: XML cannot hold the value: ")]
    [TestCase("""{ "operation": "createUser", "set": { "/user/name": "x" } }""", "/set/~1user~1name: there is no XML to find /user/name in; expected a JSONPath, such as $.path.to.")]
    [TestCase("""{ "operation": "*", "set": [] }""", "/set: expected an object of paths and values, such as { \"$.path.to\": false }, found [].")]
    [TestCase("""{ "operation": "*", "set": {} }""", "/set: expected at least one path, found none.")]
    [TestCase("""{ "operation": "*", "remove": 1 }""", "/remove: expected a path, such as \"$.path.to\", or a list of them, found 1.")]
    [TestCase("""{ "operation": "*", "remove": ["$.a", "b"] }""", "/remove/1: b is no path; a JSONPath begins with $, an XPath with /.")]
    [TestCase("""{ "operation": "*", "merge": 1 }""", "/merge: expected a JSON Merge Patch, such as { \"member\": null }, found 1.")]
    [TestCase("""{ "operation": "*" }""", "it changes nothing; expected status, delay, fault, set, remove or merge.")]
    [TestCase("7", "expected an override, such as { \"operation\": \"*\", \"status\": 503 }, found 7.")]
    public void One_thing_wrong_is_said(string definition, string problem) =>
        new OverriddenMock().Problems(definition).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Test]
    public void All_that_is_wrong_is_said_at_once()
    {
        string[] problems =
        [
            "/0/operation: no API that is served has the operation createUsr; did you mean createUser?",
            "/0/key: no silo has such a key; did you mean demo?",
            "/0/status: expected a whole number from 200 to 599, found 1.",
            "/2/stauts: unknown member; did you mean status?",
            "/2: it changes nothing; expected status, delay, fault, set, remove or merge.",
        ];
        new OverriddenMock().Problems("""
            [
              { "operation": "createUsr", "key": "demmo", "status": 1 },
              { "operation": "createUser", "status": 409 },
              { "operation": "createUser", "stauts": 409 }
            ]
            """).ShouldBe(problems);
    }

    [TestCase("""{ "operation": "createUser", "status": 409 }""")]
    [TestCase("""{ "operation": "listEquipmentTypes", "fault": "truncated", "status": 500, "set": { "$.message": "x" } }""")]
    [TestCase("""{ "api": "planio", "resource": "contact", "set": { "/contact/first_name": "x", "$.contact.first_name": "x" }, "remove": "$..email" }""")]
    [TestCase("[]")]
    public void What_is_right_is_taken(string definition) => new OverriddenMock().Problems(definition).ShouldBeEmpty();
}
