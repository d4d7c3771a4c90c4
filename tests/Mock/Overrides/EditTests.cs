using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>Changes of a body: what they name changes, and all else stays byte for byte.</summary>
public sealed class EditTests
{
    private const string Json = """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""";
    private const string Xml = "<?xml version='1.0'  encoding=\"UTF-8\"?>\n<r  a='1'  b=\"2\">\n  <x>1.50</x>\n  <y k='>'><z/>é&#xE9;</y>\n  <x/>\n</r>\n<!-- end -->\n";

    private static string Edited(string body, string definition, out string[] unmet)
    {
        var edit = new OverriddenMock().Read($$"""{ "operation": "*", {{definition}} }""").Single().Change.Edit;
        var answer = edit.Apply(new SimulatedResponse(200, null, [], Encoding.UTF8.GetBytes(body)), out var missed);
        unmet = [.. missed];
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    [TestCase("""{ "$.a": 2.50 }""", """{ "a" : 2.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("""{ "$.b[0]": { "x": "é" } }""", """{ "a" : 1.50, "b":[{"x":"é"}, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("""{ "$.b[?(@.c)].c": "x" }""", """{ "a" : 1.50, "b":[1e5, {"c":"x"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("""{ "$.d.*": 0 }""", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":0, "f":0}}""")]
    [TestCase("""{ "$.d.f": [1], "$.d.f[0]": 2 }""", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[2]}}""")]
    [TestCase("""{ "$": [] }""", "[]")]
    public void Set_changes_a_value_where_it_stands(string set, string expected)
    {
        Edited(Json, $"\"set\": {set}", out var unmet).ShouldBe(expected);
        unmet.ShouldBeEmpty();
    }

    [TestCase("$.a", """{ "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("$.d", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ]}""")]
    [TestCase("$.b[1:]", """{ "a" : 1.50, "b":[1e5 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("$.b[:2]", """{ "a" : 1.50, "b":[12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("$.b[0,2]", """{ "a" : 1.50, "b":[{"c":"\u00e9\/"} ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("$.b[*]", """{ "a" : 1.50, "b":[ ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("$.*", "{ }")]
    [TestCase("$..*", "{ }")]
    [TestCase("$.b[1].c", """{ "a" : 1.50, "b":[1e5, {},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("$.b[0]", """{ "a" : 1.50, "b":[{"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    public void Remove_takes_a_value_away_with_one_comma(string path, string expected)
    {
        Edited(Json, $"\"remove\": \"{path}\"", out var unmet).ShouldBe(expected);
        unmet.ShouldBeEmpty();
        Should.NotThrow(() => JsonDocument.Parse(expected));
    }

    [TestCase("""{ "d": { "e": 7, "g": { "h": 1 } } }""", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":7, "f":[],"g":{"h":1}}}""")]
    [TestCase("""{ "d": { "f": null, "g": 1, "h": 2 } }""", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null,"g":1,"h":2}}""")]
    [TestCase("""{ "d": { "e": null, "f": null, "g": 1 } }""", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"g":1}}""")]
    [TestCase("""{ "b": null, "d": null, "none": null }""", """{ "a" : 1.50}""")]
    [TestCase("""{ "a": { "x": { "y": null, "z": 1 } } }""", """{ "a" : {"x":{"z":1}}, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]}}""")]
    [TestCase("""{ "new": { "y": null, "z": 1 } }""", """{ "a" : 1.50, "b":[1e5, {"c":"\u00e9\/"},12345678901234567890123 ] , "d":{"e":null, "f":[]},"new":{"z":1}}""")]
    public void Merge_is_a_json_merge_patch(string merge, string expected) => Edited(Json, $"\"merge\": {merge}", out _).ShouldBe(expected);

    // The examples of RFC 7396, appendix A, whose patch is an object.
    [TestCase("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [TestCase("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [TestCase("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [TestCase("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [TestCase("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [TestCase("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [TestCase("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [TestCase("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [TestCase("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [TestCase("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [TestCase("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Merge_is_as_the_rfc_shows(string body, string merge, string expected) => Edited(body, $"\"merge\": {merge}", out _).ShouldBe(expected);

    [Test]
    public void Remove_leaves_equal_values_alone() => Edited("[1,null,1,null]", "\"remove\": [\"$[2]\", \"$[1]\"]", out _).ShouldBe("[1,null]");

    [Test]
    public void Whatever_is_changed_the_document_is_what_newtonsoft_would_make_of_it()
    {
        var random = new Random(7396);
        for (var round = 0; round < 300; round++)
        {
            var document = (JContainer)Some(random, 0);
            var text = document.ToString(round % 2 == 0 ? Formatting.None : Formatting.Indented);
            var places = document.Descendants().Where(token => token is not JProperty).ToList();
            var path = "$" + (places[random.Next(places.Count)].Path is var place && place.StartsWith('[') ? place : "." + place);
            if (random.Next(3) == 0)
                path = path[..path.LastIndexOfAny(['.', '['])] + "[*]";
            var isRemoval = random.Next(2) == 0;
            var edited = Edited(text, isRemoval ? $"\"remove\": {JsonConvert.ToString(path)}" : $"\"set\": {{ {JsonConvert.ToString(path)}: [0] }}", out _);
            foreach (var met in document.SelectTokens(path).ToList())
            {
                if (!isRemoval)
                    met.Replace(new JArray(0));
                else if (met.Parent is JProperty member)
                    member.Remove();
                else
                    met.Remove();
            }
            JToken.DeepEquals(JToken.Parse(edited), document).ShouldBeTrue($"{path} in {text} makes {edited}");
        }
    }

    private static JToken Some(Random random, int depth) => random.Next(depth == 0 ? 2 : depth > 3 ? 1 : 4) switch
    {
        _ when depth > 3 => random.Next(100),
        0 => new JObject(Enumerable.Range(0, random.Next(1, 5)).Select(index => new JProperty("abcde"[index] + (random.Next(4) == 0 ? " é\\" : ""), Some(random, depth + 1)))),
        1 => new JArray(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Some(random, depth + 1))),
        2 => new JValue(random.Next(100) / 4.0),
        _ => random.Next(2) == 0 ? new JValue("{\"[,]}\\") : JValue.CreateNull(),
    };

    [TestCase("""{ "/r/x[1]": "2 < 3" }""", "<x>1.50</x>", "<x>2 &lt; 3</x>")]
    [TestCase("""{ "/r/x[2]": 1.50 }""", "<x/>", "<x>1.50</x>")]
    [TestCase("""{ "/r/@a": "it's \"so\"" }""", "a='1'", "a='it&apos;s &quot;so&quot;'")]
    [TestCase("""{ "//x/text()": "y" }""", "<x>1.50</x>", "<x>y</x>")]
    [TestCase("""{ "//y": null }""", "<y k='>'><z/>é&#xE9;</y>", "<y k='>'></y>")]
    [TestCase("""{ "//z": "1" }""", "<z/>", "<z>1</z>")]
    public void Set_changes_xml_where_it_stands(string set, string before, string after)
    {
        Edited(Xml, $"\"set\": {set}", out var unmet).ShouldBe(Xml.Replace(before, after, StringComparison.Ordinal));
        unmet.ShouldBeEmpty();
    }

    [TestCase("/r/x", "\n  <x>1.50</x>|\n  <x/>")]
    [TestCase("/r/@b", "  b=\"2\"")]
    [TestCase("//y/@k", " k='>'")]
    [TestCase("//z | //x[1]", "\n  <x>1.50</x>|<z/>")]
    public void Remove_takes_xml_away_with_the_space_before_it(string path, string gone)
    {
        var expected = gone.Split('|').Aggregate(Xml, (text, part) => text.Replace(part, "", StringComparison.Ordinal));
        Edited(Xml, $"\"remove\": \"{path}\"", out _).ShouldBe(expected);
    }

    [TestCase("//*[local-name()='b']", "<p:b q='2'/>", "<p:b q='2'>v</p:b>")]
    [TestCase("//@q", "q='2'", "q='v'")]
    [TestCase("//c", "<![CDATA[<x>]]>", "v")]
    [TestCase("//d", "<d\r\n a=\"'>'\" >e</d >", "<d\r\n a=\"'>'\" >v</d >")]
    public void What_xml_can_look_like_is_found(string path, string before, string after)
    {
        const string Body = "\r\n<a xmlns:p='n'><!-- <b/> -->\r\n\t<?pi <b/>?><p:b q='2'/>\r<c><![CDATA[<x>]]></c>\u2028😀<d\r\n a=\"'>'\" >e</d ></a>";
        Edited(Body, $"\"set\": {{ \"{path}\": \"v\" }}", out var unmet).ShouldBe(Body.Replace(before, after, StringComparison.Ordinal));
        unmet.ShouldBeEmpty();
    }

    [Test]
    public void A_byte_order_mark_stays()
    {
        Edited("\uFEFF" + Json, "\"set\": { \"$.d\": 1 }", out _).ShouldStartWith("\uFEFF{ \"a\"");
        Edited("\uFEFF" + Xml, "\"set\": { \"//z\": 1 }", out _).ShouldBe("\uFEFF" + Xml.Replace("<z/>", "<z>1</z>", StringComparison.Ordinal));
    }

    [TestCase(Json, "\"set\": { \"$.none\": 1 }", "$.none")]
    [TestCase(Json, "\"remove\": [\"$\", \"$.a\"]", "$")]
    [TestCase(Json, "\"set\": { \"//x\": 1 }", "//x")]
    [TestCase(Json, "\"set\": { \"//x\": 1, \"$.a\": 2 }", "")]
    [TestCase(Json, "\"remove\": \"$[?(@ =~ /(/)]\"", "$[?(@ =~ /(/)]")]
    [TestCase(Xml, "\"remove\": [\"/r\", \"//none\"]", "/r|//none")]
    [TestCase(Xml, "\"set\": { \"$.a\": 1 }, \"merge\": {}", "$.a|merge")]
    [TestCase(Xml, "\"set\": { \"//x\": 1 }, \"merge\": {}", "")]
    [TestCase("", "\"set\": { \"$.a\": 1, \"//x\": 1 }, \"merge\": {}", "$.a|merge")]
    [TestCase("no JSON", "\"set\": { \"$.a\": 1 }, \"merge\": {}", "$.a|merge")]
    [TestCase("<no>XML", "\"set\": { \"//x\": 1 }", "//x")]
    [TestCase("""{ "a": 1, "a": 2 }""", "\"set\": { \"$.a\": 1 }", "$.a")]
    public void What_meets_nothing_is_told(string body, string definition, string expected)
    {
        var edited = Edited(body, definition, out var unmet);
        string.Join('|', unmet).ShouldBe(expected);
        if (unmet.Length > 0 && definition.Count(letter => letter == '$' || letter == '/') == 1)
            edited.ShouldBe(body);
    }

    [Test]
    public void Deep_documents_are_edited_and_too_deep_ones_left_alone([Values(200, 300)] int depth)
    {
        var body = new string('[', depth) + new string(']', depth);
        var edited = Edited(body, "\"set\": { \"$[0]\": 1 }", out var unmet);
        (edited, unmet.Length).ShouldBe(depth == 200 ? ("[1]", 0) : (body, 1));
    }
}
