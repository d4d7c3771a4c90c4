using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>A request that the contract answered, as bytes.</summary>
internal static class PackedEvent
{
    /// <summary>Whether nothing is lost when it becomes bytes: it is over, and no stub had to do with it.</summary>
    public static bool CanHold(ServeEvent served) => served.IsOver && served is { Stub: null, Sent: null, Contract: not null, IsLost: false };

    /// <param name="served">What <see cref="CanHold"/> says so of.</param>
    /// <param name="writer">Takes it.</param>
    public static void Write(ServeEvent served, ref PackWriter writer)
    {
        writer.Write(served.Number);
        writer.Write(served.Took.Ticks);
        Write(served.Contract!, ref writer);
        Write(served.Request, ref writer);
    }

    public static ServeEvent Read(PackReader reader)
    {
        var (number, took) = (reader.Read<long>(), TimeSpan.FromTicks(reader.Read<long>()));
        var reply = ReadReply(ref reader);
        var served = new ServeEvent(ReadRequest(ref reader), null) { Number = number, Contract = reply };
        served.End(took);
        return served;
    }

    private static void Write(ContractReply reply, ref PackWriter writer)
    {
        writer.Write(reply.Api);
        writer.Write(reply.Status);
        writer.Write(reply.ContentType);
        writer.Write(reply.Headers.Count);
        for (var at = 0; at < reply.Headers.Count; at++)
        {
            writer.Write(reply.Headers[at].Key);
            writer.Write(reply.Headers[at].Value);
        }
    }

    private static ContractReply ReadReply(ref PackReader reader)
    {
        var (api, status, type) = (reader.ReadText()!, reader.Read<int>(), reader.ReadText());
        var headers = new KeyValuePair<string, string>[reader.Read<int>()];
        for (var at = 0; at < headers.Length; at++)
            headers[at] = new(reader.ReadText()!, reader.ReadText()!);
        return new ContractReply(api, status, type, headers);
    }

    // Host and port are in its headers: it came over HTTP.
    private static void Write(StubRequest request, ref PackWriter writer)
    {
        writer.Write(request.Method);
        writer.Write(request.Url);
        writer.Write(request.Scheme);
        writer.Write(request.Protocol);
        writer.Write(request.ClientIp);
        writer.Write(request.ReceivedAt.Ticks);
        writer.Write(request.ReceivedAt.Offset.Ticks);
        writer.Write(request.Headers.Sent.Length);
        foreach (var (name, values) in request.Headers.Sent)
        {
            writer.Write(name);
            writer.Write(values.Count);
            foreach (var value in values)
                writer.Write(value);
        }
        writer.Write(request.Body.Length);
        writer.Write(request.Body.Span);
    }

    private static StubRequest ReadRequest(ref PackReader reader) => new()
    {
        Method = reader.ReadText()!,
        Url = reader.ReadText()!,
        Scheme = reader.ReadText()!,
        Protocol = reader.ReadText()!,
        ClientIp = reader.ReadText()!,
        ReceivedAt = new DateTimeOffset(reader.Read<long>(), TimeSpan.FromTicks(reader.Read<long>())),
        Headers = ReadHeaders(ref reader),
        Body = reader.Read(reader.Read<int>()).ToArray(),
    };

    private static HeaderList ReadHeaders(ref PackReader reader)
    {
        var headers = new KeyValuePair<string, StringValues>[reader.Read<int>()];
        for (var at = 0; at < headers.Length; at++)
        {
            var (name, values) = (reader.ReadText()!, new string?[reader.Read<int>()]);
            for (var value = 0; value < values.Length; value++)
                values[value] = reader.ReadText();
            headers[at] = new(name, values);
        }
        return new HeaderList(headers);
    }
}
