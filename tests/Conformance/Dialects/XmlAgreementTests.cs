using System.Text.Json.Nodes;
using System.Xml.Linq;
using PlanisoContract.Conformance.Checks;

namespace PlanisoContract.Tests.Conformance.Dialects;

/// <summary>When XML says the same as JSON, and when it does not.</summary>
public sealed class XmlAgreementTests
{
    private const string Json = """
        {"id":1,"label":"a & b","none":null,"blank":"","open":true,"tags":["x","y"],"parts":[{"no":2,"text":"t"}],"kin":{"id":3,"label":"z"}}
        """;

    private const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?><box><id>1</id><label>a &amp; b</label><none/><blank></blank><open>true</open><tags type="array">
        <tag>x</tag><tag>y</tag></tags><parts type="array"><part no="2"><text>t</text></part></parts><kin id="3" label="z"/></box>
        """;

    [TestCase("", "")]
    [TestCase("<none/>", "<none nil=\"true\"/>")]
    [TestCase("<part no=\"2\"><text>t</text></part>", "<part><no>2</no><text>t</text></part>")]
    [TestCase("<tags type=\"array\">", "<tags>")]
    public void The_same_in_other_clothes_agrees(string was, string became) => Difference(was, became).ShouldBeNull();

    [TestCase("a &amp; b", "a &amp;amp; b", "box.label is \"a & b\" in JSON, \"a &amp; b\" in XML")]
    [TestCase("<blank></blank>", "", "box.blank is \"\" in JSON, and is not there in XML")]
    [TestCase("<none/>", "<none/><more>1</more>", "box.more is there in XML, and not in JSON")]
    [TestCase("<tag>y</tag>", "", "box.tags has 2 elements in JSON, 1 in XML")]
    [TestCase("<tag>x</tag><tag>y</tag>", "<tag>y</tag><tag>x</tag>", "box.tags[0] is \"x\" in JSON, \"y\" in XML")]
    [TestCase("no=\"2\"", "no=\"4\"", "box.parts[0].no is 2 in JSON, \"4\" in XML")]
    [TestCase("<open>true</open>", "<open>true</open><open>true</open>", "box.open is there several times in XML")]
    [TestCase("<id>1</id>", "<id><id>1</id></id>", "box.id is 1 in JSON, an element with others in it in XML")]
    public void What_differs_is_named(string was, string became, string difference) => Difference(was, became).ShouldBe(difference);

    [TestCase("", "", null)]
    [TestCase("<tags type=\"array\">", "<tags>", "box.tags is a list in JSON, and has no type=\"array\" in XML")]
    public void Lists_are_marked(string was, string became, string? missing) =>
        XmlAgreement.Unmarked(JsonNode.Parse(Json), Changed(was, became), "box").ShouldBe(missing);

    [TestCase("<box>")]
    [TestCase("<!DOCTYPE box [<!ENTITY e \"x\">]><box>&e;</box>")]
    [TestCase("{}")]
    public void What_is_no_harmless_document_is_not_read(string text) => XmlAgreement.Read(text).ShouldBeNull();

    private static string? Difference(string was, string became) => XmlAgreement.Difference(JsonNode.Parse(Json), Changed(was, became), "box");

    private static XElement Changed(string was, string became) =>
        XmlAgreement.Read(was.Length == 0 ? Xml : Xml.Replace(was, became, StringComparison.Ordinal))!;
}
