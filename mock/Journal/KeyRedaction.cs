using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Journal;

/// <summary>Finds keys wherever requests carry them, and takes them out of what is shown: logs and the journal hold no secret key.</summary>
internal sealed class KeyRedaction
{
    private const string Silos = "/__admin/silos/";

    private readonly FrozenSet<string> _known;
    private ImmutableArray<SecurityScheme> _schemes = [];
    private FrozenSet<string> _parameters = [];
    private FrozenSet<string> _headers = [];

    /// <param name="contracts">The APIs, whose requests carry keys.</param>
    /// <param name="known">Keys that are no secrets.</param>
    public KeyRedaction(ImmutableArray<Contract> contracts, IEnumerable<string> known)
    {
        _known = known.ToFrozenSet(StringComparer.Ordinal);
        Learn(contracts);
    }

    /// <summary>Finds what requests of other contracts carry, too.</summary>
    public void Learn(ImmutableArray<Contract> contracts)
    {
        // Last of all the bare header, which may hold any scheme.
        _schemes = [.. _schemes.Concat(contracts.SelectMany(contract => contract.SecuritySchemes)).Distinct().OrderBy(scheme => scheme.Place == SecurityPlace.Header)];
        _parameters = _schemes.Where(scheme => scheme.Place == SecurityPlace.Query).Select(scheme => scheme.Name)
            .Concat(["key", "api_key", "apikey", "access_token", "token"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _headers = _schemes.Where(scheme => scheme.Place == SecurityPlace.Header).Select(scheme => scheme.Name)
            .Concat(["Authorization", "Proxy-Authorization", "Cookie", "Admin-Key"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The key that a request was sent with, whole, or null.</summary>
    public string? Find(Func<string, string?> header, string query)
    {
        foreach (var scheme in _schemes)
        {
            if (scheme.Find(header, query) is { Length: > 0 } key)
                return key;
        }
        return null;
    }

    /// <summary>A default key whole; of any other at most the first two characters, and never more than half.</summary>
    public string Key(string key) => _known.Contains(key) ? key : key[..Math.Min(2, key.Length / 2)] + "…";

    /// <summary>A header's value as it may be shown.</summary>
    public StringValues Header(string name, StringValues values)
    {
        if (!_headers.Contains(name))
            return values;
        // A scheme's word, such as Bearer, tells much of what goes wrong, and is no secret.
        return new StringValues([.. values.Select(value => value?.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank
            ? value[..(blank + 1)] + Key(value[(blank + 1)..]) : Key(value ?? ""))]);
    }

    /// <summary>A path as it may be shown: silos go by their first key.</summary>
    public string Path(string path)
    {
        if (!path.StartsWith(Silos, StringComparison.Ordinal))
            return path;
        var end = path.IndexOf('/', Silos.Length);
        return end < 0 ? Silos + Key(path[Silos.Length..]) : Silos + Key(path[Silos.Length..end]) + path[end..];
    }

    /// <summary>A query string as it may be shown.</summary>
    public string Query(string query) => string.Join('&', QueryParameters.Parts(query).Select(part =>
        part.Value is null ? part.Name : $"{part.Name}={(_parameters.Contains(QueryParameters.Decode(part.Name)) ? Key(part.Value) : part.Value)}"));
}
