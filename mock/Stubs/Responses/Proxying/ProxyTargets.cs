using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Net;
using PlanisoContract.Mock.Host;

namespace PlanisoContract.Mock.Stubs.Responses.Proxying;

/// <summary>Where stubs may proxy to. Nowhere, unless <c>--allow-proxy-targets</c> says so.</summary>
internal sealed class ProxyTargets
{
    private readonly ImmutableArray<string> _names;
    private readonly ImmutableArray<AddressRange> _ranges;

    private ProxyTargets(ImmutableArray<string> names, ImmutableArray<AddressRange> ranges)
    {
        _names = names;
        _ranges = ranges;
    }

    /// <param name="rules">Host names (<c>*</c> stands for anything), addresses, ranges (<c>10.0.0.1-10.0.0.9</c>), networks (<c>10.0.0.0/8</c>).</param>
    /// <exception cref="StartException">One is none of that.</exception>
    public static ProxyTargets Parse(IEnumerable<string> rules)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var ranges = ImmutableArray.CreateBuilder<AddressRange>();
        foreach (var rule in rules)
        {
            if (AddressRange.TryParse(rule) is { } range)
                ranges.Add(range);
            else if (rule.Length > 0 && rule.All(letter => char.IsLetterOrDigit(letter) || letter is '*' or '.' or '-' or '_'))
                names.Add(rule.TrimEnd('.'));
            else
                throw new StartException($"--allow-proxy-targets {rule}: expected a host (*.example.com), an address, a range (10.0.0.1-10.0.0.9) or a network (10.0.0.0/8), without scheme and port.");
        }
        return new ProxyTargets(names.ToImmutable(), ranges.ToImmutable());
    }

    /// <summary>Why a stub may not proxy to a URL, or null where it may, as far as can be told without asking for the host's addresses.</summary>
    public string? Refusal(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0)
            return $"Expected a URL that begins with http:// or https://, found \"{url}\".";
        if (uri.UserInfo.Length > 0)
            return "A URL to proxy to carries no user and password; send them with additionalProxyRequestHeaders.";
        return IsNamed(uri.IdnHost) || (IPAddress.TryParse(uri.IdnHost, out var address) ? Has(address) : !_ranges.IsEmpty) ? null : Denial(uri.IdnHost);
    }

    /// <summary>Whether a rule names the host, wherever it is.</summary>
    public bool IsNamed(string host) => _names.Any(name => FileSystemName.MatchesSimpleExpression(name, host.TrimEnd('.'), ignoreCase: true));

    /// <summary>Whether a rule names the address.</summary>
    public bool Has(IPAddress address) => _ranges.Any(range => range.Has(address));

    public static string Denial(string host) =>
        $"The target proxy address {host} is not allowed. Start the mock with --allow-proxy-targets {host}.";
}
