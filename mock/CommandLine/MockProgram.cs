using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Watching;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>The program: arguments in, exit code out.</summary>
internal static class MockProgram
{
    /// <summary>The user can put it right: a wrong option or file, a taken port, an invalid contract.</summary>
    private const int Refused = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var command = new MockCommand();
        command.SetAction((given, stop) => RunAsync(command, given, stop));
        var parsed = command.Parse(args);
        try
        {
            // Help and version win over wrong options.
            if (parsed.Action is ParseErrorAction)
                throw new StartException(Explain(command, parsed));
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The last traces and metrics are sent at the end. As long as containers are given.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
            });
        }
        catch (Exception wrong) when (wrong is StartException or InvalidContractException)
        {
            await System.Console.Error.WriteLineAsync(wrong.Message);
            return Refused;
        }
    }

    private static async Task<int> RunAsync(MockCommand command, ParseResult given, CancellationToken stop)
    {
        // What has no limit of its own, such as a JSONPath of a stub; before the first regular expression is made.
        AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));
        var terminal = !System.Console.IsOutputRedirected;
        var options = command.Read(given) with
        {
            Log = System.Console.Out,
            Colors = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
        // The first requests will need them, and the processor that Kestrel does not start on has nothing else to do.
        _ = Task.Run(() => Plan(options.Contracts), CancellationToken.None);
        try
        {
            using var telemetry = Telemetry.Export(Environment.GetEnvironmentVariable);
            await using var mock = await MockServer.StartAsync(options, stop);
            using var watcher = new FileWatcher(TimeProvider.System);
            Watch(mock, watcher);
            await SeedingProgress.RunAsync(mock.Services, terminal, stop);
            StartupMessage.Write(mock, terminal);
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C and SIGTERM are how a mock ends.
        }
        return 0;
    }

    private static void Watch(MockServer mock, FileWatcher watcher)
    {
        try
        {
            // First, for changed data may fit the changed contract alone.
            if (mock.Services.Options.AreContractsWatched)
                _ = new ContractWatcher(mock, watcher, System.Console.Error);
            if (mock.Services.Options.IsDataWatched)
                _ = new DataWatcher(mock, watcher, System.Console.Error);
        }
        catch (IOException wrong)
        {
            throw new StartException($"The files cannot be watched: {wrong.Message} Start without --watch and --watch-data.");
        }
    }

    private static void Plan(ImmutableArray<Contract> contracts)
    {
        foreach (var contract in contracts)
            ApiPlan.Of(contract);
    }

    private static string Explain(MockCommand command, ParseResult parsed)
    {
        var known = command.Options.Select(option => option.Name).ToList();
        var unknown = parsed.UnmatchedTokens.Where(token => token.StartsWith('-')).Select(token => $"Unknown option {token}"
            + (Nearest.To(token.Split('=')[0], known) is { } near ? $"; did you mean {near}?" : ".")).ToList();
        // An unknown option's value is an unexpected argument, too; saying so would only confuse.
        var problems = unknown.Count > 0 ? unknown
            : parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens.Select(token => $"Unexpected argument {token}.")
            : parsed.Errors.Select(error => error.Message);
        return string.Join(' ', problems.Distinct()) + " --help shows what there is.";
    }
}
