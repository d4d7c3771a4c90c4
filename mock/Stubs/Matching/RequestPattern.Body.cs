using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs.Matching.Documents;

namespace PlanisoContract.Mock.Stubs.Matching;

internal sealed partial class RequestPattern
{
    private ImmutableArray<ContentPattern>? _bodies;
    private ImmutableArray<MultipartPattern>? _parts;

    private void ReadBody(JsonPlace place)
    {
        if (Given(place, "bodyPatterns") is { } bodies)
            _bodies = [.. bodies.Items().Select(ContentPattern.Read).OfType<ContentPattern>()];
        if (Given(place, "multipartPatterns") is { } parts)
            _parts = [.. parts.Items().Select(MultipartPattern.Read).OfType<MultipartPattern>()];
    }

    private bool BodyMatches(StubRequest request)
    {
        foreach (var pattern in _bodies ?? [])
        {
            if (!pattern.Matches(request.Body, BodyOf(request)))
                return false;
        }
        foreach (var pattern in _parts ?? [])
        {
            if (!pattern.Matches(BodyPart.Of(request)))
                return false;
        }
        return true;
    }

    private double BodyDistance(StubRequest request) =>
        _bodies is { IsEmpty: false } bodies ? bodies.Average(pattern => pattern.DistanceTo(request.Body, BodyOf(request))) : 0;

    private double PartsDistance(StubRequest request) =>
        _parts is { IsEmpty: false } parts ? parts.Average(pattern => Miss(pattern.Matches(BodyPart.Of(request)))) : 0;

    private IEnumerable<PatternPart> ExplainBody(StubRequest request)
    {
        foreach (var pattern in _bodies ?? [])
            yield return new PatternPart("body", pattern.Expected, BodyOf(request), pattern.Matches(request.Body, BodyOf(request)));
        foreach (var pattern in _parts ?? [])
            yield return new PatternPart("multipart", pattern.Expected, BodyOf(request), pattern.Matches(BodyPart.Of(request)));
    }

    private void WriteBody(JsonObject json)
    {
        if (_bodies is { } bodies)
            json["bodyPatterns"] = new JsonArray([.. bodies.Select(pattern => pattern.ToJson())]);
        if (_parts is { } parts)
            json["multipartPatterns"] = new JsonArray([.. parts.Select(pattern => pattern.ToJson())]);
    }

    // An empty body is none.
    private static string? BodyOf(StubRequest request) => request.Body.IsEmpty ? null : request.BodyText;
}
