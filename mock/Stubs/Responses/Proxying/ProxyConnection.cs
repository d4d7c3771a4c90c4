using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlanisoContract.Mock.Stubs.Responses.Proxying;

/// <summary>Connections to proxy targets; each goes to an address that is allowed, whatever a name meant a moment ago.</summary>
internal static class ProxyConnection
{
    /// <summary>A handler that follows no redirect, keeps no cookie, unpacks nothing and knows no proxy of the system's.</summary>
    public static SocketsHttpHandler Handler(ProxyTargets targets) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ConnectCallback = (context, stop) => ConnectAsync(targets, context.DnsEndPoint, stop),
    };

    private static async ValueTask<Stream> ConnectAsync(ProxyTargets targets, DnsEndPoint target, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(target.Host, out var only) ? [only] : await Dns.GetHostAddressesAsync(target.Host, stop);
        var allowed = targets.IsNamed(target.Host) ? addresses : [.. addresses.Where(targets.Has)];
        if (allowed.Length == 0)
            throw new DeniedTargetException(target.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A proxy target is not allowed.</summary>
internal sealed class DeniedTargetException(string host) : IOException(ProxyTargets.Denial(host));
