using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>The options of the command line. Each can be an environment variable, too: <c>--api</c> is <c>PLANISO_API</c>.</summary>
internal sealed class Arguments
{
    private readonly Option<string> _target = Text("--target", "URL", "Base URL of the server to judge, before the paths of the contract.");
    private readonly Option<string> _api = Text("--api", "NAME", $"The contract to judge by: {string.Join(", ", Contracts.Names)}.");
    private readonly Option<string> _contract = Text("--contract", "FILE", "In place of --api: a contract of your own, YAML or JSON.");
    private readonly Option<string> _key = Text("--key", "KEY", "API key with all rights; best that of a silo made for tests.");
    private readonly Option<string> _readOnlyKey = Text("--readonly-key", "KEY", "API key that may read but not write.");
    private readonly Option<string> _otherKey = Text("--other-key", "KEY", "API key of another silo.");
    private readonly Option<string> _emptyKey = Text("--empty-key", "KEY", "API key of a silo without records.");
    private readonly Option<string> _forbiddenKey = Text("--forbidden-key", "KEY", "API key without any right, which every request refuses.");
    private readonly Option<string> _mode = Text("--mode", "MODE", "full, or read-only: nothing is sent that changes anything. [default: full]");
    private readonly Option<string> _report = Text("--report", "DIR", "Directory for report.html, report.json, profile.json, junit.xml and summary.md.");
    private readonly Option<string[]> _rules = new("--rule")
    {
        HelpName = "ID",
        Description = "Judge this rule only; may be repeated, and hold *: --rule \"user-*\".",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> _exclude = new("--exclude")
    {
        HelpName = "ID",
        Description = "Leave these rules out; may be repeated, and hold *: --exclude \"*-order\".",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> _resources = new("--resource")
    {
        HelpName = "NAME",
        Description = "Judge the rules of this resource, and by its operations those of the whole API; may be repeated.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> _require = Text("--require", "PROFILE",
        "Readings that are demanded, as profile.json or report.json has them; a tolerated other one is a violation.");
    private readonly Option<string[]> _headers = new("--header")
    {
        HelpName = "\"NAME: VALUE\"",
        Description = "A header that every request has; may be repeated. Its value is kept secret like a key.",
    };
    private readonly Option<string> _authorities = Text("--cacert", "FILE", "PEM certificates that alone vouch for the target's.");
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Do not look at the target's certificate; every report says so." };
    private readonly Option<string> _authCommand = Text("--auth-command", "COMMAND",
        "A program that prints a key: the first one where there is no --key, and another one when that has expired (401).");
    private readonly Option<bool> _strict = new("--strict") { Description = "What the target does not serve is a violation." };
    private readonly Option<string> _start = Text("--start", "COMMAND",
        "Without a target: start this program, judge what it listens on, end it. The keys are those of the mock by default.");
    private readonly Option<string> _baseline = Text("--baseline", "REPORT", "A report.json of an earlier run; what has changed since is reported, and is exit code 1.");
    private readonly Option<bool> _plan = new("--plan") { Description = "Print what would be sent and what would remain, and send nothing." };
    private readonly Option<string> _ledger = Text("--ledger", "FILE",
        "Where the run notes what it makes, before it does. [default: ledger-TAG.jsonl in the report directory, else here]");
    private readonly Option<string> _cleanup = Text("--cleanup", "LEDGER", "Finish the cleanup of an interrupted run, and judge nothing.");
    private readonly Option<string> _maxRequests = Text("--max-requests", "N", "Send so many requests at most, those of the cleanup among them.");
    private readonly Option<string> _rate = Text("--rate", "N", "Send so many requests a second at most.");
    private readonly Option<string> _walks = Text("--walks", "N", "Beside the rules, make so many random sequences of operations. [default: 0]");
    private readonly Option<string> _seed = Text("--seed", "S", "Of the walks: the same seed makes the same sequences. [default: a new one]");
    private readonly Option<bool> _list = new("--list") { Description = "Print every rule of the contract, and send nothing." };

    public Arguments()
    {
        Command = new RootCommand(
        """
        Judges a server by an API contract, over HTTP, and says where the two part.

        Each option can be an environment variable, too: PLANISO_TARGET, PLANISO_KEY, PLANISO_READONLY_KEY and so on
        (PLANISO_RESOURCE, PLANISO_RULE and PLANISO_EXCLUDE take lists with commas; PLANISO_STRICT is 1 or true). Exit code 0: conforms, 1: violations, 2: could not judge.

        init FILE drafts a contract from a plain OpenAPI document, lint FILE... checks contracts of your own, and diff OLD NEW compares
        two; each has a --help. They send nothing.

        observe --har FILE judges recorded traffic instead, and sends nothing: observe --help.
        """)
        {
            _target, _api, _contract, _key, _readOnlyKey, _otherKey, _emptyKey, _forbiddenKey, _mode, _report, _resources, _rules, _exclude, _strict, _require, _headers, _authorities, _insecure, _authCommand, _start, _list,
            _baseline, _plan, _ledger, _cleanup, _maxRequests, _rate, _walks, _seed,
        };
        Command.Options.OfType<VersionOption>().Single().Action = new VersionWithContracts();
        // As PowerShell writes them: -Target, -ReadonlyKey.
        foreach (var option in Command.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)))
            option.Aliases.Add("-" + string.Concat(option.Name[2..].Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..])));
    }

    public RootCommand Command { get; }

    /// <summary>What was given: an option before a variable, an empty one as none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Reads a variable.</param>
    public ParsedArguments Read(ParseResult parsed, Func<string, string?> environment)
    {
        return new ParsedArguments(
            One(_target), One(_api), One(_key), One(_readOnlyKey), One(_otherKey), One(_emptyKey), One(_forbiddenKey), One(_mode), One(_report),
            Several(_rules), One(_start), parsed.GetValue(_list))
        {
            Contract = One(_contract),
            Resources = Several(_resources),
            Exclude = Several(_exclude),
            Strict = Flag(_strict),
            Require = One(_require),
            Headers = parsed.GetValue(_headers) is { Length: > 0 } headers ? [.. headers]
                : [.. (environment(VariableOf(_headers)) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Authorities = One(_authorities),
            Insecure = Flag(_insecure),
            AuthCommand = One(_authCommand),
            Baseline = One(_baseline),
            Plan = parsed.GetValue(_plan),
            Ledger = One(_ledger),
            Cleanup = One(_cleanup),
            MaxRequests = One(_maxRequests),
            Rate = One(_rate),
            Walks = One(_walks),
            Seed = One(_seed),
        };

        bool Flag(Option<bool> option) => parsed.GetValue(option) || Filled(environment(VariableOf(option))) is "1" or "true";

        string? One(Option<string> option) => Filled(parsed.GetValue(option)) ?? Filled(environment(VariableOf(option)));

        ImmutableArray<string> Several(Option<string[]> option) =>
        [
            .. (parsed.GetValue(option) is { Length: > 0 } given ? given : [environment(VariableOf(option)) ?? ""])
                .SelectMany(texts => texts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(),
        ];
    }

    /// <summary>What is wrong with the command line itself, or null.</summary>
    public string? Problem(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            var known = Command.Options.Select(option => option.Name);
            return $"There is no option {unknown}. {(Nearest.To(unknown, known) is { } near ? $"Did you mean {near}? " : "")}--help shows all.";
        }
        return parsed.Errors is [var error, ..] ? $"{error.Message} --help shows how." : null;
    }

    private static string VariableOf(Option option) =>
        "PLANISO_" + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}

/// <summary>The arguments as they were given, unchecked.</summary>
internal sealed record ParsedArguments(
    string? Target, string? Api, string? Key, string? ReadOnlyKey, string? OtherKey, string? EmptyKey, string? ForbiddenKey,
    string? Mode, string? Report, ImmutableArray<string> Rules, string? Start, bool List)
{
    public string? Contract { get; init; }

    public ImmutableArray<string> Resources { get; init; } = [];

    public ImmutableArray<string> Exclude { get; init; } = [];

    public bool Strict { get; init; }

    public string? Require { get; init; }

    public ImmutableArray<string> Headers { get; init; } = [];

    public string? Authorities { get; init; }

    public bool Insecure { get; init; }

    public string? AuthCommand { get; init; }

    public string? Baseline { get; init; }

    public bool Plan { get; init; }

    public string? Ledger { get; init; }

    public string? Cleanup { get; init; }

    public string? MaxRequests { get; init; }

    public string? Rate { get; init; }

    public string? Walks { get; init; }

    public string? Seed { get; init; }

    /// <summary>With a started mock as the target, and the keys that it has by default.</summary>
    public ParsedArguments Judging(StartedTarget started) => this with
    {
        Target = started.Url,
        Key = Key ?? "demo",
        ReadOnlyKey = ReadOnlyKey ?? "demo-readonly",
        OtherKey = OtherKey ?? "demo-other",
        EmptyKey = EmptyKey ?? "demo-empty",
        ForbiddenKey = ForbiddenKey ?? "demo-forbidden",
    };

    // The generated one would show the keys.
    public override string ToString() => nameof(ParsedArguments);
}
