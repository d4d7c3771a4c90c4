namespace PlanisoContract.Mock.Stubs.Matching;

internal sealed partial class RequestPattern
{
    /// <summary>A header that must have exactly this value, or null where none must.</summary>
    public (string Name, string Value)? Header { get; private init; }

    /// <summary>Whether method and URL are right; what else there is may be wrong. The same for all requests with these two.</summary>
    public bool MatchesTarget(StubRequest request) => (Method is null || Method == request.Method)
        && (Url is null || Url == request.Url) && (Path is null || Path == request.Path) && (_pathPattern?.IsMatch(request.Path) ?? true);
}
