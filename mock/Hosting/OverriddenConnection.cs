using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Does to a connection what overrides say: holds the answer back, breaks it off.</summary>
internal static class OverriddenConnection
{
    private static readonly byte[] Garbage = Encoding.Latin1.GetBytes("\u0016\u0003lskdu018973t09sylgasjkfg1][]'./.sdlv");

    /// <summary>Waits as long as is said; whether nothing more is to be sent.</summary>
    public static async ValueTask<bool> IsBrokenAsync(HttpContext context, SimulatedResponse answer, Decision decision, TimeProvider clock)
    {
        // What a client that gives up meanwhile asked for is done all the same.
        if (decision.Delay > TimeSpan.Zero)
            await Task.Delay(decision.Delay, clock, context.RequestAborted);
        if (decision.Change.Fault is not { } fault)
            return false;
        if (fault == ConnectionFault.Truncated && !answer.Body.IsEmpty && !HttpMethods.IsHead(context.Request.Method))
            await TruncateAsync(context, answer);
        else
            await BreakAsync(context, fault);
        return true;
    }

    // Kestrel ends a connection by itself on which less was sent than its headers say.
    private static async Task TruncateAsync(HttpContext context, SimulatedResponse answer)
    {
        ResponseWriter.WriteHead(context.Response, answer);
        await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task BreakAsync(HttpContext context, ConnectionFault fault)
    {
        // Several requests may share a connection of HTTP/2, so that only this one is broken off; and a test may have no connection at all.
        if (HttpProtocol.IsHttp2(context.Request.Protocol) || HttpProtocol.IsHttp3(context.Request.Protocol) || context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            context.Abort();
            return;
        }
        try
        {
            if (fault == ConnectionFault.Reset)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                return;
            }
            if (fault == ConnectionFault.Garbage)
                await SendAsync(socket, Garbage);
            if (fault == ConnectionFault.Truncated)
                await SendAsync(socket, "HTTP/1.1 2"u8.ToArray());
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }
}
