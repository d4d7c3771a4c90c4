using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Tests.CommandLine;

/// <summary>The options for stubs.</summary>
public sealed class StubSwitchesTests
{
    [Test]
    public void Options_have_the_names_and_forms_of_WireMock()
    {
        var read = Read($"--root-dir {Path.GetTempPath()} --max-request-journal-entries 7 --allow-proxy-targets 127.0.0.1,*.example.com"
            + " --allow-proxy-targets 10.0.0.1-10.0.0.9 --global-response-templating --permitted-system-keys MY_.*,HOME");
        read.RootDirectory.ShouldBe(Path.GetTempPath());
        read.JournalEntries.ShouldBe(7);
        read.ProxyTargets.ShouldBe(["127.0.0.1", "*.example.com", "10.0.0.1-10.0.0.9"]);
        read.GlobalTemplating.ShouldBeTrue();
        read.SystemKeys.ShouldBe(["MY_.*", "HOME"]);
        Read("--no-request-journal").JournalEntries.ShouldBe(0);
        Read("--records 3").JournalEntries.ShouldBe(new StubOptions().JournalEntries);
    }

    [TestCase("--root-dir no-such-directory", "no-such-directory")]
    [TestCase("--max-request-journal-entries -1", "-1")]
    [TestCase("--max-request-journal-entries many", "many")]
    [TestCase("--allow-proxy-targets http://example.com", "http://example.com")]
    [TestCase("--permitted-system-keys MY_(", "MY_(")]
    public void Wrong_values_are_told(string arguments, string says) =>
        Should.Throw<StartException>(() => Read(arguments)).Message.ShouldContain(says);

    private static StubOptions Read(string arguments)
    {
        var command = new MockCommand();
        var parsed = command.Parse(arguments.Split(' '));
        return parsed.Errors.Count > 0
            ? throw new StartException(string.Join(' ', parsed.Errors.Select(error => error.Message)))
            : command.Read(parsed).Stubs;
    }
}
