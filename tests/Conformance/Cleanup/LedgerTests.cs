using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>The ledger: complete before each write, without secrets, and enough to finish what was interrupted.</summary>
public sealed class LedgerTests
{
    [TestCaseSource(typeof(SafeRun), nameof(SafeRun.Apis))]
    public async Task It_knows_every_record_that_was_made(string api)
    {
        var run = await SafeRun.Of(api);
        var file = await WriteAsync(run.Lines);
        var ledger = LedgerReader.Read(file);
        ledger.Head.Tag.ShouldBe(run.Tag);
        ledger.IsFinished.ShouldBeTrue();
        var own = ledger.WriteHistory.Own.Select(record => (record.Resource, record.Identity)).ToHashSet();
        // Linked records are made by the create of another one, and found by their tag.
        var linked = run.Contract.Resources.SelectMany(resource => resource.Fields).Select(field => field.Link?.Resource).ToHashSet();
        run.Judged.Keys.Where(key => !run.Before.ContainsKey(key) && !linked.Contains(key.Resource)).Select(key => (key.Resource, key.Identity))
            .Where(key => !own.Contains(key)).ShouldBeEmpty();
        // Each write has its line with what came.
        ledger.WriteHistory.Lost.ShouldBeEmpty();
        run.Lines.Count(line => line.Contains("\"came\"", StringComparison.Ordinal)).ShouldBe(run.Lines.Count(line => line.Contains("\"does\"", StringComparison.Ordinal)));
    }

    [Test]
    public void Writes_at_once_get_numbers_of_their_own()
    {
        var history = new WriteHistory();
        var write = new Write(OperationKind.Create, null, "Thing", null, null);
        var request = new Request(null, "POST", "/thing", Credential.Full, null, null);
        var numbers = new ConcurrentBag<long>();
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ => numbers.Add(history.Begin(write, request, "/thing", "pc").Number));
        numbers.Distinct().Count().ShouldBe(20_000);
        history.Writes.ShouldBe(20_000);
    }

    [Test]
    public async Task It_is_written_before_each_write_is_sent_whichever_request_it_is()
    {
        var (contract, clock) = (Contracts.Load("lightening"), new SteppingClock());
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var target = await mock.SiloAsync(records: 4);
        var (missing, sent) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<string, int>());
        Ledger? ledger = null;
        var recorder = new Recorder(contract, target.Target)
        {
            Before = (request, _) =>
            {
                var path = request.RequestUri!.AbsolutePath[target.Target.AbsolutePath.Length..];
                if (request.Method.Method is "GET" or "HEAD" or "OPTIONS" && !path.EndsWith("/delete", StringComparison.Ordinal))
                    return;
                // As many lines as requests, whatever others are noted meanwhile.
                var noted = $"\"method\":\"{request.Method}\",\"path\":\"{path}\"";
                var count = sent.AddOrUpdate(noted, 1, (_, before) => before + 1);
                using var reader = new StreamReader(new FileStream(ledger!.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                if (reader.ReadToEnd().Split('\n').Count(line => line.Contains(noted, StringComparison.Ordinal)) < count)
                    missing.Enqueue(noted);
            },
        };
        var run = Run.Create(contract, target, clock.Suite, recorder.Client());
        ledger = SafeRun.StartLedger(run);
        foreach (var rule in contract.Rules.Where(rule => rule.Index % 6 == 0 || rule.Behavior == Behaviors.OtherMethods))
            await PlanisoContract.Conformance.Execution.Judge.JudgeAsync(run, rule);
        var made = await new Session(run).Make(contract.Resources.First(resource => contract.Operation(OperationKind.Create, resource) is not null));
        // A raw request to a create's path is a create.
        await new Session(run).Raw("POST", contract.Operation(OperationKind.Create, made.Resource)!.Path.Expand(), new Sending { RawBody = "name=x", RawContentType = "application/x-www-form-urlencoded" });
        await RunCleanup.Run(run, ledger, keeps: true);
        var writes = sent.Values.Sum();
        writes.ShouldBeGreaterThan(50);
        missing.ShouldBeEmpty();
        (await File.ReadAllLinesAsync(ledger.Path)).Count(line => line.Contains("\"does\"", StringComparison.Ordinal)).ShouldBe(writes);
    }

    [TestCaseSource(typeof(SafeRun), nameof(SafeRun.Apis))]
    public async Task It_holds_no_key_no_body_and_no_query(string api)
    {
        var run = await SafeRun.Of(api);
        var known = new[] { "n", "does", "resource", "identity", "parent", "mark", "method", "path", "silo", "came" };
        foreach (var line in run.Lines.Skip(1).SkipLast(1).Select(line => JsonNode.Parse(line)!.AsObject()))
        {
            line.Select(member => member.Key).ShouldBeSubsetOf(known);
            (line["path"]?.ToString() ?? "").ShouldNotContain("?");
            (line["mark"]?.ToString() ?? run.Tag).ShouldStartWith(run.Tag);
        }
        // The door's name is the key as well, in this address.
        string.Concat(run.Lines.Skip(1)).ShouldNotContain("silo1");
    }

    [TestCase(40)]
    [TestCase(120)]
    public async Task A_run_that_was_cut_off_can_be_finished(int after)
    {
        var (contract, clock) = (Contracts.Load("planio"), new SteppingClock());
        await using var mock = await TestMock.StartAsync([contract], clock: clock);
        var target = await mock.SiloAsync(records: 8);
        var before = await Everything.ReadAsync(contract, target);
        // The process is gone in the middle: nothing more is sent or heard from then on, and the last line is cut in half.
        var dead = new Recorder(contract, target.Target)
        {
            Before = (_, nth) => Cut(nth),
        };
        var run = Run.Create(contract, target, clock.Suite, dead.Client());
        var ledger = SafeRun.StartLedger(run);
        await WholeRun.RunAsync(run);
        ledger.Dispose();
        (await Everything.ReadAsync(contract, target)).Count.ShouldBeGreaterThan(before.Count + 10);
        var text = await File.ReadAllTextAsync(ledger.Path);
        await File.WriteAllTextAsync(ledger.Path, text[..^12]);

        var file = new FileInfo(ledger.Path);
        var result = await CleanupCommand.Clean(contract, target, file, LedgerReader.Read(file), clock.Suite);
        result.LeftBehind.ShouldBeEmpty();
        result.Records.Length.ShouldBeGreaterThan(10);
        result.Unread.ShouldBeEmpty();
        // Which request is the last one differs from run to run; nobody can know what came of a write without a tag, and that is told.
        result.Unresolved.ShouldAllBe(told => told.Contains("held no tag", StringComparison.Ordinal));
        (await Everything.ReadAsync(contract, target)).Keys.ShouldBe(before.Keys, ignoreOrder: true);
        // Once more changes nothing, and says the same.
        var again = LedgerReader.Read(file);
        again.IsFinished.ShouldBe(result.IsFinished);
        (await CleanupCommand.Clean(contract, target, file, again, clock.Suite)).LeftBehind.ShouldBeEmpty();

        void Cut(int nth)
        {
            if (nth > after)
                throw Recorder.Broken();
        }
    }

    [Test]
    public async Task A_ledger_that_is_still_needed_and_any_other_file_are_not_overwritten()
    {
        var file = await WriteAsync(["""{"ledger":1,"tag":"pcabcdefgh","api":"planio","target":"http://t.test","time":"2026-11-21T12:00:00Z"}""",
            """{"n":1,"does":"create","resource":"Company","method":"POST","path":"/companies.json"}"""]);
        var head = new LedgerHead("pcbbbbbbbb", "planio", "http://t.test", default);
        Should.Throw<UsageException>(() => Ledger.Start(file, head)).Message.ShouldContain("--cleanup");
        Should.Throw<UsageException>(() => Ledger.Start(new FileInfo(Repository.PathTo("README.md")), head));
        Should.Throw<UsageException>(() => LedgerReader.Read(new FileInfo(Repository.PathTo("README.md")))).Message.ShouldContain("is no ledger");
        // One that is finished is.
        await File.AppendAllTextAsync(file.FullName, """{"finished":true,"removed":1,"deactivated":0,"remains":0}""" + "\n");
        using var ledger = Ledger.Start(file, head);
        (await File.ReadAllLinesAsync(file.FullName)).ShouldHaveSingleItem().ShouldContain("pcbbbbbbbb");
    }

    [Test]
    public async Task Nothing_is_written_to_a_target_once_the_ledger_cannot_be_written()
    {
        var contract = Contracts.Load("planio");
        var sent = 0;
        var recorder = new Recorder(contract, new Uri("http://target.test")) { Before = (_, _) => { sent++; throw Recorder.Broken(); } };
        var run = Run.Create(contract, new TargetOptions(new Uri("http://target.test"), new Keys("key")), TimeProvider.System, recorder.Client());
        SafeRun.StartLedger(run).Dispose();
        var create = contract.Operations.First(operation => operation.Kind == OperationKind.Create && operation.Parameters.All(parameter => parameter.Role == ParameterRole.Format));
        await Should.ThrowAsync<PreconditionException>(() => new Session(run).Call(create, how: new Sending { RawBody = "{}" }));
        sent.ShouldBe(0);
        run.Stopped!.ShouldContain("ledger");
    }

    private static async Task<FileInfo> WriteAsync(IEnumerable<string> lines)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("ledger").FullName, "run.jsonl");
        await File.WriteAllLinesAsync(path, lines);
        return new FileInfo(path);
    }
}
