using System.Collections.Immutable;
using PlanisoContract.Quality;
using PlanisoContract.Quality.Own;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;
using Case = PlanisoContract.Quality.Case;

namespace PlanisoContract.Tests.Published;

/// <summary>The command that measures the suite counts what is missed, and says so.</summary>
public sealed class QualityTests
{
    private static readonly Contract Small = Contracts.Load("lightening");

    private static readonly ImmutableArray<Case> Few =
    [
        .. Case.Breakages(Small).Where(one => one.Rule.Behavior == Behaviors.RoundTrip).Take(2),
        .. Case.Readings(Small).Where(one => one.Rule.Readings.Length > 1).Take(2),
    ];

    [Test]
    public async Task What_the_suite_judges_rightly_is_no_miss() =>
        (await new OwnPart(new ProgressLines(TextWriter.Null)).JudgeAsync(Few, CancellationToken.None)).ShouldBeEmpty();

    [Test]
    public async Task A_suite_that_looks_elsewhere_misses_breakages_and_readings_and_each_is_named()
    {
        // It judges a silo in which nothing is out of the ordinary.
        var blind = new OwnPart(new ProgressLines(TextWriter.Null), async (one, mock, clock) => await OwnJudgment.JudgeAsync(
            one with { Mode = one.Rule.Default, Breaks = false }, mock, clock));
        var unusual = Few.Where(one => one.Breaks || one.Mode != one.Rule.Default).ToList();
        var misses = await blind.JudgeAsync(Few, CancellationToken.None);
        misses.Select(miss => miss.Case).ShouldBe(unusual, ignoreOrder: true);
        misses.ShouldAllBe(miss => miss.Reason.Contains(miss.Case.Rule.Id, StringComparison.Ordinal));
    }

    [Test]
    public void A_miss_is_counted_and_named_and_makes_exit_code_1()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        new Entry(output, error).Conclude([Row(new Miss(Few[0], $"{Few[0]}: not noticed."))]).ShouldBe(1);
        var all = Case.Breakages(Small).Count();
        output.ToString().ShouldContain($"| {all - 1} of {all} |");
        error.ToString().ShouldContain(Few[0].Rule.Id);
        new Entry(output, error).Conclude([Row()]).ShouldBe(0);
    }

    [TestCase("--api", "lightning", "lightening")]
    [TestCase("--sample", "many", "many")]
    [TestCase("--write", "--neighbors", "--api", "lightening", "--neighbors and all APIs")]
    [TestCase("--colour", "--help")]
    public async Task What_it_cannot_measure_with_is_said_in_a_line_and_exit_code_2(params string[] arguments)
    {
        var error = new StringWriter();
        (await new Entry(TextWriter.Null, error).RunAsync(arguments[..^1])).ShouldBe(2);
        error.ToString().ShouldContain(arguments[^1]);
        error.ToString().ShouldNotContain("   at ");
    }

    [Test]
    public void The_table_goes_between_the_marks_and_nothing_else_changes()
    {
        var table = Table.Of([Row()]);
        var written = Readme.Replace($"before\n{Readme.Begin}\nold\n{Readme.End}\nafter\n", table);
        written.ShouldBe($"before\n{Readme.Begin}\n\n{table.Trim()}\n\n{Readme.End}\nafter\n");
        Readme.Replace(written, table).ShouldBe(written);
    }

    [TestCase("no marks")]
    [TestCase("<!-- /quality --> <!-- quality -->")]
    [TestCase("<!-- quality --> <!-- quality --> <!-- /quality -->")]
    public void A_README_without_the_marks_is_left_alone(string text) =>
        Should.Throw<MeasureException>(() => Readme.Replace(text, "table")).Message.ShouldContain(Readme.Begin);

    [Test]
    public void The_README_has_the_marks() => Readme.Replace(Repository.Read("tests", "Quality", "README.md"), "table").ShouldContain("\n\ntable\n\n");

    private static Row Row(params ImmutableArray<Miss> misses) =>
        Quality.Published.Row.OfSuite(Small, misses, 1_071, TimeSpan.FromSeconds(3.2));
}
