using System.Diagnostics;

namespace PlanisoContract.Tests.Conformance.CommandLine;

/// <summary>run-conformance.ps1 in the real PowerShell, a local tool of the repository. CI runs it without a target first of all (.ci/run).</summary>
public sealed class PowerShellTests
{
    [OneTimeSetUp]
    public async Task FindPowerShell()
    {
        if ((await RunAsync("-NoProfile", "-Command", "exit 0")).Code != 0)
            Assert.Ignore("PowerShell is not there. \"dotnet tool restore\" installs it.");
    }

    [Test]
    public async Task It_judges_the_target_that_it_is_given()
    {
        await using var mock = await TestMock.StartAsync(records: 5);
        var broken = await mock.SiloAsync(broken: ["user-email-unique"]);
        var wrong = await ScriptAsync("-Target", broken.Target.ToString(), "-Api", "planiso", "-Key", broken.Keys.ByVariable["KEY"], "-Rule", "user-email-unique");
        wrong.Code.ShouldBe(1, wrong.All);
        wrong.Output.ShouldContain("user-email-unique");
    }

    private static Task<Program.Outcome> ScriptAsync(params string[] arguments) =>
        RunAsync(["-NoProfile", "-File", Repository.PathTo("run-conformance.ps1"), .. arguments]);

    private static async Task<Program.Outcome> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (var argument in (string[])["tool", "run", "pwsh", "--", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Program.Outcome(process.ExitCode, await output, await error);
    }
}
