using System.Diagnostics;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>Ctrl+C and SIGTERM in the middle of a run, as a process has them.</summary>
public sealed class InterruptionTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task A_signal_ends_the_rules_and_cleans_up(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no such signals.");
        var contract = Contracts.Load("planio");
        await using var mock = await TestMock.StartAsync([contract]);
        var target = await mock.SiloAsync(records: 5);
        var before = await Everything.ReadAsync(contract, target);
        var ledger = Path.Combine(Directory.CreateTempSubdirectory("signal").FullName, "run.jsonl");
        // So slow that it cannot be through: what is interrupted waits for its turn.
        using var suite = Start(target, ledger, "--rate", "60");
        await UntilWrites(suite, ledger, 3);
        Signal(suite, signal);
        var output = await suite.StandardOutput.ReadToEndAsync();
        await suite.WaitForExitAsync();
        suite.ExitCode.ShouldBe(2, output);
        output.ShouldContain("interrupted");
        output.ShouldContain("cleaning up");
        output.ShouldContain(ledger);
        var noted = LedgerReader.Read(new FileInfo(ledger));
        noted.IsFinished.ShouldBeTrue(output);
        noted.WriteHistory.Own.ShouldNotBeEmpty();
        (await Everything.ReadAsync(contract, target)).Keys.ShouldBe(before.Keys, ignoreOrder: true);
    }

    [Test]
    public async Task After_a_crash_the_ledger_finishes_the_run_from_the_command_line()
    {
        var contract = Contracts.Load("planio");
        await using var mock = await TestMock.StartAsync([contract]);
        var target = await mock.SiloAsync(records: 5);
        var before = await Everything.ReadAsync(contract, target);
        var ledger = Path.Combine(Directory.CreateTempSubdirectory("signal").FullName, "run.jsonl");
        using var suite = Start(target, ledger, "--rate", "60");
        await UntilWrites(suite, ledger, 12);
        suite.Kill();
        await suite.WaitForExitAsync();
        (await Everything.ReadAsync(contract, target)).Count.ShouldBeGreaterThan(before.Count);

        var key = target.Keys.Of(PlanisoContract.Conformance.Http.Credential.Full)!;
        var wrong = await Program.RunAsync(Program.Conformance, "--cleanup", ledger, "--key", key, "--target", "http://127.0.0.1:9");
        wrong.Code.ShouldBe(2, wrong.All);
        wrong.Error.ShouldContain(target.Base);
        var cleaned = await Program.RunAsync(Program.Conformance, "--cleanup", ledger, "--key", key);
        cleaned.Code.ShouldBe(0, cleaned.All);
        cleaned.Output.ShouldContain("removed");
        (await Everything.ReadAsync(contract, target)).Keys.ShouldBe(before.Keys, ignoreOrder: true);
    }

    private static Process Start(TargetOptions target, string ledger, params string[] more)
    {
        var suite = Program.Start(Program.Conformance, ["--target", target.Target.ToString(), "--api", "planio",
            "--key", target.Keys.Of(PlanisoContract.Conformance.Http.Credential.Full)!, "--ledger", ledger, .. more]);
        suite.ErrorDataReceived += (_, _) => { };
        suite.BeginErrorReadLine();
        return suite;
    }

    // The file itself says when: it is written before each write.
    private static async Task UntilWrites(Process suite, string ledger, int writes)
    {
        var enough = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(ledger)!);
        watcher.Changed += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();
        await Task.WhenAny(enough.Task, suite.WaitForExitAsync());
        enough.Task.IsCompleted.ShouldBeTrue("the run ended before it had written");

        void Look()
        {
            if (File.Exists(ledger) && Regex.Count(Read(ledger), "\"came\":\"made\"") >= writes)
                enough.TrySetResult();
        }
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
