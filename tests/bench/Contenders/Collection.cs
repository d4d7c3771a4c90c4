using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace PlanisoContract.Bench.Contenders;

/// <summary>Makes a .NET program collect its garbage, so that what it still has is what it needs.</summary>
/// <remarks>
/// The collector keeps what it freed for a while, the more the busier it was, and gives some of it back after each collection:
/// a mock that holds 19 MB has 70 to 115 MB of memory when load ends, and 21 MB after forty collections.
/// So it is made to collect until nothing more is given back.
/// </remarks>
internal static class Collection
{
    // Keyword GCHeapCollect: whoever starts to listen to it starts a full collection.
    private const long HeapCollect = 0x800000;
    private const int Most = 100;
    private const int Steady = 10;
    private const double Part = 0.01;

    // Memory is given back some time after the collection.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The memory that it has afterwards.</summary>
    public static async Task<long> MemoryAfterAsync(Server server, CancellationToken stop)
    {
        var memory = new List<long>();
        do
        {
            await CollectAsync(server, stop);
            memory.Add(server.Memory);
        }
        while (memory.Count < Most && (memory.Count <= Steady || memory[^(Steady + 1)] - memory[^1] > memory[^1] * Part));
        return memory[^1];
    }

    private static async Task CollectAsync(Server server, CancellationToken stop)
    {
        using var session = await new DiagnosticsClient(server.Id).StartEventPipeSessionAsync(
            [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)], requestRundown: false, token: stop);
        var reading = session.EventStream.CopyToAsync(Stream.Null, stop);
        await Task.Delay(Pause, stop);
        await session.StopAsync(stop);
        await reading;
    }
}
