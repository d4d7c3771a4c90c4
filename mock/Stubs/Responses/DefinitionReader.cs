using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Responses.Contracts;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Reads what a stub answers.</summary>
internal static class DefinitionReader
{
    /// <summary>Words and faults.</summary>
    public static ImmutableArray<(string Word, Fault Fault)> Faults { get; } =
    [
        ("CONNECTION_RESET_BY_PEER", Fault.ConnectionResetByPeer), ("EMPTY_RESPONSE", Fault.EmptyResponse),
        ("RANDOM_DATA_THEN_CLOSE", Fault.RandomDataThenClose), ("MALFORMED_RESPONSE_CHUNK", Fault.MalformedResponseChunk),
    ];

    public static ResponseDefinition Read(JsonPlace place)
    {
        if (place.IsNull || place.AsObject() is null)
            return new ResponseDefinition();
        var read = Body(place, new ResponseDefinition
        {
            Status = Status(place.Member("status")),
            StatusMessage = place.Member("statusMessage")?.LooseText(),
            BodyFile = place.Member("bodyFileName")?.LooseText(),
            Headers = place.Member("headers") is { } headers ? HeaderReader.Read(headers) : null,
            FixedDelay = place.Member("fixedDelayMilliseconds")?.LooseInteger(),
            Distribution = place.Member("delayDistribution") is { IsNull: false } random ? DelayDistribution.Read(random) : null,
            Dribble = place.Member("chunkedDribbleDelay") is { IsNull: false } dribble ? ReadDribble(dribble) : null,
            Fault = place.Member("fault") is { IsNull: false } fault ? ReadFault(fault) : null,
            Proxy = ReadProxy(place),
            Transformers = Texts(place.Member("transformers")),
            Parameters = place.Member("transformerParameters") is { IsNull: false } parameters ? parameters.AsObject() : null,
        });
        if (place.Member("fromConfiguredStub")?.Flag() == false)
            place.Problems.Add($"{place.Pointer}/fromConfiguredStub", "A stub's answer is always a stub's; leave the member out.");
        if (read.Proxy.BaseUrl is not null && read.Has(Changes.Transformer))
            place.Problems.Add($"{place.Pointer}/proxyBaseUrl", $"The answer is either another server's or the contract's: leave out this or the transformer {Changes.Transformer}.");
        place.NoOthers();
        return read with { Changes = read.Has(Changes.Transformer) ? Changes.Read(place.MemberOrEmpty("transformerParameters")) : null };
    }

    // What is not above 0 says nothing, as in WireMock.
    private static int? Status(JsonPlace? place)
    {
        if (place?.LooseInteger() is not { } status || status <= 0)
            return null;
        if (status is < 200 or > 999)
            place.Expect("a final status, 200 to 999");
        return status;
    }

    // Of several bodies, the first of these counts.
    private static ResponseDefinition Body(JsonPlace place, ResponseDefinition read)
    {
        var text = place.Member("body")?.LooseText();
        var json = place.Member("jsonBody")?.Node;
        var base64 = place.Member("base64Body");
        if (text is not null)
            return read with { Body = text };
        if (json is not null)
            return read with { Json = json, Body = JsonText.Compact(json) };
        return base64?.LooseText() is { } encoded ? read with { Bytes = Decode(encoded, base64) } : read;
    }

    private static byte[]? Decode(string encoded, JsonPlace place)
    {
        var bytes = new byte[encoded.Length];
        if (Convert.TryFromBase64String(encoded, bytes, out var length))
            return bytes[..length];
        place.Expect("Base64");
        return null;
    }

    private static Dribble ReadDribble(JsonPlace place)
    {
        if (place.AsObject() is null)
            return new Dribble(1, 0);
        var chunks = Needed("numberOfChunks", int.MinValue);
        var milliseconds = Needed("totalDuration", 0);
        place.NoOthers();
        return new Dribble(chunks, milliseconds);

        int Needed(string name, int least)
        {
            if (place.Member(name) is { IsNull: false } member)
                return member.LooseInteger(least) ?? 0;
            place.Expect($"a member {name}");
            return 0;
        }
    }

    private static Fault? ReadFault(JsonPlace place)
    {
        var known = Faults.Where(fault => place.Node is JsonValue value && value.TryGetValue(out string? word) && word == fault.Word).ToList();
        if (known.Count > 0)
            return known[0].Fault;
        place.Expect($"one of {string.Join(", ", Faults.Select(fault => fault.Word))}");
        return null;
    }

    private static ProxyDefinition ReadProxy(JsonPlace place) => new()
    {
        BaseUrl = place.Member("proxyBaseUrl")?.LooseText(),
        PrefixToRemove = place.Member("proxyUrlPrefixToRemove")?.LooseText(),
        AddedHeaders = place.Member("additionalProxyRequestHeaders") is { } headers ? HeaderReader.Read(headers) : null,
        RemovedHeaders = Texts(place.Member("removeProxyRequestHeaders")),
    };

    // An empty list says nothing.
    private static ImmutableArray<string>? Texts(JsonPlace? place) => place is null or { IsNull: true } ? null
        : place.Items().Select(item => item.LooseText() ?? "").ToImmutableArray() is { IsEmpty: false } texts ? texts : null;
}
