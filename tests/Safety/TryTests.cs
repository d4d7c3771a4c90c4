using System.Collections.Concurrent;
using System.Diagnostics;
using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Judging;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Fourth;

namespace PlanisoContract.Tests.Safety;

[Explicit]
public sealed class TryTests
{
    [TestCase("planiso")]
    [TestCase("planio")]
    [TestCase("lightening")]
    [TestCase("library")]
    public async Task Try(string api)
    {
        var contract = api == "library" ? FourthApi.Contract : Contracts.Load(api);
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var target = await mock.SiloAsync(records: 20);
        var before = await Everything.ReadAsync(contract, target);
        var watch = Stopwatch.StartNew();
        var run = Run.Create(contract, target, clock.Suite);
        var results = new ConcurrentBag<RuleResult>();
        await Parallel.ForEachAsync(contract.Rules, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (rule, _) => results.Add(await Judge.JudgeAsync(run, rule)));
        TestContext.Out.WriteLine($"{api} {watch.ElapsedMilliseconds} ms, {run.Transport.Requests} requests");
        var after = await Everything.ReadAsync(contract, target);
        foreach (var group in after.Where(pair => !before.ContainsKey(pair.Key)).GroupBy(pair => pair.Key.Resource))
        {
            var untagged = group.Where(pair => !pair.Value.ToJsonString().Contains(run.Tag, StringComparison.Ordinal)).ToList();
            TestContext.Out.WriteLine($"{group.Key}: {group.Count()} new, {untagged.Count} without tag");
            foreach (var one in untagged)
                TestContext.Out.WriteLine("   " + one.Value.ToJsonString()[..Math.Min(600, one.Value.ToJsonString().Length)]);
        }
        watch.Restart();
        var sent = run.Transport.Requests;
        var cleaned = (await PlanisoContract.Conformance.Safety.Cleaner.Clean(run))!;
        TestContext.Out.WriteLine($"cleanup {watch.ElapsedMilliseconds} ms, {run.Transport.Requests - sent} requests, {cleaned.Records.Length} records");
        foreach (var group in cleaned.Records.GroupBy(record => (record.Resource, record.State, record.Why)))
            TestContext.Out.WriteLine($"   {group.Key}: {group.Count()}");
        foreach (var line in cleaned.Unresolved.Concat(cleaned.Unread))
            TestContext.Out.WriteLine($"   {line}");
        after = await Everything.ReadAsync(contract, target);
        TestContext.Out.WriteLine($"left: {after.Count(pair => !before.ContainsKey(pair.Key))}");
        TestContext.Out.WriteLine($"changed: {before.Count(pair => !after.TryGetValue(pair.Key, out var now) || now.ToJsonString() != pair.Value.ToJsonString())}");
    }

    [TestCase("planiso")]
    [TestCase("planio")]
    [TestCase("lightening")]
    [TestCase("library")]
    public async Task Breakages(string api)
    {
        var contract = api == "library" ? FourthApi.Contract : Contracts.Load(api);
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([contract], records: 6, clock: clock);
        var before = await Everything.ReadAsync(contract, await mock.SiloAsync(records: 6));
        var cases = from rule in contract.Rules from breakage in rule.Breakages select (rule, breakage);
        var seen = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            try
            {
                var target = await mock.SiloAsync(broken: [$"{one.rule.Id}={one.breakage.Name}"], records: 6);
                var run = Run.Create(contract, target, clock.Suite);
                await Judge.JudgeAsync(run, one.rule);
                // Another door, without breakage, cannot be had: read through the broken one.
                var after = await Everything.ReadAsync(contract, target);
                foreach (var pair in after.Where(pair => !before.ContainsKey(pair.Key) && !pair.Value.ToJsonString().Contains(run.Tag, StringComparison.OrdinalIgnoreCase)))
                    seen.Add($"{one.rule.Id}={one.breakage.Name}: {pair.Key} {pair.Value.ToJsonString()[..Math.Min(450, pair.Value.ToJsonString().Length)]}");
            }
            catch (Exception wrong)
            {
                seen.Add($"!! {one.rule.Id}={one.breakage.Name}: {wrong.GetType().Name} {wrong.Message[..Math.Min(100, wrong.Message.Length)]}");
            }
        });
        foreach (var line in seen.Order())
            TestContext.Out.WriteLine(line);
    }
}
