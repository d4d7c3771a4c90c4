using System.ComponentModel;
using System.Diagnostics;

namespace PlanisoContract.Bench.Contenders;

/// <summary>A program that ends with its owner, and with what it started.</summary>
internal sealed class Child : IDisposable
{
    /// <exception cref="BenchException">It cannot be started.</exception>
    public Child(ProcessStartInfo start)
    {
        try
        {
            Process = Process.Start(start)!;
        }
        catch (Win32Exception wrong)
        {
            throw new BenchException($"{start.FileName} cannot be started: {wrong.Message}.");
        }
    }

    public Process Process { get; }

    /// <summary>Waits until it has ended.</summary>
    /// <exception cref="BenchException">It has not in this time.</exception>
    public async Task EndAsync(TimeSpan within, CancellationToken stop)
    {
        try
        {
            await Process.WaitForExitAsync(stop).WaitAsync(within, stop);
        }
        catch (TimeoutException)
        {
            throw new BenchException($"{Path.GetFileName(Process.StartInfo.FileName)} has not ended within {within.TotalSeconds:N0} s.");
        }
    }

    public void Dispose()
    {
        try
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        Process.Dispose();
    }
}
