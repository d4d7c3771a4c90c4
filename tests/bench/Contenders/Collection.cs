using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace PlanisoContract.Bench.Contenders;

/// <summary>Makes a .NET program collect its garbage, so that what it still has is what it needs.</summary>
internal static class Collection
{
    // Keyword GCHeapCollect: whoever starts to listen to it starts a full collection.
    private const long HeapCollect = 0x800000;
    private const int Times = 3;

    /// <summary>The memory that it has afterwards.</summary>
    public static async Task<long> MemoryAfterAsync(Server server, CancellationToken stop)
    {
        for (var time = 0; time < Times; time++)
        {
            using var session = await new DiagnosticsClient(server.Id).StartEventPipeSessionAsync(
                [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)], requestRundown: false, token: stop);
            var reading = session.EventStream.CopyToAsync(Stream.Null, stop);
            // Memory is given back some time after the collection.
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
            await session.StopAsync(stop);
            await reading;
        }
        return server.Memory;
    }
}
