using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Tests.Mock.Documents;

/// <summary>How far a body is from what a stub expects; the numbers are those of WireMock 3.13.2.</summary>
public sealed class DistanceTests
{
    private const string Pair = """{"equalToJson":{"a":1,"b":[1,2]}}""";
    private const string Nested = """{"equalToJson":{"a":{"b":{"c":1,"d":2}},"e":[{"f":1}]}}""";
    private const string Unordered = """{"equalToJson":[1,2,3,4],"ignoreArrayOrder":true}""";
    private const string Xml = """{"equalToXml":"<a x=\"1\" y=\"2\"><b>one</b><c/></a>"}""";
    private const string Namespaced = """{"equalToXml":"<a xmlns=\"urn:a\"><b/></a>"}""";
    private const string Schema = """
        {"matchesJsonSchema":{"required":["a"],"properties":{"a":{"type":"integer"},"b":{"type":"string","minLength":2}},"additionalProperties":false}}
        """;

    [TestCase(Pair, """{"b":[1,2],"a":1.0}""", 0)]
    [TestCase(Pair, """{"a":1,"b":[2,1]}""", 2 / 6.0)]
    [TestCase(Pair, """{"a":1,"b":[1,2],"c":3}""", 1 / 7.0)]
    [TestCase(Pair, """{"a":1}""", 3 / 6.0)]
    [TestCase(Pair, "{}", 4 / 6.0)]
    [TestCase(Pair, "x", 1)]
    [TestCase(Nested, """{"a":{"b":5},"e":[{"f":1}]}""", 3 / 12.0)]
    [TestCase(Nested, """{"a":1,"e":2}""", 9 / 12.0)]
    [TestCase(Unordered, "[4,3,2,5]", 1 / 5.0)]
    [TestCase(Unordered, "[9,8,7,6]", 8 / 5.0)]
    [TestCase(Xml, """<a x="1" y="2"><c/><b>one</b></a>""", 5 / 21.0)]
    [TestCase(Xml, """<a x="1"><b>one</b><c/></a>""", 2 / 21.0)]
    [TestCase(Xml, """<a x="1" y="2"><b>two</b><c/></a>""", 1 / 23.0)]
    [TestCase(Xml, "<z/>", 7 / 10.0)]
    [TestCase(Xml, "x", 1)]
    [TestCase(Namespaced, """<a xmlns="urn:z"><b/></a>""", 2 / 12.0)]
    [TestCase(Schema, """{"a":1.5}""", 1 / 2.0)]
    [TestCase(Schema, """{"a":1,"c":1}""", 1 / 2.0)]
    public void As_WireMock_measures_it(string pattern, string body, double distance) =>
        Read(pattern).DistanceTo(body).ShouldBe(distance, 1e-12);

    [TestCase(Pair)]
    [TestCase(Xml)]
    [TestCase(Schema)]
    [TestCase("""{"matchesJsonPath":"$.a"}""")]
    [TestCase("""{"matchesXPath":"//a"}""")]
    public void Without_a_body_it_is_as_far_as_can_be(string pattern)
    {
        Read(pattern).Matches(null).ShouldBeFalse();
        Read(pattern).DistanceTo(null).ShouldBe(1);
    }

    internal static ValuePattern Read(string pattern)
    {
        var problems = new Problems(TimeProvider.System);
        var read = ValuePattern.Read(new JsonPlace(JsonNode.Parse(pattern), "", problems));
        problems.Found.ShouldBeEmpty();
        return read!;
    }
}
