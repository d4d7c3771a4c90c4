using System.IO.Enumeration;
using Microsoft.AspNetCore.Builder;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Conformance.Observation;

namespace PlanisoContract.Tests.SensibleServers;

/// <summary>
/// What every backend of this folder must show: the suite passes it as it is, three times in a row and each time alike, and
/// notices each of its defects by the rules that are about them.
/// </summary>
/// <typeparam name="TDefect">The backend's defects; the default is none.</typeparam>
/// <param name="contract">What the backend serves.</param>
/// <param name="backend">The backend with a defect.</param>
public abstract class SensibleServerTests<TDefect>(Contract contract, Func<TimeProvider, TDefect, Action<WebApplication>> backend) where TDefect : struct, Enum
{
    protected SensibleServerTests(string api, Func<TimeProvider, TDefect, Action<WebApplication>> backend)
        : this(Contracts.Load(api), backend)
    {
    }

    private SensibleRun _server = null!;
    private RunResult _first = null!;
    private RunResult _observed = null!;

    /// <summary>Ids, with wildcards, that fail though the backend does nothing that its document forbids, until a declaration is changed.</summary>
    protected virtual string[] Pending => [];

    /// <summary>Records that are there before a run: where to post them, and as what form or JSON.</summary>
    protected abstract (string Path, string Form)[] Records { get; }

    [OneTimeSetUp]
    public async Task JudgeOnce()
    {
        _server = await StartAsync(default);
        (_first, _observed) = await _server.JudgeObservedAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public void It_is_accused_of_nothing()
    {
        string.Join('\n', _first.Failed.Where(result => !Pending.Any(pattern => Fits(pattern, result)))).ShouldBeEmpty();
        // What is repaired must leave the list.
        Pending.Where(pattern => !_first.Failed.Any(result => Fits(pattern, result))).ShouldBeEmpty();
        _first.ExitCode.ShouldBe(Pending.Length == 0 ? RunResult.Conforms : RunResult.Violates);
    }

    [Test]
    public async Task It_is_read_alike_the_second_and_the_third_time()
    {
        var report = SensibleRun.Report(_first);
        for (var again = 0; again < 2; again++)
        {
            var drift = (await _server.JudgeAsync(earlier: report)).Drift!;
            string.Join('\n', drift.Rules.Select(rule => $"{rule}").Concat(drift.Fields.Select(field => $"{field}"))).ShouldBeEmpty();
        }
    }

    [Test]
    public void Its_traffic_accuses_it_of_nothing() => _observed.Violations().ShouldBeEmpty();

    /// <summary>The backend with a defect is told from the one without by the rules that the defect is about.</summary>
    private protected async Task NoticeAsync(Mistake<TDefect> mistake)
    {
        mistake.Rules.ShouldNotBeEmpty();
        _first.Failed.Select(result => result.Rule.Id).Intersect(mistake.Rules).ShouldBeEmpty("the sound backend fails them, too");
        await using var server = await StartAsync(mistake.Defect);
        var result = await server.JudgeAsync(mistake.InWholeRun ? null : mistake.Rules);
        var noticed = result.Failed.Select(failed => failed.Rule.Id).Intersect(mistake.Rules).ToArray();
        noticed.ShouldBe(mistake.Rules, ignoreOrder: true, string.Join('\n', result.Results.Where(judged => mistake.Rules.Contains(judged.Rule.Id))));
    }

    private Task<SensibleRun> StartAsync(TDefect defect) => SensibleRun.StartAsync(contract, clock => backend(clock, defect), Records);

    private static bool Fits(string pattern, RuleResult result) => FileSystemName.MatchesSimpleExpression(pattern, result.Rule.Id);
}
