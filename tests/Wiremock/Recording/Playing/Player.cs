using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Wire;

namespace PlanisoContract.Wiremock.Playing;

/// <summary>Plays a case on a server, the real one or the mock, and takes down its answers.</summary>
/// <param name="server">A server without stubs and without a past.</param>
/// <param name="played">The case.</param>
internal sealed class Player(Uri server, StubCase played)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Placeholders _placeholders = new(server, played.Source);

    /// <summary>The answers to the steps.</summary>
    /// <exception cref="RecordingException">A stub is refused, or an answer does not come before the end.</exception>
    public async Task<JsonArray> PlayAsync(CancellationToken stop)
    {
        foreach (var stub in played.Stubs)
            await MakeAsync(stub, stop);
        var plain = new Plain(played, _placeholders);
        var answers = new JsonArray();
        foreach (var step in played.Steps)
            answers.Add((JsonNode)plain.Of(step, await SendAsync(step, stop)));
        return answers;
    }

    private async Task MakeAsync(JsonObject stub, CancellationToken stop)
    {
        var text = _placeholders.Show(stub.ToJsonString(Relaxed));
        var answer = await SendAsync(new CaseStep("POST", "/__admin/mappings", [], Encoding.UTF8.GetBytes(text)), stop);
        if (answer.Status != 201)
            throw new RecordingException($"{played}: a stub is refused: {answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}; the stub is {text}.");
    }

    private async Task<RawAnswer> SendAsync(CaseStep step, CancellationToken stop)
    {
        var sent = step with
        {
            Url = _placeholders.Show(step.Url),
            Headers = [.. step.Headers.Select(header => KeyValuePair.Create(header.Key, _placeholders.Show(header.Value)))],
            Body = step.Body is { } body ? Shown(body) : null,
        };
        try
        {
            return await RawSender.SendAsync(server, sent, stop);
        }
        catch (OperationCanceledException)
        {
            throw new RecordingException($"{played}: no whole answer to {step} came in time.");
        }
    }

    // Bytes that are no text hold no words.
    private ReadOnlyMemory<byte> Shown(ReadOnlyMemory<byte> body) =>
        body.Span.IndexOf((byte)'<') < 0 ? body : Encoding.Latin1.GetBytes(_placeholders.Show(Encoding.Latin1.GetString(body.Span)));
}
