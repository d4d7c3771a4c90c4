using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Tests.Mock.Documents;

/// <summary>A pattern that could never match, or means something else than its author thinks, is refused when the stub is made.</summary>
public sealed class RefusalTests
{
    [TestCase("""{"equalToJson":"{"}""", "/equalToJson", "Expected JSON")]
    [TestCase("""{"equalToJson":{},"ignoreArrayOrder":"yes"}""", "/ignoreArrayOrder", "true or false")]
    [TestCase("""{"equalToJson":{},"ignoreArayOrder":true}""", "/ignoreArayOrder", "did you mean ignoreArrayOrder?")]
    [TestCase("""{"equalToJson":{"a":"${json-unit.regex}["}}""", "/equalToJson", "Unclosed")]
    [TestCase("""{"equalToJson":{"a":"${json-unit.matches:own}"}}""", "/equalToJson", "any-string")]
    [TestCase("""{"matchesJsonPath":"$.a["}""", "/matchesJsonPath", "bracket")]
    [TestCase("""{"matchesJsonPath":"$.a.lenght()"}""", "/matchesJsonPath", "there is no function lenght; known are")]
    [TestCase("""{"matchesJsonPath":"$.a[?(@.b like 'x')]"}""", "/matchesJsonPath", "there is no operator like")]
    [TestCase("""{"matchesJsonPath":"$.a[?(@.b all [1])]"}""", "/matchesJsonPath", "never holds in WireMock")]
    [TestCase("""{"matchesJsonPath":"$.a[?(@.b =~ /[/)]"}""", "/matchesJsonPath", "Unclosed")]
    [TestCase("""{"matchesJsonPath":{"equalTo":"x"}}""", "/matchesJsonPath", "expression is missing")]
    [TestCase("""{"matchesJsonPath":{"expression":"$.a"}}""", "/matchesJsonPath", "Expected one of")]
    [TestCase("""{"matchesJsonSchema":{"type":"text"}}""", "/matchesJsonSchema", "known are array, boolean")]
    [TestCase("""{"matchesJsonSchema":{"$ref":"https://example.com/x"}}""", "/matchesJsonSchema", "nothing is ever fetched")]
    [TestCase("""{"matchesJsonSchema":{"unevaluatedProperties":false}}""", "/matchesJsonSchema", "use additionalProperties")]
    [TestCase("""{"matchesJsonSchema":{"properties":{"a":{"pattern":"["}}}}""", "/matchesJsonSchema", "properties.a.pattern")]
    [TestCase("""{"matchesJsonSchema":{},"schemaVersion":"V5"}""", "/schemaVersion", "V4, V6, V7")]
    [TestCase("""{"equalToXml":"<a>"}""", "/equalToXml", "well-formed XML")]
    [TestCase("""{"equalToXml":"<a/>","exemptedComparisons":["TEXT"]}""", "/exemptedComparisons/0", "TEXT_VALUE")]
    [TestCase("""{"equalToXml":"<a/>","namespaceAwareness":"MILD"}""", "/namespaceAwareness", "STRICT, LEGACY or NONE")]
    [TestCase("""{"equalToXml":"<a>x ${xmlunit.ignore}</a>","enablePlaceholders":true}""", "/equalToXml", "whole text")]
    [TestCase("""{"matchesXPath":"//b["}""", "/matchesXPath", "XPath 1.0")]
    [TestCase("""{"matchesXPath":"//p:b"}""", "/matchesXPath", "xPathNamespaces")]
    [TestCase("""{"matchesXPath":"matches('a','b')"}""", "/matchesXPath", "XPath 1.0")]
    public void Says_where_and_why(string pattern, string pointer, string reason)
    {
        var problems = new Problems(TimeProvider.System);
        ValuePattern.Read(new JsonPlace(JsonNode.Parse(pattern), "", problems));
        problems.Found.ShouldContain(problem => problem.Pointer == pointer && problem.Detail.Contains(reason, StringComparison.Ordinal),
            string.Join('\n', problems.Found));
    }
}
