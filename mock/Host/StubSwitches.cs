using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Responses.Proxying;

namespace PlanisoContract.Mock.Host;

/// <summary>The options for stubs; they have WireMock's names (wiremock.org, "Running as a Standalone Process").</summary>
internal sealed class StubSwitches
{
    private readonly Option<string?> _root = new("--root-dir")
    {
        Description = "Stubs (mappings/**.json) and bodies (__files/**) to answer with in place of the APIs. Changes are taken up at once.",
        HelpName = "DIR",
    };

    private readonly Option<int> _entries = MockCommand.Number(
        "--max-request-journal-entries", "Requests that the journal keeps, the newest ones.", new StubOptions().JournalEntries, 0);

    private readonly Option<bool> _noJournal = new("--no-request-journal") { Description = "Keep no journal of requests." };

    private readonly Option<string[]> _targets = new("--allow-proxy-targets")
    {
        Description = "Where stubs may proxy to: hosts (*.example.com), addresses, ranges (10.0.0.1-10.0.0.9), networks (10.0.0.0/8). [default: nowhere]",
        HelpName = "HOSTS",
    };

    private readonly Option<bool> _templating = new("--global-response-templating")
    {
        Description = "Take the response of each stub for a template, not only where it names the transformer response-template.",
    };

    private readonly Option<string[]> _keys = new("--permitted-system-keys")
    {
        Description = "Environment variables that templates may read, as regular expressions. [default: none]",
        HelpName = "REGEX",
    };

    public IEnumerable<Option> All => [_root, _entries, _noJournal, _targets, _templating, _keys];

    /// <exception cref="StartException">An option's value is wrong.</exception>
    public StubOptions Read(ParseResult given)
    {
        var targets = List(given, _targets);
        _ = ProxyTargets.Parse(targets);
        return new StubOptions
        {
            RootDirectory = given.GetValue(_root) is { } root ? Existing(root) : null,
            JournalEntries = given.GetValue(_noJournal) ? 0 : given.GetValue(_entries),
            ProxyTargets = targets,
            GlobalTemplating = given.GetValue(_templating),
            SystemKeys = [.. List(given, _keys).Select(Pattern)],
        };
    }

    private static ImmutableArray<string> List(ParseResult given, Option<string[]> option) =>
        [.. (given.GetValue(option) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string Existing(string root) =>
        Directory.Exists(root) ? root : throw new StartException($"--root-dir {root}: there is no such directory.");

    private static string Pattern(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(1));
            return text;
        }
        catch (ArgumentException wrong)
        {
            throw new StartException($"--permitted-system-keys {text}: {wrong.Message}");
        }
    }
}
