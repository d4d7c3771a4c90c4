using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Recordings;

/// <summary>The exchanges of one server among those of a file.</summary>
/// <param name="Target">Its base URL, where the paths of the contract begin.</param>
/// <param name="Matcher">Tells operations.</param>
/// <param name="Exchanges">The earliest first.</param>
internal sealed record RecordedTraffic(Uri Target, OperationMatcher Matcher, ImmutableArray<RecordedExchange> Exchanges)
{
    /// <param name="contract">The contract.</param>
    /// <param name="all">All of the file.</param>
    /// <param name="host">A host, with a port or without, or a base URL; null where the file has only one that the contract fits.</param>
    /// <exception cref="RecordingException">It names none, or several fit.</exception>
    public static RecordedTraffic Of(Contract contract, ImmutableArray<RecordedExchange> all, string? host)
    {
        var url = host is not null && host.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(host, UriKind.Absolute, out var given) ? given : null;
        var hosts = all.GroupBy(exchange => exchange.Uri.GetLeftPart(UriPartial.Authority)).ToArray();
        var fitting = host is null ? hosts.Where(one => one.Any(exchange => OperationMatcher.MayBe(contract, exchange))).ToArray()
            : hosts.Where(one => one.First().Uri is var uri && (url is not null ? url.Authority == uri.Authority && url.Scheme == uri.Scheme
                : host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase) || host.Equals(uri.Authority, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (fitting.Length == 0)
        {
            throw new RecordingException(all.IsEmpty ? "The file holds no exchange."
                : host is null ? $"No request of the file is an operation of {contract.Title}; its hosts are {Names(hosts)}."
                : $"The file holds no exchange with {host}, which --target names; its hosts are {Names(hosts)}.");
        }
        if (fitting.Length > 1)
            throw new RecordingException($"Several hosts of the file may serve {contract.Title}: {Names(fitting)}. Choose one with --target HOST.");
        ImmutableArray<RecordedExchange> exchanges = [.. fitting[0]];
        var matcher = url is { AbsolutePath: not "/" } ? new OperationMatcher(contract, url.AbsolutePath.TrimEnd('/')) : OperationMatcher.Learn(contract, exchanges);
        return new RecordedTraffic(new Uri(fitting[0].Key + matcher.Prefix), matcher, exchanges);
    }

    private static string Names(IEnumerable<IGrouping<string, RecordedExchange>> hosts) => string.Join(", ", hosts.Select(one => one.Key).Take(10));
}
