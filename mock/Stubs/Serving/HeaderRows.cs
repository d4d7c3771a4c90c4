using System.Collections.Frozen;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>Stubs that demand one header with one value each, found by the headers of a request. Never changes once it is made.</summary>
internal sealed class HeaderRows
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, StubEntry[]>> _byHeader;

    /// <param name="entries">In order; each has a <see cref="Matching.RequestPattern.Header"/>.</param>
    public HeaderRows(IEnumerable<StubEntry> entries) =>
        _byHeader = entries.GroupBy(entry => entry.Stub.Request.Header!.Value.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                header => header.Key,
                header => header.GroupBy(entry => entry.Stub.Request.Header!.Value.Value, StringComparer.Ordinal)
                    .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal),
                StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the stubs that the request's headers allow, in rows that are in order each.</summary>
    public void Gather(StubRequest request, List<StubEntry[]> rows)
    {
        // Few names are asked for, and many are sent.
        foreach (var (name, byValue) in _byHeader)
        {
            foreach (var value in request.Headers[name])
            {
                if (byValue.TryGetValue(value ?? "", out var row))
                    rows.Add(row);
            }
        }
    }
}
