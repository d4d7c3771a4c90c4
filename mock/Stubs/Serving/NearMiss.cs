using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>A stub or a search that a request does not meet, but nearly (wiremock.org, "Verifying", "Near misses").</summary>
/// <param name="Request">The request.</param>
/// <param name="Pattern">What it was held against.</param>
/// <param name="Stub">The stub of that pattern, or null for a search.</param>
/// <param name="Distance">From 0, a match, to 1.</param>
internal sealed record NearMiss(StubRequest Request, RequestPattern Pattern, StubMapping? Stub, double Distance)
{
    public const int Most = 3;

    /// <summary>The stubs that are nearest to a request; of two that are as near, the one that is asked first.</summary>
    public static ImmutableArray<NearMiss> Of(StubRequest request, IEnumerable<StubMapping> stubs) =>
        Nearest(stubs.Select(stub => new NearMiss(request, stub.Request, stub, stub.Request.DistanceTo(request))));

    /// <summary>The requests that are nearest to a pattern; of two that are as near, the newer one.</summary>
    public static ImmutableArray<NearMiss> Of(RequestPattern pattern, IEnumerable<ServeEvent> served) =>
        Nearest(served.Select(one => new NearMiss(one.Request, pattern, null, pattern.DistanceTo(one.Request))));

    private static ImmutableArray<NearMiss> Nearest(IEnumerable<NearMiss> all) => [.. all.OrderBy(miss => miss.Distance).Take(Most)];
}
