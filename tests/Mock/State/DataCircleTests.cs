using System.Collections.Immutable;
using System.Text;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.State;

/// <summary>What one silo exports makes the same silo of another one: the same answers now, and to every later write.</summary>
public sealed class DataCircleTests
{
    private const int Records = 10_000;

    private static readonly ImmutableArray<string> Apis = Contracts.Names;

    private readonly ManualClock _clock = new();
    private Random _chance = null!;
    private Contract _contract = null!;
    private Silos _silos = null!;
    private Simulator _simulator = null!;

    private string[] _formats = [];
    private int _succeeded;

    [TestCaseSource(nameof(Apis))]
    public void Ten_thousand_records_come_back_as_they_were(string api)
    {
        Start(api, 1);
        var ofEach = Records / _contract.Resources.Count(resource => resource.Parent is null);
        var one = Add("one", ofEach);
        var other = Add("other", 3);
        WriteSome(["one"], 300, ofEach);
        _succeeded.ShouldBeGreaterThan(50);
        Circle(one, other);
        SameReads(ofEach + 300);
        WriteSome(["one", "other"], 300, ofEach);
        SameReads(ofEach + 600);
        _succeeded.ShouldBeGreaterThan(Records);
    }

    // Modes store what the contract does not allow: that comes back, too.
    [Test]
    public void So_do_records_that_breakages_made([Values(1, 2, 3, 4, 5, 6)] int seed, [ValueSource(nameof(Apis))] string api)
    {
        Start(api, seed);
        var rules = _contract.Rules.Where(rule => rule.Behavior != Behaviors.UniqueParallel && !rule.Breakages.IsEmpty).ToList();
        ImmutableArray<string> broken = [.. Enumerable.Range(0, 8).Select(_ => rules[_chance.Next(rules.Count)]).DistinctBy(rule => rule.Id)
            .Select(rule => $"{rule.Id}={rule.Breakages[_chance.Next(rule.Breakages.Length)].Name}")];
        var one = Add("one", 6, broken);
        var other = Add("other", 6, broken);
        WriteSome(["one"], 80, 8);
        Circle(one, other);
        SameReads(60);
        WriteSome(["one", "other"], 40, 8);
        SameReads(80);
    }

    [TestCaseSource(nameof(Apis))]
    public void What_is_exported_twice_is_the_same_text(string api)
    {
        Start(api, 2);
        var one = Add("one", 12);
        var other = Add("other", 12);
        WriteSome(["one"], 100, 12);
        var data = new SiloData([_contract], _clock);
        var exported = data.Export(one);
        data.Put(other, DataDocument.Parse("", exported, isYaml: false)).ShouldBeEmpty();
        Encoding.UTF8.GetString(data.Export(other)).ShouldBe(Encoding.UTF8.GetString(exported));
    }

    [TestCaseSource(nameof(Apis))]
    public void Nothing_that_is_generated_needs_to_be_let_off_the_check(string api)
    {
        Start(api, 3);
        Encoding.UTF8.GetString(new SiloData([_contract], _clock).Export(Add("one", 200))).ShouldNotContain(DataFormat.Check);
    }

    private void Start(string api, int seed)
    {
        _chance = new Random(seed);
        _contract = Contracts.Load(api);
        _silos = new Silos([_contract], _clock);
        _simulator = new Simulator(_contract, _clock);
        _formats = [.. _contract.Formats];
    }

    private Silo Add(string key, int records, ImmutableArray<string> broken = default) => _silos.Add(new SiloSettings
    {
        Keys = [new KeyRight(key, true)],
        Seed = 5,
        Records = records,
        Broken = broken.IsDefault ? [] : broken,
    });

    private void Circle(Silo from, Silo to)
    {
        var data = new SiloData([_contract], _clock);
        data.Put(to, DataDocument.Parse("", data.Export(from), isYaml: false)).ShouldBeEmpty();
    }

    private void SameReads(int highest)
    {
        foreach (var operation in _contract.Operations.Where(operation => operation.Kind is OperationKind.List or OperationKind.Find))
        {
            var (most, step) = (operation.Kind == OperationKind.List && operation.Paging is null ? Math.Min(highest, 10) : highest, operation.Paging is null ? 1 : operation.Paging.Size);
            for (var number = 1; number <= most; number += step)
            {
                var query = operation.Paging is null ? "" : $"offset={number - 1}&limit={step}";
                foreach (var format in number == 1 ? _formats : _formats[..1])
                    Same("GET", Path(operation, number, format), query, []);
            }
        }
    }

    private void WriteSome(string[] keys, int count, int highest)
    {
        var writes = _contract.Operations.Where(operation => operation.Writes).ToList();
        for (var step = 0; step < count; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(_chance.Next(3)));
            var operation = writes[_chance.Next(writes.Count)];
            var body = operation.Bodies is [var example, ..] ? example.Example?.ToJsonString() ?? "{}" : "";
            body = body.Replace("a", $"a{_chance.Next(40)}", StringComparison.Ordinal).Replace("1", $"{_chance.Next(1, highest)}", StringComparison.Ordinal);
            var path = Path(operation, _chance.Next(1, highest + 1), _formats[0]);
            if (keys.Length == 2)
                Same(operation.Method.Method, path, "", Encoding.UTF8.GetBytes(body));
            else
                Ask(keys[0], operation.Method.Method, path, "", Encoding.UTF8.GetBytes(body));
        }
    }

    private static string Path(Operation operation, int number, string format) =>
        operation.Expand(parameter => parameter.Role == ParameterRole.Format ? format : $"{number}");

    private void Same(string method, string path, string query, byte[] body)
    {
        var one = Ask("one", method, path, query, body);
        var other = Ask("other", method, path, query, body);
        other.Status.ShouldBe(one.Status, $"{method} {path}?{query} {Encoding.UTF8.GetString(body)}");
        if (!other.Body.Span.SequenceEqual(one.Body.Span))
            Encoding.UTF8.GetString(other.Body.Span).ShouldBe(Encoding.UTF8.GetString(one.Body.Span), $"{method} {path}?{query}");
    }

    private SimulatedResponse Ask(string key, string method, string path, string query, byte[] body)
    {
        var answer = _simulator.Answer(new SimulatedRequest(method, path, query, name => Header(key, name, body), body), _silos, _silos.Default);
        if (answer.Status < 300)
            _succeeded++;
        return answer;
    }

    private string? Header(string key, string name, byte[] body) => name.ToUpperInvariant() switch
    {
        "AUTHORIZATION" => _contract.SecuritySchemes.Any(scheme => scheme.Place == SecurityPlace.Scheme) ? $"Bearer {key}" : key,
        "X-REDMINE-API-KEY" => key,
        "CONTENT-TYPE" => body.Length > 0 ? "application/json" : null,
        _ => null,
    };
}
