using System.Collections.Immutable;
using System.Security.Cryptography;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>From arguments to settings, or to one message that says what is wrong with them.</summary>
internal static class SettingsReader
{
    private static readonly Dictionary<string, RunMode> Modes = new() { ["full"] = RunMode.Full, ["read-only"] = RunMode.ReadOnly };

    /// <summary>As <see cref="Read"/>; where no key is given, the command that prints one is asked.</summary>
    /// <exception cref="UsageException">Something is missing or wrong.</exception>
    public static async Task<Settings> ReadWithKey(ParsedArguments given) => given is { Key: null, AuthCommand: { } command, Target: not null }
        ? Read(given with { Key = await new KeyCommand(command).Print() })
        : Read(given);

    /// <exception cref="UsageException">Something is missing or wrong.</exception>
    public static Settings Read(ParsedArguments given)
    {
        if (given.Target is null)
            throw new UsageException("There is no target. "
                + "Give the base URL of the server to judge: --target http://127.0.0.1:5080 (or PLANISO_TARGET).");
        if (given.Key is null)
            throw new UsageException("There is no key. Give the API key of the target: --key KEY (or PLANISO_KEY), or --auth-command.");
        var mode = given.Mode ?? "full";
        if (!Modes.TryGetValue(mode, out var runMode))
            throw new UsageException($"There is no mode {mode}; there is {Known(Modes.Keys, mode)}");
        var contract = Contract(given.Api, given.Contract);
        var selection = Selection.Of(contract, given);
        return new Settings(
            contract,
            new TargetOptions(Target(given.Target), KeysOf(given, given.Key, contract))
            {
                Headers = [.. given.Headers.Select(Connection.Header)],
                Authorities = given.Authorities is null ? [] : Connection.Authorities(given.Authorities),
                Insecure = given.Insecure,
                KeyCommand = given.AuthCommand is null ? null : new KeyCommand(given.AuthCommand),
                Mode = runMode,
                Strict = given.Strict,
                MaxRequests = given.MaxRequests is null ? null : NumberOptions.Whole("--max-requests", given.MaxRequests, least: 1),
                Rate = given.Rate is null ? null : NumberOptions.Positive("--rate", given.Rate),
            },
            selection.Rules,
            given.Report is null ? null : Directory(given.Report))
        {
            Options = new RunOptions
            {
                Resources = selection.Resources,
                Watched = selection.Watched,
                Required = given.Require is null ? ImmutableDictionary<string, string>.Empty : RequiredProfile.Read(given.Require, contract),
            },
            Baseline = given.Baseline is null ? null : Existing("--baseline", given.Baseline),
            Ledger = given.Ledger is null ? null : new FileInfo(given.Ledger),
            Walks = given.Walks is null ? 0 : NumberOptions.Whole("--walks", given.Walks, least: 0),
            Seed = given.Seed is null ? RandomNumberGenerator.GetInt32(int.MaxValue) : NumberOptions.Whole("--seed", given.Seed, least: 0),
        };
    }

    /// <summary>The contracts whose rules are listed: the named one, or all that the program comes with.</summary>
    /// <exception cref="UsageException">There is no such API.</exception>
    /// <exception cref="InvalidContractException">The file of a contract is wrong.</exception>
    public static ImmutableArray<Contract> Listed(ParsedArguments given) =>
        given is { Api: null, Contract: null } ? [.. Contracts.Names.Select(Contracts.Load)] : [Contract(given.Api, given.Contract)];

    /// <summary>The contract of a name or of a file; where there is only one, nobody has to name it.</summary>
    /// <exception cref="UsageException">There is no such API.</exception>
    /// <exception cref="InvalidContractException">The file is wrong.</exception>
    public static Contract Contract(string? api, string? file = null)
    {
        if (api is not null && file is not null)
            throw new UsageException($"--api {api} and --contract {file} both name a contract, and a run judges by one. Leave one of them out.");
        if (file is not null)
            return ContractFile.Read(file);
        if (api is null && Contracts.Names is [var only])
            return Contracts.Load(only);
        if (api is null)
            throw new UsageException("There is no API to judge by. "
                + $"Give its name: --api NAME (or PLANISO_API), one of {string.Join(", ", Contracts.Names)}; or --contract FILE for one of your own.");
        return Contracts.Names.Contains(api)
            ? Contracts.Load(api)
            : throw new UsageException($"There is no API {api}; there is {Known(Contracts.Names, api)}");
    }

    /// <exception cref="UsageException">It is no URL of a server.</exception>
    public static Uri Target(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new UsageException($"The target {text} is no URL. Expected one like https://example.com or http://127.0.0.1:5080.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            throw new UsageException("The target's URL holds a query, a fragment or a user. "
                + "Expected scheme, host, port and path alone; the key goes into --key.");
        return uri;
    }

    private static Keys KeysOf(ParsedArguments given, string full, Contract contract)
    {
        // Where a key is a whole header value, it may have several words.
        var isOpaque = contract.SecuritySchemes.FirstOrDefault()?.Place == SecurityPlace.Header;
        (string Option, string? Key)[] all =
            [
                ("--key", full), ("--readonly-key", given.ReadOnlyKey), ("--other-key", given.OtherKey),
                ("--empty-key", given.EmptyKey), ("--forbidden-key", given.ForbiddenKey),
            ];
        foreach (var (option, key) in all)
        {
            if (key is not null && key.Any(c => c is < '!' or > '~' && !(isOpaque && c == ' ')))
                throw new UsageException($"The key of {option} holds a space or a character that no HTTP header can carry. "
                    + "Was it pasted whole, and nothing more?");
        }
        if (all.Where(pair => pair.Key is not null).GroupBy(pair => pair.Key).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new UsageException($"{string.Join(" and ", same.Select(pair => pair.Option))} are the same key. "
                + "Each must be another one; leave out what there is none for.");
        return new Keys(full, given.ReadOnlyKey, given.OtherKey, given.EmptyKey, given.ForbiddenKey);
    }

    // Early: nobody should wait for a run and then learn that its report cannot be written.
    /// <exception cref="UsageException">The directory cannot be made.</exception>
    public static DirectoryInfo Directory(string path)
    {
        try
        {
            return System.IO.Directory.CreateDirectory(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The report directory {path} cannot be made: {wrong.Message}");
        }
    }

    private static FileInfo Existing(string option, string path) => File.Exists(path)
        ? new FileInfo(path)
        : throw new UsageException($"There is no file {path}, which {option} names.");

    private static string Known(IEnumerable<string> known, string word) =>
        $"{string.Join(", ", known)}.{(Nearest.To(word, known) is { } near ? $" Did you mean {near}?" : "")}";
}
