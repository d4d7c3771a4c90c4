using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Broken answers, on the connection itself (wiremock.org, "Simulating Faults", "Bad responses").</summary>
internal static class Faults
{
    // The bytes that WireMock sends.
    private static readonly byte[] Garbage = Encoding.ASCII.GetBytes("lskdu018973t09sylgasjkfg1][]'./.sdlv");

    private static readonly byte[] Beginning = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

    public static async Task ApplyAsync(Fault fault, HttpContext context)
    {
        // Only a connection that is no socket of ours has none; breaking it off is the nearest to any fault.
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            context.Abort();
            return;
        }
        try
        {
            await ApplyAsync(fault, socket);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    private static async Task ApplyAsync(Fault fault, Socket socket)
    {
        if (fault == Fault.ConnectionResetByPeer)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return;
        }
        if (fault == Fault.MalformedResponseChunk)
            await SendAsync(socket, (byte[])[.. Beginning, .. Garbage]);
        if (fault == Fault.RandomDataThenClose)
            await SendAsync(socket, Garbage);
        socket.Shutdown(SocketShutdown.Both);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }
}
