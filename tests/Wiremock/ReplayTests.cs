using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Wiremock;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Playing;

namespace PlanisoContract.Tests.Wiremock;

/// <summary>What the real WireMock was recorded to answer, the mock answers, too.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ReplayTests
{
    // Far more than any case needs: a case that hangs is a failure with a name, not a run that never ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, JsonObject> Recorded =
        Files.Topics.ToDictionary(topic => topic, Files.Recorded);

    private static readonly ImmutableSortedDictionary<string, string> Differences = Files.Differences();

    internal static IEnumerable<TestCaseData<StubCase>> Cases() =>
        Files.Topics.SelectMany(topic => Files.Cases(topic)).Select(played => new TestCaseData<StubCase>(played) { TestName = $"{{m}}({played.Id})" });

    [TestCaseSource(nameof(Cases))]
    public async Task Answers_as_the_real_one(object played) => await CheckAsync((StubCase)played);

    [Test]
    public void There_are_at_least_three_hundred() =>
        Files.Topics.Sum(topic => Files.Cases(topic).Length).ShouldBeGreaterThanOrEqualTo(300);

    [Test]
    public void Every_recording_is_of_a_case()
    {
        Files.RecordedTopics.Except(Files.Topics).ShouldBeEmpty("recordings without a file of cases");
        foreach (var topic in Files.Topics)
            Recorded[topic].Select(answers => answers.Key).Except(Files.Cases(topic).Select(played => played.Name)).ShouldBeEmpty($"recorded/{topic}.json");
    }

    [Test]
    public void Every_difference_is_of_a_case_and_has_a_reason()
    {
        Differences.Keys.Except(Files.Topics.SelectMany(topic => Files.Cases(topic)).Select(played => played.Id)).ShouldBeEmpty();
        Differences.Where(difference => string.IsNullOrWhiteSpace(difference.Value)).ShouldBeEmpty();
    }

    private static async Task CheckAsync(StubCase played)
    {
        if (Recorded[played.Topic][played.Name] is not JsonArray expected)
        {
            Assert.Fail($"{played} is not recorded: dotnet run --project tests/Wiremock/Recording -- {played.Topic}");
            return;
        }
        var found = await ReplayAsync(played, expected);
        var known = Differences.TryGetValue(played.Id, out var reason);
        if (found.Count > 0 && !known)
            Assert.Fail($"{played} is not answered as the real WireMock does.\n{string.Join('\n', found)}");
        if (found.Count == 0 && known)
            Assert.Fail($"{played} differs no more. Take it out of differences.json, where it says: {reason}");
    }

    private static async Task<IReadOnlyList<string>> ReplayAsync(StubCase played, JsonArray expected)
    {
        await using var mock = await ReplayMock.StartAsync(played.GlobalTemplating);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Comparison.Of(played, expected, await new Player(mock.Url, played).PlayAsync(patience.Token));
        }
        catch (RecordingException wrong)
        {
            return [wrong.Message];
        }
    }
}
