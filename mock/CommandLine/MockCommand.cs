using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Mock.WireMock;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>The options, and the settings that they make.</summary>
internal sealed class MockCommand : RootCommand
{
    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where to listen. Port 0 picks a free one. [default: http://127.0.0.1:5080]",
        HelpName = "URL",
    };

    private readonly Option<string[]> _apis = new("--api")
    {
        Description = $"An API to serve: {string.Join(", ", Contracts.Names)}. Can be given several times. [default: all]",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _contracts = new("--contract")
    {
        Description = "A contract of your own to serve, YAML or JSON; without --api that alone. Can be given several times.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Take the files of --contract up again as soon as they change, with the records that still fit; while one is wrong, the contracts stay.",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Same seed, same records.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = Seed,
    };

    private readonly Option<RecordCounts> _records = new("--records")
    {
        Description = "Seeded records of each resource, or RESOURCE=N for one of them. Can be given several times. [default: 50]",
        HelpName = "N",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => new SiloSettings { Keys = [] }.Records,
        CustomParser = Records,
    };

    private readonly Option<string?> _keys = new("--keys")
    {
        Description = "Silos and their keys, as JSON, in place of the default ones (see below).",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _data = new("--data")
    {
        Description = "Records to start with, as JSON or YAML (see below), in place of the seeded ones; FILE@KEY for the silo that KEY opens. Can be given several times. [default silo: that of the first key]",
        HelpName = "FILE",
    };

    private readonly Option<bool> _watchData = new("--watch-data")
    {
        Description = "Take the files of --data up again as soon as they change; while one is wrong, the records stay.",
    };

    private readonly Option<string?> _store = new("--store")
    {
        Description = "Where silos, records, overrides and snapshots last: a SQLite file, or postgres://USER:PASSWORD@HOST:PORT/DATABASE, which several mocks may share. [default: memory]",
        HelpName = "FILE|URL",
    };

    private readonly Option<bool> _discard = new("--discard-unreadable")
    {
        Description = "Leave out what --store holds that does not fit the contracts any more, and say what.",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "How to read the unclear sentences: JSON { \"rule\": \"reading\" }, or a report.json of the conformance suite.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _broken = new("--break")
    {
        Description = "A rule to break on purpose, or RULE=BREAKAGE. Can be given several times.",
        HelpName = "RULE",
    };

    private readonly Option<string?> _overrides = new("--overrides")
    {
        Description = "Answers to change on purpose, as JSON (see below): statuses, delays, faults, values.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "PFX without a password, or PEM, for https:// addresses. [default: .NET's development certificate]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _adminKey = new("--admin-key")
    {
        Description = "What /__admin then demands as the header Admin-Key. Needed where other machines reach the mock.",
        HelpName = "KEY",
    };

    private readonly Option<string[]> _adminOrigins = new("--allow-admin-origin")
    {
        Description = "An origin whose pages may use /__admin, beside those of this machine. Can be given several times.",
        HelpName = "ORIGIN",
    };

    private readonly Option<string?> _wireMock = new("--wiremock")
    {
        Description = "Start a WireMock.Net server beside the mock: what no stub of it takes, the contract answers. [default: http://127.0.0.1:5081]",
        HelpName = "URL",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _root = new("--root-dir")
    {
        Description = "The directory whose files the stubs of --wiremock may use; mappings stand in __admin/mappings. [default: no files]",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _targets = new("--allow-proxy-targets")
    {
        Description = "Hosts that stubs may proxy to and webhooks may call: api.example.com, *.example.com. Can be given several times. [default: none]",
        HelpName = "HOSTS",
    };

    private readonly Option<string> _log = new Option<string>("--log")
    {
        Description = "How a request is logged: text, or json, an object a line. [default: text]",
        HelpName = "FORMAT",
    }.AcceptOnlyFromAmong("text", "json");

    public MockCommand() : base("Acts out the declared APIs: a stateful fake server with generated records.")
    {
        foreach (var option in new Option[] { _urls, _apis, _contracts, _watch, _seed, _records, _keys, _data, _watchData, _store, _discard, _profile, _broken, _overrides, _certificate, _adminKey, _adminOrigins, _wireMock, _root, _targets, _log })
            Add(option);
        Options.OfType<VersionOption>().Single().Action = new VersionWithContracts();
        var help = Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <exception cref="StartException">An option's value or a file is wrong.</exception>
    public MockOptions Read(ParseResult given)
    {
        var start = new SiloSettings
        {
            Keys = [],
            Seed = given.GetValue(_seed),
            Records = given.GetValue(_records)!,
            Profile = given.GetValue(_profile) is { } profile
                ? OptionFiles.Profile(profile) : ImmutableSortedDictionary<string, string>.Empty,
            Broken = [.. given.GetValue(_broken) ?? []],
        };
        var options = new MockOptions
        {
            AreContractsWatched = IsWatched(given),
            Contracts = MockOptions.Load(given.GetValue(_apis) ?? [], given.GetValue(_contracts) ?? []),
            Urls = given.GetValue(_urls) is { Length: > 0 } urls
                ? [.. urls.SelectMany(url => url.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
                : ["http://127.0.0.1:5080"],
            Start = start,
            Silos = given.GetValue(_keys) is { } keys ? OptionFiles.Silos(keys, start) : [],
            Certificate = given.GetValue(_certificate),
            WireMock = WireMock(given),
            AdminKey = given.GetValue(_adminKey),
            AdminOrigins = [.. given.GetValue(_adminOrigins) ?? []],
            Store = given.GetValue(_store),
            LogsJson = given.GetValue(_log) == "json",
            IsDiscarding = given.GetValue(_discard),
        };
        if (options is { IsDiscarding: true, Store: null })
            throw new StartException("--discard-unreadable: only for what --store holds, which is not given.");
        options = WithData(options, given);
        return given.GetValue(_overrides) is { } overrides ? options with { Overrides = OptionFiles.Overrides(overrides, options) } : options;
    }

    private bool IsWatched(ParseResult given)
    {
        if (given.GetValue(_watch) && given.GetValue(_contracts) is not { Length: > 0 })
            throw new StartException("--watch: only for the files of --contract, which is not given.");
        if (given.GetValue(_watch) && given.GetValue(_store)?.Contains("://", StringComparison.Ordinal) == true)
            throw new StartException("--watch: several mocks may share the database of --store, and each would change its records. Use a file, or start them again with the changed contract.");
        return given.GetValue(_watch);
    }

    private MockOptions WithData(MockOptions options, ParseResult given)
    {
        var files = given.GetValue(_data) ?? [];
        if (files.Length == 0)
            return given.GetValue(_watchData) ? throw new StartException("--watch-data: only for the files of --data, which is not given.") : options;
        return options with { Data = DataFiles.Load(files, options), IsDataWatched = given.GetValue(_watchData) };
    }

    private WireMockOptions? WireMock(ParseResult given)
    {
        if (given.GetResult(_wireMock) is not { Implicit: false })
        {
            var needing = new Option[] { _root, _targets }.Where(option => given.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList();
            return needing.Count == 0 ? null : throw new StartException($"{string.Join(" and ", needing)}: only for the stubs of --wiremock, which is not given.");
        }
        var root = given.GetValue(_root);
        if (root is not null && !Directory.Exists(root))
            throw new StartException($"--root-dir {root}: there is no such directory.");
        return new WireMockOptions
        {
            Url = given.GetValue(_wireMock) ?? WireMockOptions.DefaultUrl,
            RootDirectory = root,
            ProxyTargets = [.. (given.GetValue(_targets) ?? []).SelectMany(hosts => hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        };
    }

    private static int Seed(ArgumentResult given)
    {
        var text = given.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            return seed;
        given.AddError($"--seed takes a whole number, not {text}.");
        return 1;
    }

    private static RecordCounts Records(ArgumentResult given)
    {
        var counts = new SiloSettings { Keys = [] }.Records;
        foreach (var text in given.Tokens.Select(token => token.Value))
        {
            var cut = text.LastIndexOf('=');
            if (int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && cut != 0)
                counts = counts.With(cut < 0 ? RecordCounts.Rest : text[..cut], count);
            else
                given.AddError($"--records takes a whole number from 0, or RESOURCE=N for one resource, not {text}.");
        }
        return counts;
    }
}
