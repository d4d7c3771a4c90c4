using PlanisoContract.Bench;
using PlanisoContract.Bench.Contenders;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Tests.Benchmark;

/// <summary>What can be wrong with a benchmark without any load.</summary>
public sealed class FiguresTests
{
    private const string Told = """
        Running 1s test @ http://127.0.0.1:1
        Requests/sec:  71000.00
        figures requests=2000 bytes=1000000 microseconds=500000 refused=3 broken=2 wrong=1 p50=400 p99=1500 generator=450000
        example 404 {"code":404}
        """;

    [Test]
    public void What_wrk_tells_is_read()
    {
        var figures = Figures.Parse(Told);
        figures.ShouldBe(new Figures(2000, 1_000_000, 500_000, 3, 2, 1, 400, 1500, 450_000, "404 {\"code\":404}"));
        figures.PerSecond.ShouldBe(4000);
        figures.BytesPerSecond.ShouldBe(2_000_000);
        figures.Failed.ShouldBe(6);
        figures.Busy.ShouldBe(0.9);
    }

    [Test]
    public void No_figures_are_no_measurement() =>
        Should.Throw<BenchException>(() => Figures.Parse("unable to connect to 127.0.0.1:1 Connection refused\n"))
            .Message.ShouldContain("Connection refused");

    [TestCase(5, 1, 0, 0, "1 of 5 answers are wrong")]
    [TestCase(5, 0, 1, 0, "1 of 5 answers are wrong")]
    [TestCase(5, 0, 0, 1, "1 of 5 answers are wrong")]
    [TestCase(0, 0, 0, 0, "nothing is answered within 2 s")]
    public void What_is_refused_broken_wrong_or_silent_counts_for_nothing(long requests, long refused, long broken, long wrong, string flaw)
    {
        var figures = new Figures(requests, 100, 2_000_000, refused, broken, wrong, 1, 1);
        figures.Flaw.ShouldBe(flaw);
        Should.Throw<BenchException>(figures.Right).Message.ShouldContain(flaw);
    }

    [Test]
    public void Who_answers_less_than_at_first_is_out()
    {
        var runner = new Runner(new Prism(), null, null);
        runner.Judge(new Figures(100, 70_000, 1, 0, 0, 0, 1, 1));
        runner.Judge(new Figures(100, 69_000, 1, 0, 0, 0, 1, 1));
        runner.LeftOut.ShouldBeNull();
        runner.Judge(new Figures(100, 15_000, 1, 0, 0, 0, 1, 1));
        runner.LeftOut.ShouldBe("its answers have 150 bytes, where they had 700 at first");
    }

    [Test]
    public void Who_has_other_bytes_than_the_mock_is_no_measure_for_it()
    {
        Measured(700).ShouldBeNull();
        Measured(720).ShouldBeNull();
        Measured(600).ShouldBe("its answers have 600 bytes, the mock's 700");

        static string? Measured(long bytes)
        {
            var (bare, mock) = (new Runner(new BareKestrel(), null, null), new Runner(new PlanisoMock(), null, null));
            bare.Samples.Add(new Sample(new Figures(1, bytes, 1, 0, 0, 0, 1, 1), 1));
            mock.Samples.Add(new Sample(new Figures(1, 700, 1, 0, 0, 0, 1, 1), 1));
            bare.Match(mock);
            return bare.LeftOut;
        }
    }

    [Test]
    public void Medians_spreads_and_ratios()
    {
        new[] { 3.0, 1, 2 }.Median().ShouldBe(2);
        new[] { 4.0, 1, 2, 3 }.Median().ShouldBe(2.5);
        new[] { 8.0, 10, 12 }.Spread().ShouldBe(0.4);
        // A slow round slows both: the medians' ratio would be 1.
        new[] { 10.0, 50, 100 }.Ratio([20.0, 100, 50]).ShouldBe(0.5);
    }

    [Test]
    public void Each_request_comes_as_evenly_as_its_share_allows()
    {
        var request = new WorkRequest("GET", "/x", "key", 200);
        new Work("w", "w", [new Share(request, 4), new Share(request, 1), new Share(request, 1)]).Order().ShouldBe([0, 0, 1, 2, 0, 0]);
    }

    [Test]
    public void The_committed_works_can_be_read_and_are_told_apart()
    {
        var file = WorkFile.Load();
        file.Works.Select(work => work.Name).ShouldBe(["one", "list-25", "list-10000", "create", "update", "mix"]);
        file.Works[^1].Shares.Sum(share => share.Request.Body is null ? share.Times : 0).ShouldBe(16);
        file.Works[^1].Order().Length.ShouldBe(20);
        var silos = file.Silos.Select(silo => (string)silo!["key"]!);
        file.Works.SelectMany(work => work.Shares).Select(share => share.Request.Key).ShouldBeSubsetOf(silos);
        Target.All.Select(target => target.Work).ShouldBeSubsetOf(file.Works.Select(work => work.Name));
    }
}
