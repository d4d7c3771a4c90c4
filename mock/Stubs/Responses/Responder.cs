using System.Text;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs.Files;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>What the contract answers to a request; null where no API has its path.</summary>
internal delegate ValueTask<Simulation.SimulatedResponse?> ContractAnswer(StubRequest request);

/// <summary>What was sent, for the journal.</summary>
/// <param name="Status">HTTP status; 0 where a fault sent none.</param>
/// <param name="Headers">As sent.</param>
/// <param name="Body">As sent.</param>
/// <param name="Fault">The fault in place of an answer, or null.</param>
internal sealed record SentResponse(
    int Status, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, ReadOnlyMemory<byte> Body, string? Fault = null);

/// <summary>Writes the answer of a stub.</summary>
internal sealed class Responder(MockOptions options, BodyFiles? files) : IDisposable
{
    private DelaySettings _delays = DelaySettings.None;

    /// <summary>Delays of all answers.</summary>
    public DelaySettings Delays
    {
        get => Volatile.Read(ref _delays);
        set => Volatile.Write(ref _delays, value);
    }

    /// <summary>Tells what this mock cannot answer of a stub.</summary>
    public void Check(StubMapping stub, JsonPlace place)
    {
    }

    public void Dispose()
    {
    }

    public async Task<SentResponse> AnswerAsync(HttpContext context, StubRequest request, StubMapping stub, ContractAnswer contract)
    {
        var body = Encoding.UTF8.GetBytes(stub.Response.Body ?? "");
        context.Response.StatusCode = stub.Response.Status ?? 200;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
        _ = (options, files);
        return new SentResponse(context.Response.StatusCode, [], body);
    }
}
