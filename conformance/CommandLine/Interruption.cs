using System.Runtime.InteropServices;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>
/// Ctrl+C and SIGTERM: the first one ends the rules of a run, which then cleans up and reports; the second one ends the program at
/// once, and what is left is in the ledger.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    /// <param name="run">What is stopped.</param>
    /// <param name="output">Where to say so.</param>
    /// <param name="leaving">Called before the program ends at once.</param>
    public Interruption(Run run, TextWriter output, Action leaving)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (Interlocked.Increment(ref _signals) > 1)
                {
                    leaving();
                    Environment.Exit(RunResult.CouldNotJudge);
                }
                var cleans = run.WriteHistory.Writes > 0;
                output.WriteLine($"Stopping{(cleans ? ", and cleaning up; once more leaves at once, and leaves the records there" : "")}.");
                run.Stop("it was interrupted.");
            }));
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
