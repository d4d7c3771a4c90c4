using System.Diagnostics;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>A regular expression in a filter.</summary>
internal sealed class FilterPattern(BoundedRegex regex)
{
    // One search is bounded, but a list may have many items to search.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    public bool IsLike(JToken? value, PathRun run)
    {
        if (value is JContainer || !run.GoesOn())
            return false;
        var started = Stopwatch.GetTimestamp();
        var isLike = regex.Matches(value is null ? "" : JavaText.Of(value));
        if (!regex.IsLinear && (run.Searched += Stopwatch.GetElapsedTime(started)) > Most)
            run.Fail($"/{regex.Pattern}/ takes too long here.");
        return isLike;
    }
}
