using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>Which environment variables templates may read (<c>--permitted-system-keys</c>, wiremock.org "Response Templating").</summary>
internal sealed class SystemKeys(ImmutableArray<string> patterns)
{
    /// <summary>What WireMock permits without being told.</summary>
    private const string Default = "wiremock.*";

    private readonly ImmutableArray<BoundedRegex> _permitted =
        [.. (patterns.IsDefaultOrEmpty ? [Default] : patterns).Select(pattern => BoundedRegex.TryParse($"(?i){pattern}", out var regex, out _) ? regex : null).OfType<BoundedRegex>()];

    public bool Permits(string key) => _permitted.Any(regex => regex.Matches(key));
}
