using System.Net;
using PlanisoContract.Mock.Stubs.Responses;

namespace PlanisoContract.Tests.Stubs;

/// <summary>Delays on a clock of the test's own: nobody waits.</summary>
[CancelAfter(60_000)]
public sealed class DelayTests
{
    [TestCase("""{ "fixedDelayMilliseconds": 3000 }""", 3000)]
    [TestCase("""{ "delayDistribution": { "type": "fixed", "milliseconds": 70 } }""", 70)]
    [TestCase("""{ "delayDistribution": { "type": "uniform", "lower": 40, "upper": 40 } }""", 40)]
    [TestCase("""{ "delayDistribution": { "type": "lognormal", "median": 90, "sigma": 0 } }""", 90)]
    [TestCase("""{ "fixedDelayMilliseconds": 3000, "delayDistribution": { "type": "fixed", "milliseconds": 70 } }""", 3070)]
    public async Task An_answer_comes_when_its_time_is_over(string response, int milliseconds, CancellationToken patience)
    {
        var clock = new ManualClock();
        await using var mock = await StubMock.StartAsync(clock: clock);
        await mock.StubAsync("/slow", response);
        var answer = mock.Client.GetAsync("/slow", patience);
        (await clock.NextWaitAsync(patience)).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        clock.Waiting.ShouldBe(1);
        answer.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_delay_of_all_answers_holds_the_contracts_back_too_but_not_a_stub_that_says_another(CancellationToken patience)
    {
        var clock = new ManualClock();
        await using var mock = await StubMock.StartAsync(clock: clock, withApis: true);
        await mock.StubAsync("/quick", """{ "fixedDelayMilliseconds": 0 }""");
        await mock.StubAsync("/plain", "{}");
        mock.Overlay.Responder.Delays = new DelaySettings(500, null);
        foreach (var path in (string[])["/plain", "/v1/user?key=demo"])
        {
            var answer = mock.Client.GetAsync(path, patience);
            (await clock.NextWaitAsync(patience)).ShouldBe(TimeSpan.FromMilliseconds(500));
            clock.Advance(TimeSpan.FromMilliseconds(500));
            (await answer).StatusCode.ShouldNotBe(HttpStatusCode.NotFound);
        }
        using var quick = await mock.Client.GetAsync("/quick", patience);
        using var own = await mock.Client.GetAsync("/__admin/health", patience);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Waiting.ShouldBe(0);
    }

    [Test]
    public async Task A_client_that_leaves_ends_the_wait(CancellationToken patience)
    {
        var clock = new ManualClock();
        await using var mock = await StubMock.StartAsync(clock: clock);
        await mock.StubAsync("/slow", """{ "fixedDelayMilliseconds": 100000 }""");
        using (var leaving = CancellationTokenSource.CreateLinkedTokenSource(patience))
        {
            var answer = mock.Client.GetAsync("/slow", leaving.Token);
            await clock.NextWaitAsync(patience);
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(answer);
        }
        while (clock.Waiting > 0)
        {
            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Test]
    public async Task A_dribbled_body_comes_piece_by_piece(CancellationToken patience)
    {
        var clock = new ManualClock();
        await using var mock = await StubMock.StartAsync(clock: clock);
        await mock.StubAsync("/dribble", """{ "body": "abcdefgh", "chunkedDribbleDelay": { "numberOfChunks": 3, "totalDuration": 300 } }""");
        var answer = mock.Client.GetAsync("/dribble", HttpCompletionOption.ResponseHeadersRead, patience);
        var came = new byte[8];
        Stream? body = null;
        foreach (var piece in (string[])["ab", "cd", "efgh"])
        {
            (await clock.NextWaitAsync(patience)).ShouldBe(TimeSpan.FromMilliseconds(100));
            clock.Advance(TimeSpan.FromMilliseconds(100));
            body ??= await (await answer).Content.ReadAsStreamAsync(patience);
            var length = await body.ReadAtLeastAsync(came, piece.Length, cancellationToken: patience);
            System.Text.Encoding.ASCII.GetString(came, 0, length).ShouldBe(piece);
        }
        (await body!.ReadAsync(came, patience)).ShouldBe(0);
    }

    [Test]
    public void Random_delays_repeat_with_their_seed_and_keep_their_bounds()
    {
        foreach (var random in (DelayDistribution[])[new DelayDistribution.Uniform(10, 20), new DelayDistribution.LogNormal(50, 0.5, 80)])
        {
            var (one, same, other) = (new Dice(3), new Dice(3), new Dice(4));
            var first = Enumerable.Range(0, 200).Select(_ => random.Sample(one)).ToList();
            Enumerable.Range(0, 200).Select(_ => random.Sample(same)).ShouldBe(first);
            Enumerable.Range(0, 200).Select(_ => random.Sample(other)).ShouldNotBe(first);
            first.Distinct().Count().ShouldBeGreaterThan(5);
        }
        var uniform = new Dice(1);
        Enumerable.Range(0, 500).Select(_ => new DelayDistribution.Uniform(1, 3).Sample(uniform)).Distinct().Order().ShouldBe([1L, 2, 3]);
        var skewed = Enumerable.Range(0, 2000).Select(_ => new DelayDistribution.LogNormal(50, 0.5, 80).Sample(uniform)).Order().ToList();
        skewed[^1].ShouldBeLessThanOrEqualTo(80);
        skewed[1000].ShouldBeInRange(40, 55);
    }
}
