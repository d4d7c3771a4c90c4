using PlanisoContract.Bench;
using PlanisoContract.Bench.Loads;
using PlanisoContract.Bench.Reports;

namespace PlanisoContract.Tests.Benchmark;

/// <summary>What can be wrong with a benchmark without any load.</summary>
public sealed class FiguresTests
{
    private const string Told = """
        Running 1s test @ http://127.0.0.1:1
        Requests/sec:  71000.00
        figures requests=2000 bytes=1000000 microseconds=500000 refused=3 broken=2 wrong=1 p50=400 p99=1500
        example 404 {"code":404}
        """;

    [Test]
    public void What_wrk_tells_is_read()
    {
        var figures = Figures.Parse(Told);
        figures.ShouldBe(new Figures(2000, 1_000_000, 500_000, 3, 2, 1, 400, 1500, "404 {\"code\":404}"));
        figures.PerSecond.ShouldBe(4000);
        figures.BytesPerSecond.ShouldBe(2_000_000);
        figures.Failed.ShouldBe(6);
    }

    [Test]
    public void No_figures_are_no_measurement() =>
        Should.Throw<BenchException>(() => Figures.Parse("unable to connect to 127.0.0.1:1 Connection refused\n"))
            .Message.ShouldContain("Connection refused");

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
