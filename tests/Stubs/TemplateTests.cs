using PlanisoContract.Mock.Stubs.Templating.Helpers;
using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Tests.Stubs;

/// <summary>What of templates cannot be recorded from the real WireMock: time, chance, the machine. The rest is in Wiremock/cases/templates-*.json.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class TemplateTests
{
    [Test]
    public void Now_is_the_clock_of_the_mock()
    {
        var clock = new SteppingClock();
        Rendered.Templates(clock).Render("{{now}} {{now offset='2 days' format='yyyy-MM-dd HH:mm:ss' timezone='UTC'}} {{now timezone='Europe/Berlin'}}", Rendered.Model())
            .ShouldBe("2026-11-21T12:00:01Z 2026-11-23 12:00:02 2026-11-21T13:00:03+01:00");
    }

    [Test]
    public void Random_values_are_the_same_for_the_same_seed()
    {
        const string Template = "{{randomValue length=12}} {{randomValue type='UUID'}} {{randomInt lower=0 upper=1000000}} {{pickRandom 'a' 'b' 'c' 'd'}} {{randomDecimal lower=0 upper=1}}";
        var first = Rendered.Templates(seed: 7).Render(Template, Rendered.Model());
        Rendered.Templates(seed: 7).Render(Template, Rendered.Model()).ShouldBe(first);
        Rendered.Templates(seed: 8).Render(Template, Rendered.Model()).ShouldNotBe(first);
    }

    [Test]
    public void A_second_rendering_has_other_random_values()
    {
        var templates = Rendered.Templates();
        templates.Render("{{randomValue}}", Rendered.Model()).ShouldNotBe(templates.Render("{{randomValue}}", Rendered.Model()));
    }

    [TestCase("PATH", "PATH", false)]
    [TestCase("P.TH", "path", false)]
    [TestCase("HOME", "PATH", true)]
    [TestCase("", "PATH", true)]
    public void Only_permitted_environment_variables_are_read(string permitted, string key, bool isDenied)
    {
        var text = Rendered.Templates(keys: permitted.Length == 0 ? [] : [permitted]).Render($"{{{{systemValue key='{key}'}}}}", Rendered.Model());
        text.ShouldBe(isDenied ? $"[ERROR: Access to {key} is denied]" : Environment.GetEnvironmentVariable(key) ?? "");
    }

    [Test]
    public void Compiled_templates_are_bounded_and_still_right()
    {
        var templates = Rendered.Templates(limit: 3);
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 8; number++)
                templates.Render($"{{{{math {number} '+' 1}}}}", Rendered.Model()).ShouldBe($"{number + 1}");
        }
        templates.Kept.ShouldBeLessThanOrEqualTo(3);
    }

    [Test]
    public void Many_threads_render_the_same_template_without_each_others_variables()
    {
        var templates = Rendered.Templates();
        Parallel.For(0, 200, number =>
            templates.Render("{{val (jsonPath request.body '$.n') assign='n'}}{{#each (array 1 2 3)}}{{n}},{{/each}}", Rendered.Model($$"""{"n":{{number}}}"""))
                .ShouldBe($"{number},{number},{number},"));
    }

    [Test]
    public void Every_helper_of_the_real_one_is_known()
    {
        // WireMockHelpers, StringHelpers, NumberHelper, ConditionalHelpers and the built-in ones of the jar; i18n has no texts, and fails there, too.
        const string Names = """
            xPath soapXPath jsonPath randomValue hostname date now parseDate truncateDate trim base64 urlEncode formData regexExtract size pickRandom
            randomInt randomDecimal range array arrayAdd arrayRemove parseJson matches contains math val arrayJoin formatJson formatXml toJson jsonMerge
            jsonRemove jsonArrayAdd systemValue assign capitalizeFirst center cut defaultIfEmpty join ljust rjust substring lower upper slugify stringFormat
            stripTags capitalize abbreviate wordWrap replace yesno dateFormat numberFormat isEven isOdd stripes eq neq gt gte lt lte and or not
            if unless each with lookup log
            """;
        Names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Except(HelperTable.Names).ShouldBeEmpty();
    }

    [TestCase("{{nohelper 'x'}}", "1:2: could not find helper: 'nohelper'")]
    [TestCase("text {{#if true}}x{{/each}}", "1:16: found: 'each', expected: 'if'")]
    [TestCase("{{#if true}}x", "1:12: found: '<EOF>', expected: '{{/'")]
    [TestCase("{{/if}}", "1:1: found: '{{/', expected: '<EOF>'")]
    [TestCase("{{upper 'a}}", "1:8: found: ''a', expected: '}}'")]
    [TestCase("{\"a\":{{size 'a'}}}", "1:10: found: '}}}', expected: '}}'")]
    [TestCase("{{val 1e3}}", "1:6: found: '1e3', expected: '}}'")]
    [TestCase("{{> part}}", "1:4: The partial '/part.hbs' at '/part.hbs' could not be found")]
    public void A_template_that_is_none_is_told_in_the_words_of_the_real_one(string template, string expected) =>
        Should.Throw<TemplateException>(() => Rendered.Of(template)).Message.ShouldBe(expected);
}
