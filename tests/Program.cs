using System.Diagnostics;
using System.Reflection;

namespace PlanisoContract.Tests;

/// <summary>One of the two programs, run as a process as its users run it.</summary>
internal static class Program
{
    public static readonly Assembly Mock = typeof(PlanisoContract.Mock.Hosting.MockServer).Assembly;

    public static readonly Assembly Conformance = typeof(PlanisoContract.Conformance.Execution.Run).Assembly;

    /// <summary>Runs a program to its end.</summary>
    public static Task<Outcome> RunAsync(Assembly program, params string[] arguments) => RunAsync(program, [], arguments);

    /// <summary>As above, with variables of its environment.</summary>
    public static Task<Outcome> RunAsync(Assembly program, Dictionary<string, string> environment, string[] arguments) =>
        ToEndAsync([program.Location, .. arguments], environment);

    /// <summary>Runs the tests that a program holds, as <c>dotnet test</c> does.</summary>
    public static Task<Outcome> TestAsync(Assembly program, Dictionary<string, string> environment) =>
        ToEndAsync(["vstest", program.Location, "--logger:console;verbosity=normal"], environment);

    private static async Task<Outcome> ToEndAsync(string[] arguments, Dictionary<string, string> environment)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a program; the caller ends it.</summary>
    public static Process Start(Assembly program, params string[] arguments) => Start(program, arguments, []);

    /// <summary>As above, with variables of its environment.</summary>
    public static Process Start(Assembly program, string[] arguments, Dictionary<string, string> environment) => Start([program.Location, .. arguments], environment);

    /// <summary>As above, with variables of its environment.</summary>
    public static Process StartIn(Dictionary<string, string> environment, Assembly program, params string[] arguments) => Start([program.Location, .. arguments], environment);

    private static Process Start(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PLANISO_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        // It ends within seconds: code is not measured for later.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    internal sealed record Outcome(int Code, string Output, string Error)
    {
        public string All => Output + Error;
    }
}
