using System.Collections.Immutable;

namespace PlanisoContract.Mock.WireMock;

/// <summary>Where stubs may send requests.</summary>
/// <param name="hosts">Names and addresses; <c>*.</c> before a name stands for all below it.</param>
internal sealed class ProxyTargets(ImmutableArray<string> hosts)
{
    public bool Allows(string url) => Uri.TryCreate(url, UriKind.Absolute, out var target) && hosts.Any(host =>
        host.StartsWith("*.", StringComparison.Ordinal)
            ? target.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : target.Host.Trim('[', ']').Equals(host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}
