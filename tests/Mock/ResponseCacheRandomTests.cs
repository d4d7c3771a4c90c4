using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>The same request gets what the simulator would answer now, whatever happened meanwhile.</summary>
public sealed class ResponseCacheRandomTests
{
    private const int Steps = 1500;
    private static readonly ImmutableArray<Contract> All = [.. Contracts.Names.Select(Contracts.Load)];
    private static readonly string?[] Keys = ["Bearer one", "Bearer one-reader", "Bearer other", "Bearer nobody", "Basic b25lOng=", "one", "bearer  one", null];
    private static readonly string[] Queries = ["", "", "", "x=1", "api_key=one", "key=other", "limit=2&offset=1", "callback=f"];

    private readonly ManualClock _clock = new();
    private Random _chance = null!;
    private int _late;

    [TestCase(1, 0)]
    [TestCase(2, 1)]
    [TestCase(3, 8)]
    [TestCase(4, 30)]
    [TestCase(5, 100)]
    public async Task Whoever_asks_again_is_answered_as_whoever_asks_once(int seed, int broken)
    {
        _chance = new Random(seed);
        ImmutableArray<SiloSettings> settings = [Silo("one", 0), Silo("other", broken), Silo("door", broken)];
        await using var front = await DirectMock.StartAsync(All, settings, _clock);
        // The same silos without a host: nothing in front of it remembers what was asked.
        var silos = new Silos(All, _clock);
        foreach (var silo in settings)
            silos.Add(silo);
        var simulators = All.Select(contract => new Simulator(contract, _clock)).ToList();
        ImmutableArray<Question> pool = [.. Enumerable.Range(0, 80).Select(_ => Reading())];
        for (var step = 0; step < Steps; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(_chance.Next(2)));
            var question = Next(pool, silos, front);
            var path = question.Path;
            if (simulators.Find(one => one.Find(path) is not null) is not { } simulator)
                continue;
            var anonymous = question.BaseOf is { } name ? silos.Find(name)!.Silo : silos.Default;
            var expected = simulator.Answer(new SimulatedRequest(question.Method, path, question.Query, question.Header, question.Body)
            {
                Base = question.Prefix,
            }, silos, anonymous);
            var actual = await front.AskAsync(question);
            actual.Status.ShouldBe(expected.Status, $"step {step}: {question}");
            actual.ContentType.ShouldBe(expected.ContentType, $"step {step}: {question}");
            actual.Body.ShouldBe(question.Method == "HEAD" ? "" : Encoding.UTF8.GetString(expected.Body.Span), $"step {step}: {question}");
        }
    }

    // Mostly one of those that were asked before, else something that may change its answer.
    private Question Next(ImmutableArray<Question> pool, Silos silos, DirectMock front)
    {
        var dice = _chance.Next(100);
        if (dice == 0)
        {
            var name = Any(silos.All).Name;
            silos.Reset(silos.Find(name)!.Silo);
            front.Silos.Reset(front.Silos.Find(name)!.Silo);
        }
        else if (dice == 1 && _late < 3)
        {
            // One that requests of the pool have sent before.
            var late = Silo(++_late == 1 ? "nobody" : $"late{_late}", _late);
            silos.Add(late);
            front.Silos.Add(late);
        }
        return dice switch
        {
            < 15 => Writing(),
            < 25 => Any(pool) is var other && _chance.Next(3) is var what && what == 0 ? other with { Method = "HEAD" }
                : what == 1 ? other with { Body = "{}"u8.ToArray() } : other with { Key = Any(Keys) },
            _ => Any(pool),
        };
    }

    private SiloSettings Silo(string key, int broken)
    {
        var rules = All.SelectMany(contract => contract.Rules).Where(rule => rule.Behavior != Behaviors.UniqueParallel && !rule.Breakages.IsEmpty).ToList();
        return new SiloSettings
        {
            Keys = [new KeyRight(key, true), new KeyRight(key + "-reader", false)],
            Seed = _chance.Next(100),
            Records = 6,
            Broken = [.. Enumerable.Range(0, broken).Select(_ => Any(rules)).DistinctBy(rule => rule.Id)
                .Select(rule => $"{rule.Id}={Any(rule.Breakages).Name}").Concat(broken > 8 ? [Sequences.Id] : [])],
        };
    }

    private Question Reading()
    {
        var operation = Any(Any(All).Operations.Where(operation => operation.Kind is OperationKind.List or OperationKind.Find).ToList());
        return Ask(operation) with { Query = Any(Queries) };
    }

    private Question Writing()
    {
        var operation = Any(Any(All).Operations.Where(operation => operation.Writes).ToList());
        var example = operation.Bodies is [var body, ..] ? body.Example?.ToJsonString() ?? "{}" : "";
        // The documented values at times, others at others.
        if (_chance.Next(2) == 0)
            example = example.Replace("a", $"a{_chance.Next(9)}", StringComparison.Ordinal);
        return Ask(operation) with { Key = "Bearer " + Any<string>(["one", "other", "door"]), Body = Encoding.UTF8.GetBytes(example) };
    }

    private Question Ask(Operation operation) => new(operation.Method.Method, operation.Expand(parameter => parameter.Role == ParameterRole.Format
        ? Any<string>(["json", "xml", "yaml"]) : Any<string>(["1", "2", "3", "03", "3x", "9"])))
    {
        Key = Any(Keys),
        SwitchTo = Any<string?>([null, null, "one", "one-reader", "nobody"]),
        BaseOf = Any<string?>([null, "one", "other", "door"]),
    };

    private T Any<T>(IReadOnlyList<T> from) => from[_chance.Next(from.Count)];
}
