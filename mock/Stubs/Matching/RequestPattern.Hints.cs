namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>What helps to find a stub among thousands without asking all of them.</summary>
internal sealed partial class RequestPattern
{
    /// <summary>A header that must have exactly this value, or null where none must.</summary>
    public (string Name, string Value)? Header
    {
        get
        {
            foreach (var (name, pattern) in _headers?.All ?? [])
            {
                // Credentials take the place of a pattern for their header.
                if (pattern.Exact is { } value && (_credentials is null || name != BasicCredentials.Header))
                    return (name, value);
            }
            return null;
        }
    }

    /// <summary>Whether method and URL are right; what else there is may be wrong. The same for all requests with these two.</summary>
    public bool MatchesTarget(StubRequest request) => MethodMatches(request) && _url.Matches(request);
}
