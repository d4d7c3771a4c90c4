using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Conformance.Http;

/// <summary>A program that prints an API key, for targets whose keys expire. It gets no input, and its output is shown nowhere.</summary>
/// <param name="command">Program and arguments as a shell line, without redirections.</param>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing that would have to be disposed of.
internal sealed class KeyCommand(string command)
#pragma warning restore CA1001
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Another key than the expired one, which the keys have from then on; false where the program prints the same again.</summary>
    /// <param name="keys">Where the key belongs.</param>
    /// <param name="expired">The key that was refused.</param>
    /// <exception cref="UsageException">The program fails.</exception>
    public async Task<bool> Renew(Keys keys, string expired)
    {
        await _one.WaitAsync();
        try
        {
            // Somebody else has renewed it meanwhile.
            if (keys.Of(Credential.Full) != expired)
                return true;
            var key = await Print();
            keys.Replace(key);
            return key != expired;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What the program prints, without spaces around it.</summary>
    /// <exception cref="UsageException">It cannot be started, fails, prints nothing, or takes longer than a minute.</exception>
    public async Task<string> Print()
    {
        if (CommandLineParser.SplitCommandLine(command).ToArray() is not [var program, .. var arguments])
            throw new UsageException("The command of --auth-command is empty. Give a program that prints an API key.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode != 0 ? throw new UsageException($"The program of --auth-command ended with code {process.ExitCode}.")
                : output.Trim() is { Length: > 0 } key && !key.Contains('\n', StringComparison.Ordinal) ? key
                : throw new UsageException("The program of --auth-command did not print one line with a key.");
        }
        catch (Win32Exception wrong)
        {
            throw new UsageException($"The program of --auth-command, {program}, cannot be started: {wrong.Message}.");
        }
        catch (OperationCanceledException)
        {
            throw new UsageException($"The program of --auth-command did not end within {Patience.TotalMinutes} minute.");
        }
    }
}
