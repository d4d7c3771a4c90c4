using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PlanisoContract.Wiremock.Wire;

/// <summary>Reads one answer of HTTP/1.1, and says how it ended where it is not a whole one.</summary>
internal sealed class RawReader(NetworkStream stream, string method)
{
    private readonly byte[] _buffer = new byte[16384];
    private int _at;
    private int _end;

    public async Task<RawAnswer> ReadAsync(CancellationToken stop)
    {
        var first = "";
        try
        {
            first = await LineAsync(stop);
            if (!first.StartsWith("HTTP/1.", StringComparison.Ordinal))
                return new RawAnswer { Failure = Failure.Garbage };
            var answer = StatusOf(first) with { Headers = await HeadersAsync(stop) };
            return await BodyAsync(answer, stop);
        }
        catch (EndOfStreamException end)
        {
            return new RawAnswer { Failure = first.Length == 0 && end.Data.Count == 0 ? Failure.Empty : Failure.Garbage };
        }
    }

    private static RawAnswer StatusOf(string line)
    {
        var words = line.Split(' ', 3);
        return new RawAnswer { Status = int.Parse(words[1], CultureInfo.InvariantCulture), Reason = words.Length > 2 ? words[2] : "" };
    }

    private async Task<ImmutableArray<KeyValuePair<string, string>>> HeadersAsync(CancellationToken stop)
    {
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        while (await LineAsync(stop) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(KeyValuePair.Create(line[..colon], line[(colon + 1)..].Trim()));
        }
        return headers.ToImmutable();
    }

    private async Task<RawAnswer> BodyAsync(RawAnswer answer, CancellationToken stop)
    {
        using var body = new MemoryStream();
        try
        {
            if (method == "HEAD" || answer.Status is 204 or 304)
                return answer;
            if (answer.Values("Transfer-Encoding").Any())
                await ChunksAsync(body, stop);
            else if (answer.Values("Content-Length").FirstOrDefault() is { } length)
                await TakeAsync(body, int.Parse(length, CultureInfo.InvariantCulture), stop);
            else
                await RestAsync(body, stop);
            return answer with { Body = body.ToArray() };
        }
        catch (Exception broken) when (broken is EndOfStreamException or FormatException)
        {
            return answer with { Failure = Failure.Malformed };
        }
        catch (IOException broken) when (broken.InnerException is SocketException)
        {
            return answer with { Failure = Failure.Reset };
        }
    }

    private async Task ChunksAsync(MemoryStream body, CancellationToken stop)
    {
        while (true)
        {
            var size = int.Parse((await LineAsync(stop)).Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            await TakeAsync(body, size, stop);
            if ((await LineAsync(stop)).Length > 0)
                throw new FormatException("A chunk is longer than it says.");
            if (size == 0)
                return;
        }
    }

    private async Task TakeAsync(MemoryStream body, int count, CancellationToken stop)
    {
        while (count > 0)
        {
            if (_at == _end && !await FillAsync(stop))
                throw new EndOfStreamException();
            var some = Math.Min(count, _end - _at);
            body.Write(_buffer, _at, some);
            _at += some;
            count -= some;
        }
    }

    private async Task RestAsync(MemoryStream body, CancellationToken stop)
    {
        do
        {
            body.Write(_buffer, _at, _end - _at);
            _at = _end;
        }
        while (await FillAsync(stop));
    }

    /// <exception cref="EndOfStreamException">The stream ends before the line does; its data has an entry where something came.</exception>
    private async Task<string> LineAsync(CancellationToken stop)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_at == _end && !await FillAsync(stop))
            {
                var end = new EndOfStreamException();
                if (line.Count > 0)
                    end.Data["some"] = line.Count;
                throw end;
            }
            var next = _buffer[_at++];
            if (next == (byte)'\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
        }
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        _at = 0;
        _end = await stream.ReadAsync(_buffer, stop);
        return _end > 0;
    }
}
