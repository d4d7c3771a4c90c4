using System.Collections.Immutable;

namespace PlanisoContract.Mock.WireMock;

/// <summary>What the WireMock.Net server beside the mock is started with.</summary>
internal sealed record WireMockOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5081";

    /// <summary>Where it listens; port 0 picks a free one.</summary>
    public string Url { get; init; } = DefaultUrl;

    /// <summary>The only directory whose files stubs may use; mappings stand in <c>__admin/mappings</c>. Null for none.</summary>
    public string? RootDirectory { get; init; }

    /// <summary>Hosts that stubs may proxy to and that webhooks may call: <c>api.example.com</c>, <c>*.example.com</c>, an address. None unless told.</summary>
    public ImmutableArray<string> ProxyTargets { get; init; } = [];
}
