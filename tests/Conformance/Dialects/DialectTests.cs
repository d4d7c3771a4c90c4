using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Dialects;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Dialects;

/// <summary>What answers in the dialects mean, and how they come to the same shape.</summary>
public sealed class DialectTests
{
    private static readonly Contract Redmine = Contracts.Names.Select(Contracts.Load).First(contract => contract.Dialect == DialectName.Redmine);

    private static readonly Contract Result = Contracts.Names.Select(Contracts.Load).First(contract => contract.Dialect == DialectName.Result);

    [Test]
    public void Xml_comes_to_the_shape_of_the_same_json()
    {
        var shape = XmlShape.Read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <boxes total_count="32" offset="0" limit="2" type="array"><box><id>1</id><note/><label></label>
            <tags type="array"><tag>a</tag></tags><none type="array"/>
            <parts type="array"><part kind="x" value="1"/><part><kind>y</kind><value>2</value></part></parts>
            <owner id="5" name="Zoé"/></box></boxes>
            """);
        JsonNode.DeepEquals(shape, JsonNode.Parse(
            """
            {"boxes":[{"id":"1","note":null,"label":"","tags":["a"],"none":[],"parts":[{"kind":"x","value":"1"},{"kind":"y","value":"2"}],
            "owner":{"id":"5","name":"Zoé"}}],"total_count":"32","offset":"0","limit":"2"}
            """)).ShouldBeTrue(shape?.ToJsonString());
    }

    [TestCase("<a")]
    [TestCase("{}")]
    [TestCase("")]
    [TestCase("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [TestCase("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>")]
    public void What_is_no_xml_or_has_a_document_type_is_not_read(string text) => XmlShape.Read(text).ShouldBeNull();

    [Test]
    public void Xml_that_is_nested_absurdly_deep_is_read_without_harm()
    {
        const int deep = 20_000;
        Should.NotThrow(() => XmlShape.Read(string.Concat(Enumerable.Repeat("<a>", deep)) + string.Concat(Enumerable.Repeat("</a>", deep))));
    }

    [TestCase(422, """{"errors":["a"]}""", "BadRequest")]
    [TestCase(400, """{"status":400,"error":"Bad Request"}""", "Refused")]
    [TestCase(404, "", "NotFound")]
    [TestCase(406, "a sentence", "NotAcceptable")]
    [TestCase(412, "", "PreconditionFailed")]
    [TestCase(204, "", "Success")]
    public void Statuses_tell_in_the_dialect_redmine(int status, string body, string outcome) =>
        Read(Redmine, OperationKind.Update, status, body).Outcome.ToString().ShouldBe(outcome);

    [TestCase(OperationKind.Find, 200, """{"entity":{"id":"1"},"result":true}""", "Success")]
    [TestCase(OperationKind.Find, 200, """{"msg":"Entity not found.","result":false}""", "NotFound")]
    [TestCase(OperationKind.Find, 404, """{"msg":"Entity not found.","result":false}""", "NotFound")]
    [TestCase(OperationKind.Create, 200, """{"errors":{"a":"b"},"result":false}""", "BadRequest")]
    [TestCase(OperationKind.Create, 200, """{"error":"Nothing sent for request.","result":false}""", "BadRequest")]
    [TestCase(OperationKind.Create, 409, """{"error":"a","result":false}""", "Conflict")]
    [TestCase(OperationKind.Create, 200, "<html/>", "Unreadable")]
    // The message of a delete tells, never its flag.
    [TestCase(OperationKind.Delete, 200, """{"msg":"Entity has been successfully deleted.","result":false}""", "Success")]
    [TestCase(OperationKind.Delete, 200, """{"msg":"Record deleted successfully","result":true}""", "Success")]
    [TestCase(OperationKind.Delete, 200, """{"msg":"Entity not found.","result":false}""", "NotFound")]
    [TestCase(OperationKind.Delete, 200, """{"msg":"Not found!","result":true}""", "NotFound")]
    public void Bodies_tell_in_the_dialect_result(OperationKind kind, int status, string body, string outcome)
    {
        var answer = Read(Result, kind, status, body);
        answer.Outcome.ToString().ShouldBe(outcome);
        answer.InBody.ShouldBe(status == 200 && answer.Refused);
    }

    [Test]
    public void One_record_may_stand_in_a_list_of_one() =>
        Read(Result, OperationKind.Find, 200, """{"entities":[{"id":"7"}],"result":true}""").Record["id"]!.ToString().ShouldBe("7");

    private static Answer Read(Contract contract, OperationKind kind, int status, string body) => Dialect.Of(contract).Read(new Exchange(
        contract.Operations.First(operation => operation.Kind == kind), "GET", new Uri("http://target.test/x"), Credential.Full, null, null,
        status, ImmutableDictionary<string, string>.Empty, body));
}
