using System.Globalization;
using System.Net.Sockets;
using System.Text;
using PlanisoContract.Wiremock.Cases;

namespace PlanisoContract.Wiremock.Wire;

/// <summary>
/// Sends a request byte for byte, on a connection of its own. The usual clients of .NET write a URL their own way:
/// <c>%7E</c> becomes <c>~</c>, <c>/a/../b</c> becomes <c>/b</c>.
/// </summary>
internal static class RawSender
{
    /// <summary>Sends a request and takes the answer.</summary>
    /// <param name="server">Whose host and port are asked.</param>
    /// <param name="step">The request.</param>
    /// <param name="stop">When this ends, the caller gives up.</param>
    public static async Task<RawAnswer> SendAsync(Uri server, CaseStep step, CancellationToken stop)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port, stop);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Bytes(server, step), stop);
            return await new RawReader(stream, step.Method).ReadAsync(stop);
        }
        catch (IOException broken) when (broken.InnerException is SocketException)
        {
            return new RawAnswer { Failure = Failure.Reset };
        }
    }

    private static byte[] Bytes(Uri server, CaseStep step)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{step.Method} {step.Url} HTTP/1.1\r\n");
        if (!Has(step, "Host"))
            head.Append(CultureInfo.InvariantCulture, $"Host: {server.Authority}\r\n");
        foreach (var (name, value) in step.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Has(step, "Transfer-Encoding"))
            return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Chunks(step.Body ?? default)];
        if (!Has(step, "Content-Length") && (step.Body is not null || step.Method is "POST" or "PUT" or "PATCH"))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {step.Body?.Length ?? 0}\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. (step.Body ?? default).Span];
    }

    private static byte[] Chunks(ReadOnlyMemory<byte> body) => body.IsEmpty ? "0\r\n\r\n"u8.ToArray() :
        [.. Encoding.ASCII.GetBytes(body.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. body.Span, .. "\r\n0\r\n\r\n"u8];

    private static bool Has(CaseStep step, string name) => step.Headers.Any(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
