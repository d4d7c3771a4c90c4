using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>What is left on a server after a run, and that nothing of anybody else's is touched.</summary>
public sealed class CleanupTests
{
    [TestCaseSource(typeof(SafeRun), nameof(SafeRun.Apis))]
    public async Task Every_record_that_a_run_makes_holds_its_tag(string api)
    {
        var run = await SafeRun.Of(api);
        string.Join('\n', run.Result.Results.Where(result => result.Verdict != VerdictKind.Pass)).ShouldBeEmpty();
        var made = run.Judged.Where(pair => !run.Before.ContainsKey(pair.Key)).ToList();
        made.Count.ShouldBeGreaterThan(100);
        made.Where(pair => !Tags.Hold(run.Contract, run.Contract.Resource(pair.Key.Resource), pair.Value, run.Tag))
            .Select(pair => $"{pair.Key.Resource} {pair.Value.ToJsonString()}").ShouldBeEmpty();
    }

    [TestCaseSource(typeof(SafeRun), nameof(SafeRun.Apis))]
    public async Task After_a_run_none_of_its_records_is_there_and_active_unless_the_api_offers_no_delete(string api)
    {
        var run = await SafeRun.Of(api);
        run.Cleanup.Unread.ShouldBeEmpty();
        run.Cleanup.Unresolved.ShouldBeEmpty();
        run.Cleanup.IsFinished.ShouldBeTrue();
        foreach (var (key, record) in run.After.Where(pair => !run.Before.ContainsKey(pair.Key)))
        {
            var resource = run.Contract.Resource(key.Resource);
            if (run.Contract.Operation(OperationKind.Delete, resource) is null)
                continue;
            resource.SoftDelete.ShouldNotBeNull($"{key} should be gone");
            record[resource.SoftDelete.Field]!.ToString().ShouldBeOneOf("false", "0");
        }
        // What the result says of each is what the lists show.
        var left = run.After.Keys.Where(key => !run.Before.ContainsKey(key)).Select(key => (key.Resource, key.Identity)).ToHashSet();
        run.Cleanup.LeftBehind.Where(record => record.Silo == Credential.Full).Select(record => (record.Resource, record.Identity)).ShouldBe(left, ignoreOrder: true);
        run.Cleanup.Records.Select(record => (record.Silo, record.Resource, record.Identity)).ShouldBeUnique();
    }

    [TestCaseSource(typeof(SafeRun), nameof(SafeRun.Apis))]
    public async Task No_record_that_was_there_before_is_changed_or_gone(string api)
    {
        var run = await SafeRun.Of(api);
        run.Before.Count.ShouldBeGreaterThan(10);
        foreach (var (key, record) in run.Before)
            run.After[key].ToJsonString().ShouldBe(record.ToJsonString(), $"{key}");
    }

    [TestCase("planio")]
    [TestCase("lightening")]
    public async Task A_server_that_takes_everything_is_cleaned_of_it_all_the_same(string api)
    {
        // Creates without any text cannot hold the tag; the ledger knows them.
        var contract = Contracts.Load(api);
        var clock = new SteppingClock();
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var lax = contract.Rules.SelectMany(rule => rule.Breakages.Where(breakage => breakage.Name is "accepted" or "stored")
            .Take(1).Select(breakage => $"{rule.Id}={breakage.Name}")).ToList();
        lax.Count.ShouldBeGreaterThan(10);
        var target = await mock.SiloAsync(broken: lax, records: 10);
        var before = await Everything.ReadAsync(contract, target);
        var run = Run.Create(contract, target, clock.Suite);
        var rules = contract.Rules.Where(rule => rule.Index % 12 == 0 || rule.Breakages.Any(breakage => breakage.Name is "accepted" or "stored"));
        (await WholeRun.RunAsync(run, rules)).Count(VerdictKind.Fail).ShouldBeGreaterThan(10);
        var cleanup = (await Cleaner.Clean(run))!;
        var after = await Everything.ReadAsync(contract, target);
        after.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => $"{pair.Key} {pair.Value.ToJsonString()} {cleanup.Records.FirstOrDefault(record => record.Identity == pair.Key.Identity)}").ShouldBeEmpty();
        before.Keys.Except(after.Keys).ShouldBeEmpty();
        cleanup.LeftBehind.ShouldBeEmpty();
    }

    [Test]
    public async Task Records_whose_creates_were_never_answered_are_found_by_the_tag()
    {
        var (contract, clock) = (Contracts.Load("planio"), new SteppingClock());
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var target = await mock.SiloAsync(records: 8);
        var before = await Everything.ReadAsync(contract, target);
        var lost = 0;
        // Every third create is done, and nobody hears of it.
        var losing = new Recorder(contract, target.Target)
        {
            After = (request, response) =>
            {
                if (request.Method == HttpMethod.Post && response.StatusCode == HttpStatusCode.Created && Interlocked.Increment(ref lost) % 3 == 0)
                    throw Recorder.Broken();
            },
        };
        var run = Run.Create(contract, target, clock.Suite, losing.Client());
        await WholeRun.RunAsync(run, contract.Rules.Where(rule => rule.Index % 7 == 0));
        run.WriteHistory.Lost.Length.ShouldBeGreaterThan(5);
        var cleanup = (await Cleaner.Clean(run))!;
        cleanup.Records.Length.ShouldBeGreaterThan(run.WriteHistory.Own.Length);
        cleanup.LeftBehind.ShouldBeEmpty();
        cleanup.Unresolved.ShouldBeEmpty();
        (await Everything.ReadAsync(contract, target)).Keys.ShouldBe(before.Keys, ignoreOrder: true);
    }

    [Test]
    public async Task A_delete_that_does_nothing_is_told_and_the_others_go_on()
    {
        var (contract, clock) = (Contracts.Load("planio"), new SteppingClock());
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        // Of the parent resource every delete is a lie.
        var hard = contract.Rules.First(rule => rule.Behavior == Behaviors.HardDelete && rule.Place.Resource!.Parent is null);
        var target = await mock.SiloAsync(broken: [$"{hard.Id}=kept"], records: 8);
        var run = Run.Create(contract, target, clock.Suite);
        await WholeRun.RunAsync(run, contract.Rules.Where(rule => rule.Index % 15 == 0));
        var cleanup = (await Cleaner.Clean(run))!;
        var name = hard.Place.Resource!.Name;
        cleanup.Records.Where(record => record.Resource == name).ShouldAllBe(record => record.State == RecordState.Remains && record.Why.Contains("still there"));
        cleanup.Records.Where(record => record.Resource != name).ShouldAllBe(record => record.State == RecordState.Removed);
        cleanup.Records.Length.ShouldBeGreaterThan(cleanup.LeftBehind.Length);
        cleanup.IsFinished.ShouldBeFalse();
    }

    [Test]
    public async Task A_server_that_fails_now_and_then_is_asked_again()
    {
        var (contract, clock) = (Contracts.Load("lightening"), new SteppingClock());
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var target = await mock.SiloAsync(records: 8);
        var before = await Everything.ReadAsync(contract, target);
        var (cleans, nth) = (false, 0);
        var flaky = new Recorder(contract, target.Target)
        {
            After = (_, response) =>
            {
                if (Volatile.Read(ref cleans) && Interlocked.Increment(ref nth) % 4 == 0)
                    response.StatusCode = HttpStatusCode.BadGateway;
                else if (Volatile.Read(ref cleans) && nth % 4 == 2)
                    throw Recorder.Broken();
            },
        };
        var run = Run.Create(contract, target, clock.Suite, flaky.Client());
        await WholeRun.RunAsync(run, contract.Rules.Where(rule => rule.Index % 5 == 0));
        Volatile.Write(ref cleans, true);
        var cleanup = (await Cleaner.Clean(run))!;
        cleanup.Count(RecordState.Removed).ShouldBeGreaterThan(cleanup.Records.Length * 3 / 4);
        // A second try takes the rest.
        Volatile.Write(ref cleans, false);
        (await Cleaner.Clean(run))!.LeftBehind.ShouldBeEmpty();
        (await Everything.ReadAsync(contract, target)).Keys.ShouldBe(before.Keys, ignoreOrder: true);
    }

    [Test]
    public async Task A_record_that_has_the_identity_of_one_that_is_gone_is_left_alone()
    {
        // The server gives an identity again: what the run deleted itself is somebody else's now.
        var contract = Contracts.Load("lightening");
        var resource = contract.Resources.First(one => contract.Operation(OperationKind.Create, one) is not null);
        var deleted = new List<string>();
        var target = new Answering(request => request.RequestUri!.AbsolutePath.EndsWith("/delete", StringComparison.Ordinal) || request.Method == HttpMethod.Post
            ? """{"result": true, "id": "7"}"""
            : request.RequestUri.AbsolutePath.EndsWith("/7", StringComparison.Ordinal) ? """{"result": true, "entity": {"id": "7", "name": "Somebody"}}"""
            : """{"result": true, "entities": [{"id": "7", "name": "Somebody"}], "total": 1}""", deleted);
        var run = Run.Create(contract, new TargetOptions(new Uri("http://target.test"), new Keys("key")), TimeProvider.System, new HttpMessageInvoker(target));
        var made = await new Session(run).Make(resource);
        // Its answer named an identity; what is there does not hold the tag.
        var cleanup = (await Cleaner.Clean(run))!;
        deleted.ShouldBeEmpty();
        cleanup.Records.ShouldHaveSingleItem().State.ShouldBe(RecordState.Remains);
        cleanup.Records[0].Why.ShouldContain(run.Tag);
        made.Identity.ShouldBe("7");
    }

    [Test]
    public void What_a_record_shows_of_others_does_not_make_it_the_run_s()
    {
        var contract = SafeRun.ContractOf("library");
        var (referenced, referencing) = (contract.Resources[0], contract.Resources[1]);
        var shows = referencing.Fields.First(field => field.References is not null).Name;
        var text = referencing.Fields.First(field => field is { Type: FieldType.Text, OnCreate: true }).Name;
        var other = new JsonObject { [referenced.Fields.First(field => field.Type == FieldType.Text).Name] = "pcabcdefgh-12 Aa" };
        Tags.Hold(contract, referenced, other, "pcabcdefgh").ShouldBeTrue();
        Tags.Hold(contract, referencing, new JsonObject { [shows] = new JsonArray(other.DeepClone()), [text] = "A book" }, "pcabcdefgh").ShouldBeFalse();
        Tags.Hold(contract, referencing, new JsonObject { [text] = "PCABCDEFGH-1 aa" }, "pcabcdefgh-1").ShouldBeTrue();
        Tags.Hold(contract, referencing, new JsonObject { [text] = "pcabcdefgh-12 Aa" }, "pcabcdefgh-1").ShouldBeFalse();
    }

    /// <summary>A target that answers by a function, and keeps the paths of deletes.</summary>
    private sealed class Answering(Func<HttpRequestMessage, string> answer, List<string> deleted) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/delete", StringComparison.Ordinal))
                deleted.Add(request.RequestUri.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer(request), Encoding.UTF8, "application/json") });
        }
    }
}
