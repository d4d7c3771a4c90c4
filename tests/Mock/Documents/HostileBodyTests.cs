using System.Text;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Matching.Documents;

namespace PlanisoContract.Tests.Mock.Documents;

/// <summary>A body can be anything: it matches or it does not, and the answer comes.</summary>
public sealed class HostileBodyTests
{
    private static readonly string[] Patterns =
    [
        """{"equalToJson":{"a":[1,2,{"b":"${json-unit.any-string}"}]},"ignoreArrayOrder":true,"ignoreExtraElements":true}""",
        """{"matchesJsonPath":"$..*..*..*..*.zz"}""",
        """{"matchesJsonPath":"$..[?(@.a =~ /(x+x+)+y(?=z)/)]"}""",
        """{"matchesJsonPath":{"expression":"$..['zz','yy']","equalToJson":"[1]"}}""",
        """{"matchesJsonSchema":{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","required":["zz"],"additionalProperties":{"$ref":"#/$defs/n"}}}}}""",
        """{"equalToXml":"<a><b>${xmlunit.isNumber}</b></a>","enablePlaceholders":true}""",
        """{"matchesXPath":"//zz"}""",
    ];

    internal static IEnumerable<TestCaseData<string>> Bodies()
    {
        yield return Named("nested-lists", new string('[', 100_000) + new string(']', 100_000));
        yield return Named("nested-objects", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000));
        yield return Named("nested-as-deep-as-it-may-be", string.Concat(Enumerable.Repeat("{\"a\":", 399)) + "{}" + new string('}', 399));
        yield return Named("unfinished", "{\"a\":");
        yield return Named("many-items", "{\"a\":[" + string.Join(',', Enumerable.Range(0, 20_000)) + "]}");
        yield return Named("many-slow-texts", "[" + string.Join(',', Enumerable.Repeat($"{{\"a\":\"{new string('x', 60)}\"}}", 2_000)) + "]");
        yield return Named("a-number-of-100000-digits", "{\"a\":" + new string('9', 100_000) + "}");
        yield return Named("an-exponent", "{\"a\":1e999999999}");
        yield return Named("one-name-again-and-again", "{" + string.Join(',', Enumerable.Repeat("\"a\":1", 20_000)) + "}");
        yield return Named("half-a-character", "{\"a\":\"\\ud800\"}");
        yield return Named("no-UTF-8", "\uFFFD\uFFFD{\"a\":1}");
        yield return Named("nested-elements", string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)));
        yield return Named("billion-laughs", Laughs());
        yield return Named("an-entity-from-outside", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///dev/zero\">]><a><b>&e;</b></a>");
        yield return Named("many-elements", "<a>" + string.Concat(Enumerable.Repeat("<b>x</b>", 10_000)) + "</a>");
    }

    [TestCaseSource(nameof(Bodies))]
    public void Matches_nothing_and_ends(string body)
    {
        var request = new StubRequest { Method = "POST", Url = "/", Body = Encoding.UTF8.GetBytes(body) };
        var text = request.BodyText;
        foreach (var pattern in Patterns.Select(DistanceTests.Read))
            pattern.Matches(text).ShouldBeFalse();
    }

    [Test]
    public void Bytes_that_are_no_text_are_compared_all_the_same()
    {
        var request = new StubRequest { Method = "POST", Url = "/", Body = new byte[] { 0xff, 0xfe, (byte)'{', (byte)'}' } };
        foreach (var pattern in Patterns.Select(DistanceTests.Read))
            pattern.Matches(request.BodyText).ShouldBeFalse();
    }

    [Test]
    public void A_body_is_read_once_for_all_who_look_at_it()
    {
        var request = new StubRequest { Method = "POST", Url = "/", Body = Encoding.UTF8.GetBytes("""{"a":1}""") };
        var text = request.BodyText;
        request.BodyText.ShouldBeSameAs(text);
        ReadText.Of(text).Json.ShouldBeSameAs(ReadText.Of(request.BodyText).Json);
        // Another text is read for itself, and is not kept.
        ReadText.Of("""{"a":2}""").Json.ShouldNotBeSameAs(ReadText.Of("""{"a":2}""").Json);
    }

    private static TestCaseData<string> Named(string name, string body) => new(body) { TestName = $"{{m}}({name})" };

    private static string Laughs()
    {
        var text = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (var level = 1; level < 10; level++)
            text.Append($"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">");
        return text.Append("]><a><b>&l9;</b></a>").ToString();
    }
}
