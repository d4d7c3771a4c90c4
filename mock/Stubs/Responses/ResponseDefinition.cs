using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs.Responses.Contracts;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>What a stub answers (wiremock.org, "Stubbing", "Simulating Faults", "Proxying"). Never changes once it is made.</summary>
internal sealed record ResponseDefinition
{
    /// <summary>Null where the stub says none: 200, or that of the contract's answer.</summary>
    public int? Status { get; init; }

    /// <summary>In place of the status's own words.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The body as a text: <see cref="Json"/>, too.</summary>
    public string? Body { get; init; }

    /// <summary>Where the author wrote the body as JSON, that JSON.</summary>
    public JsonNode? Json { get; init; }

    /// <summary>The body where the author wrote it as Base64; no template.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>A file under <c>__files</c>; asked where there is no other body.</summary>
    public string? BodyFile { get; init; }

    public ImmutableArray<KeyValuePair<string, StringValues>>? Headers { get; init; }

    public int? FixedDelay { get; init; }

    public DelayDistribution? Distribution { get; init; }

    public Dribble? Dribble { get; init; }

    public Fault? Fault { get; init; }

    public ProxyDefinition Proxy { get; init; } = new();

    /// <summary>Null where the stub names none.</summary>
    public ImmutableArray<string>? Transformers { get; init; }

    public JsonObject? Parameters { get; init; }

    /// <summary>What to change in the contract's answer, or null where the answer is the stub's own.</summary>
    public Changes? Changes { get; init; }

    public static ResponseDefinition Read(JsonPlace place) => DefinitionReader.Read(place);

    public bool Has(string transformer) => Transformers?.Contains(transformer) == true;

    /// <summary>As WireMock shows it.</summary>
    public JsonObject ToJson() => DefinitionWriter.Write(this);
}

/// <summary>An answer that comes in pieces (wiremock.org, "Chunked Dribble Delay").</summary>
/// <param name="Chunks">How many pieces; at least one, and never more than bytes.</param>
/// <param name="Milliseconds">From the first wait to the last piece.</param>
internal sealed record Dribble(int Chunks, int Milliseconds)
{
    /// <summary>The body's pieces; what does not divide is in the last one.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces(ReadOnlyMemory<byte> body)
    {
        var count = Math.Clamp(Chunks, 1, Math.Max(1, body.Length));
        var size = body.Length / count;
        for (var i = 0; i < count - 1; i++)
            yield return body.Slice(i * size, size);
        yield return body[((count - 1) * size)..];
    }
}

/// <summary>Where the answer comes from, if from another server (wiremock.org, "Proxying").</summary>
internal sealed record ProxyDefinition
{
    public string? BaseUrl { get; init; }

    public string? PrefixToRemove { get; init; }

    public ImmutableArray<KeyValuePair<string, StringValues>>? AddedHeaders { get; init; }

    public ImmutableArray<string>? RemovedHeaders { get; init; }
}

/// <summary>What becomes of the connection in place of an answer; the names are WireMock's.</summary>
internal enum Fault
{
    /// <summary><c>CONNECTION_RESET_BY_PEER</c>.</summary>
    ConnectionResetByPeer,

    /// <summary><c>EMPTY_RESPONSE</c>.</summary>
    EmptyResponse,

    /// <summary><c>RANDOM_DATA_THEN_CLOSE</c>.</summary>
    RandomDataThenClose,

    /// <summary><c>MALFORMED_RESPONSE_CHUNK</c>.</summary>
    MalformedResponseChunk,
}
