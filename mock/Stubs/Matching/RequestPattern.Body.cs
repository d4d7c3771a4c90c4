using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching;

// body: binaryEqualTo and multipartPatterns belong here.
internal sealed partial class RequestPattern
{
    private ImmutableArray<ValuePattern>? _bodies;

    private void ReadBody(JsonPlace place)
    {
        if (Given(place, "bodyPatterns") is { } bodies)
            _bodies = [.. bodies.Items().Select(ValuePattern.Read).OfType<ValuePattern>()];
    }

    private bool BodyMatches(StubRequest request)
    {
        foreach (var pattern in _bodies ?? [])
        {
            if (!pattern.Matches(BodyOf(request)))
                return false;
        }
        return true;
    }

    private double BodyDistance(StubRequest request) =>
        _bodies is { IsEmpty: false } bodies ? bodies.Average(pattern => pattern.DistanceTo(BodyOf(request))) : 0;

#pragma warning disable CA1822 // body: multipartPatterns
    private double PartsDistance(StubRequest request) => request is null ? 1 : 0;
#pragma warning restore CA1822

    private IEnumerable<PatternPart> ExplainBody(StubRequest request) =>
        (_bodies ?? []).Select(pattern => new PatternPart("body", pattern.Expected, BodyOf(request), pattern.Matches(BodyOf(request))));

    private void WriteBody(JsonObject json)
    {
        if (_bodies is { } bodies)
            json["bodyPatterns"] = new JsonArray([.. bodies.Select(pattern => pattern.ToJson())]);
    }

    // An empty body is none.
    private static string? BodyOf(StubRequest request) => request.Body.IsEmpty ? null : request.BodyText;
}
