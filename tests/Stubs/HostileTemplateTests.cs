using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Templates that want more than a template should have: each ends with a reason, none with the process.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class HostileTemplateTests
{
    private const int SmallStack = 512 * 1024;

    [TestCase("{{size (range 1 2000000000)}}", "steps")]
    [TestCase("{{#each (range 1 100000)}}{{#each (range 1 100000)}}x{{/each}}{{/each}}", "steps")]
    [TestCase("{{randomValue length=2000000000}}", "steps")]
    [TestCase("{{ljust 'a' size=2000000000}}", "steps")]
    [TestCase("{{stringFormat '%1000000000d' 5}}", "width")]
    [TestCase("{{numberFormat 5 minimumIntegerDigits=2000000000}}", null)]
    [TestCase("{{math '1e2000000000' '*' 2}}", null)]
    [TestCase("{{matches 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' '(a+)+$'}}", null)]
    public void Ends(string template, string? reason) => Check(template, reason);

    [Test]
    public void Texts_do_not_grow_without_end() =>
        Check($"{{{{val '{new string('x', 100_000)}' assign='a'}}}}{Many(12, "{{val (join a a a a '-') assign='a'}}")}{{{{size a}}}}", "characters");

    [Test]
    public void Lists_that_hold_themselves_do_not_grow_without_end() =>
        Check($"{{{{val (array 1 2) assign='a'}}}}{Many(40, "{{val (array a a) assign='a'}}")}{{{{a}}}}", "steps");

    [Test]
    public void Lists_are_not_endlessly_deep() => Check($"{{{{val (array 1) assign='a'}}}}{Many(600, "{{val (array a) assign='a'}}")}{{{{a}}}}", "deep");

    [Test]
    public void Replacements_do_not_multiply() =>
        Check($"{{{{val '{new string('x', 100_000)}' assign='a'}}}}{{{{size (replace a 'x' a)}}}}", "characters");

    [Test]
    public void Blocks_in_each_other_are_bounded() =>
        Check($"{Many(5_000, "{{#if true}}")}x{Many(5_000, "{{/if}}")}", "blocks in each other");

    [Test]
    public void Expressions_in_each_other_are_bounded() =>
        Check($"{{{{upper {Many(5_000, "(lower ")}'X'{Many(5_000, ")")} }}}}", "expressions in each other");

    [Test]
    public void The_deepest_that_is_allowed_fits_a_small_stack() =>
        Check($"{Many(TemplateReader.DepthLimit, "{{#if true}}")}{{{{upper {Many(ExpressionReader.DepthLimit, "(lower ")}'X'{Many(ExpressionReader.DepthLimit, ")")} }}}}{Many(TemplateReader.DepthLimit, "{{/if}}")}", null);

    [Test]
    public void Long_templates_fit_a_small_stack() => Check(Many(1_000, "{{upper (lower 'X')}}"), null);

    [Test]
    public void Values_of_one_tag_are_bounded() => Check($"{{{{array {Many(5_000, "1 ")}}}}}", "values in one tag");

    [Test]
    public void Partials_that_call_themselves_are_unknown_to_themselves() => Check("{{#*inline 'p'}}{{> p}}{{/inline}}{{> p}}", "could not be found");

    [Test]
    public void Partials_do_not_multiply() =>
        Check($"{{{{#*inline 'p0'}}}}xxxxxxxxxx{{{{/inline}}}}{string.Concat(Enumerable.Range(1, 30).Select(number =>
            $"{{{{#*inline 'p{number}'}}}}{Many(10, $"{{{{> p{number - 1}}}}}")}{{{{/inline}}}}"))}{{{{> p30}}}}", "parts");

    [TestCase("{{request.GetType}}{{request.headers.Comparer}}{{request.headers.Count}}{{request.body.Length}}{{request.Request}}{{this.Keys}}{{parameters.Comparer}}")]
    [TestCase("{{#each request.headers}}{{this.Capacity}}{{this.GetType}}{{/each}}{{lookup request 'Request' }}{{now.Instant}}{{request.class.classLoader}}")]
    [TestCase("{{#with (now)}}{{Instant}}{{Zone}}{{/with}}{{@root.GetType}}{{@root.Run}}{{Run}}{{Settings}}{{this.Run}}{{../Run}}{{request.method.Text}}")]
    public void Nothing_of_dotnet_is_reached(string template) => Rendered.Of(template).Replace(Rendered.Of("{{lookup request 'nope'}}"), "", StringComparison.Ordinal).ShouldBeEmpty();

    private static string Many(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static void Check(string template, string? reason)
    {
        string? failure = null;
        Exception? crash = null;
        // A deep recursion would end the process: it shows on a small stack already.
        var thread = new Thread(() =>
        {
            try
            {
                Rendered.Of(template);
            }
            catch (TemplateException told)
            {
                failure = told.Message;
            }
            catch (Exception other)
            {
                crash = other;
            }
        }, SmallStack);
        thread.Start();
        thread.Join();
        crash.ShouldBeNull();
        if (reason is null)
            failure.ShouldBeNull();
        else
            failure.ShouldNotBeNull().ShouldContain(reason);
    }
}
