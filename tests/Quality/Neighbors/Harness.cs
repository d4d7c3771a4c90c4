using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PlanisoContract.Conformance.Dialects;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Quality.Neighbors;

/// <summary>One test of a neighbor, run once.</summary>
/// <param name="Index">Its place among the tests that the neighbor makes of the document.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Name">What the neighbor calls it.</param>
/// <param name="Reason">Why it failed.</param>
internal sealed record Outcome(int Index, bool Passed, string Name, string Reason);

/// <summary>
/// A neighbor that has read one document and runs its tests against one silo after the other, in one process. It is
/// told a silo in a line of fields with tabs between them, and answers a line for each test and <c>end</c>.
/// </summary>
internal sealed class Harness : IDisposable
{
    // A run takes seconds; a neighbor that says nothing for so long hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Child _child;
    private readonly Contract _contract;

    private Harness(Child child, Contract contract)
    {
        _child = child;
        _contract = contract;
    }

    /// <summary>How many tests it makes of the document.</summary>
    public int Tests { get; private set; }

    /// <exception cref="MeasureException">It cannot be started, or cannot read the document.</exception>
    public static async Task<Harness> StartAsync(IEnumerable<string> command, Contract contract, string directory, CancellationToken stop)
    {
        string[] parts = [.. command];
        var start = new ProcessStartInfo(Packages.Find(parts[0], Environment.GetEnvironmentVariable("PATH")) ?? parts[0], parts[1..])
        {
            // What it writes beside itself goes there.
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var harness = new Harness(new Child(start), contract);
        try
        {
            // What it says of itself is nobody's; unread, it would stop at a full pipe.
            _ = harness._child.Process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            var ready = await harness.ReadAsync(stop);
            harness.Tests = int.Parse(ready[1], CultureInfo.InvariantCulture);
            return harness;
        }
        catch
        {
            harness.Dispose();
            throw;
        }
    }

    /// <summary>Runs tests against a silo.</summary>
    /// <param name="silo">The silo, with its keys.</param>
    /// <param name="only">The indexes of the tests; null for all.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<ImmutableArray<Outcome>> RunAsync(TargetOptions silo, IEnumerable<int>? only, CancellationToken stop)
    {
        var (name, key) = Signed(silo, Credential.Full);
        var (_, readOnly) = Signed(silo, Credential.ReadOnly);
        await _child.Process.StandardInput.WriteLineAsync(
            string.Join('\t', silo.Base, name, key, readOnly, only is null ? "*" : string.Join(',', only)).AsMemory(), stop);
        await _child.Process.StandardInput.FlushAsync(stop);
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        while (await ReadAsync(stop) is not ["end", ..] and var test)
            outcomes.Add(new Outcome(int.Parse(test[1], CultureInfo.InvariantCulture), test[0] == "pass", test[2], test[3]));
        return outcomes.DrainToImmutable();
    }

    public void Dispose() => _child.Dispose();

    private (string Name, string Value) Signed(TargetOptions silo, Credential who)
    {
        var header = Dialect.Of(_contract).Sign(who, silo.Keys.Of(who)!).Headers[0];
        return (header.Key, header.Value);
    }

    private async Task<string[]> ReadAsync(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var line = await _child.Process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new MeasureException("It ended before it was told to.");
            var fields = line.Split('\t');
            return fields is ["error", var reason, ..] ? throw new MeasureException(reason) : fields;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new MeasureException($"It said nothing for {Patience.TotalMinutes} minutes.");
        }
    }
}
