using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Overrides;

/// <summary>Simulators with overrides before them, asked without a host: delays and faults are told, not carried out.</summary>
internal sealed class OverriddenMock
{
    private static readonly ImmutableArray<Contract> All = [.. Contracts.Names.Select(Contracts.Load)];

    private readonly TimeProvider _clock = new ManualClock();
    private readonly OverrideStep _step;

    /// <param name="overrides">As people write them.</param>
    /// <param name="seed">For what is random.</param>
    public OverriddenMock(string overrides = "[]", int seed = 1)
    {
        Silos = new Silos(All, _clock);
        foreach (var key in new[] { "demo", "demo-other" })
            Silos.Add(new SiloSettings { Keys = [new KeyRight(key, true)], Seed = 1, Records = 5 });
        List = new OverrideList(seed, Read(overrides));
        _step = new OverrideStep(List, Silos);
    }

    public Silos Silos { get; }

    public OverrideList List { get; }

    /// <summary>The overrides that a text describes.</summary>
    public ImmutableArray<Override> Read(string overrides)
    {
        var made = Try(overrides, out var problems);
        problems.ShouldBeEmpty();
        return made;
    }

    /// <summary>What is wrong with a description, line by line.</summary>
    public string[] Problems(string overrides)
    {
        _ = Try(overrides, out var problems);
        return problems;
    }

    public void Add(string overrides) => List.Add(Read(overrides));

    public async Task<OverriddenAnswer> AskAsync(
        string method, string url, string? body = null, string? key = "demo", params (string Name, string Value)[] headers)
    {
        var (path, query) = url.Split('?') is [var before, var after] ? (before, after) : (url, "");
        string? Header(string name) => name.ToUpperInvariant() switch
        {
            "AUTHORIZATION" => key is null ? null : $"Bearer {key}",
            "X-REDMINE-API-KEY" => key,
            "CONTENT-TYPE" => body is null ? null : "application/json",
            _ => headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value,
        };
        var request = new SimulatedRequest(method, path, query, Header, Encoding.UTF8.GetBytes(body ?? ""));
        foreach (var contract in All)
        {
            var simulator = new Simulator(contract, _clock);
            if (simulator.Find(path) is not { } match)
                continue;
            SimulatedResponse Simulate() => simulator.Answer(request, Silos, Silos.Default);
            if (_step.IsIdle(Header(Preference.Header)) || _step.Decide(simulator, match, request, Silos.Default) is not var (asked, decision))
                return new OverriddenAnswer(Simulate(), null);
            return new OverriddenAnswer(await decision.AnswerAsync(asked, () => new(Simulate())), decision);
        }
        throw new ArgumentException($"No API has the path {path}.", nameof(url));
    }

    private ImmutableArray<Override> Try(string overrides, out string[] problems)
    {
        using var document = JsonDocument.Parse(overrides);
        var reader = new OverrideReader(All, Silos.All.SelectMany(silo => silo.Settings.Keys).Select(right => right.Key));
        var made = reader.Read(document.RootElement);
        problems = [.. reader.Problems.Select(problem => problem.ToString())];
        return made;
    }
}

/// <summary>An answer, and what a host would have done about it.</summary>
internal sealed record OverriddenAnswer(SimulatedResponse Response, Decision? Decision)
{
    public int Status => Response.Status;

    public string Text => Encoding.UTF8.GetString(Response.Body.Span);

    public JsonElement Json => JsonDocument.Parse(Response.Body).RootElement;

    public string? Header(string name) => Response.Headers.Where(header => header.Key == name).Select(header => header.Value).SingleOrDefault();

    public double Delay => Decision?.Delay.TotalMilliseconds ?? 0;
}
