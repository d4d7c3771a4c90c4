using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>
/// A program that was started to be judged: it says <c>Listening on URL</c> when it is ready, and is ended with the run.
/// The suite meets it through that URL alone, as it meets any other target.
/// </summary>
internal sealed class StartedTarget : IDisposable
{
    private const string Ready = "Listening on ";

    // A cold machine restores and builds first.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;

    private StartedTarget(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <param name="command">Program and arguments as a shell line, without redirections.</param>
    /// <exception cref="UsageException">It cannot be started, ends before it is ready, or is not ready after ten minutes.</exception>
    public static async Task<StartedTarget> StartAsync(string command)
    {
        if (CommandLineParser.SplitCommandLine(command).ToArray() is not [var program, .. var arguments])
            throw new UsageException("The command of --start is empty. Give a program that prints Listening on URL when it is ready.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception wrong)
        {
            throw new UsageException($"{program} cannot be started: {wrong.Message}.");
        }
        try
        {
            return new StartedTarget(process, await ReadUrl(process));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    public void Dispose() => End(_process);

    private static async Task<string> ReadUrl(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        string? last = null;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (!line.StartsWith(Ready, StringComparison.Ordinal))
                {
                    last = line.Trim().Length > 0 ? line.Trim() : last;
                    continue;
                }
                // What it prints from now on is read away, or it would stop at a full pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return line[Ready.Length..].Trim();
            }
        }
        catch (OperationCanceledException)
        {
            throw new UsageException($"The program of --start did not print \"{Ready}URL\" within {Patience.TotalMinutes} minutes.{Last(last)}");
        }
        await process.WaitForExitAsync(CancellationToken.None);
        throw new UsageException($"The program of --start ended with code {process.ExitCode} before it printed \"{Ready}URL\".{Last(last)}");
    }

    private static string Last(string? line) => line is null ? " It printed nothing." : $" The last line that it printed: {line}";

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        process.Dispose();
    }
}
