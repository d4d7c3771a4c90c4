using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using PlanisoContract.Conformance.Discovery;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Observation;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.SensibleServers;

/// <summary>A backend under the suite, met as any other target is: over HTTP, with four keys.</summary>
internal sealed class SensibleRun(Contract contract, SensibleServer server, SteppingClock clock) : IAsyncDisposable
{
    private TargetOptions Target => new(server.Url, new Keys("full", "readonly", "other", "vacant")) { Timeout = TestMock.Patience };

    /// <summary>A backend with some records that were there before, in two silos.</summary>
    public static async Task<SensibleRun> StartAsync(Contract contract, Func<TimeProvider, Action<WebApplication>> map, IEnumerable<(string Path, string Form)> records)
    {
        var clock = new SteppingClock();
        var server = await SensibleServer.StartAsync(map(clock));
        foreach (var key in (string[])["full", "other"])
        {
            using var client = new HttpClient { BaseAddress = server.Url };
            client.DefaultRequestHeaders.Authorization = contract.SecuritySchemes.Any(scheme => scheme.Place == SecurityPlace.Basic)
                ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:x"))) : new("Bearer", key);
            client.DefaultRequestHeaders.Add("X-Redmine-API-Key", key);
            foreach (var (path, form) in records)
            {
                using var content = new StringContent(form, new MediaTypeHeaderValue(form.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded"));
                using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
                response.EnsureSuccessStatusCode();
            }
        }
        return new SensibleRun(contract, server, clock);
    }

    /// <summary>A run of all rules, or of some; held against an earlier report where there is one.</summary>
    public async Task<RunResult> JudgeAsync(IEnumerable<string>? rules = null, string? earlier = null)
    {
        var result = await JudgeAsync(Run.Create(contract, Target, clock.Suite), rules);
        return earlier is null ? result : result with { Drift = Comparison.Of(Read(earlier), result) };
    }

    /// <summary>A run of all rules, and what an observer says of its traffic, told that nobody else writes.</summary>
    public async Task<(RunResult Judged, RunResult Observed)> JudgeObservedAsync()
    {
        RunResult? judged = null;
        var traffic = await SuiteTraffic.RecordAsync(clock, async client => judged = await JudgeAsync(Run.Create(contract, Target, clock.Suite, client), null));
        return (judged!, SuiteTraffic.Observe(contract, Target, traffic, onlyClient: true));
    }

    private async Task<RunResult> JudgeAsync(Run run, IEnumerable<string>? rules)
    {
        (await Preflight.Check(run)).ShouldBeNull();
        Rule[] chosen = [.. rules?.Select(id => contract.Rule(id) ?? throw new ArgumentException($"There is no rule {id}.")) ?? contract.Rules];
        (await TargetDiscovery.Discover(run, chosen)).ShouldBeNull();
        return await WholeRun.RunAsync(run, chosen);
    }

    /// <summary>The report that the program would write.</summary>
    public static string Report(RunResult result) => JsonReport.Of(result);

    private Baseline Read(string report)
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            File.WriteAllText(file.FullName, report);
            return Baseline.Read(file, contract);
        }
        finally
        {
            file.Delete();
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
