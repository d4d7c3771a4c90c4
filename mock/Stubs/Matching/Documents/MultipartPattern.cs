using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>One of <c>multipartPatterns</c>: what any part, or all parts, must be (wiremock.org, "Request Matching", "Multipart").</summary>
internal sealed class MultipartPattern
{
    private readonly string? _matchingType;
    private readonly string? _name;
    private readonly string? _fileName;
    private readonly NamedPatterns<ValuesPattern>? _headers;
    private readonly ImmutableArray<ContentPattern>? _bodies;

    private MultipartPattern(JsonPlace place)
    {
        _matchingType = place.MemberOrNull("matchingType") is { } type ? MatchingType(type) : null;
        // WireMock keeps the name, but looks for it in a pattern for Content-Disposition only.
        _name = place.MemberOrNull("name")?.Text();
        _fileName = (place.MemberOrNull("fileName") ?? place.MemberOrNull("filename"))?.Text();
        _headers = place.MemberOrNull("headers") is { } headers ? NamedPatterns<ValuesPattern>.Read(headers, ValuesPattern.Read) : null;
        _bodies = place.MemberOrNull("bodyPatterns") is { } bodies ? [.. bodies.Items().Select(ContentPattern.Read).OfType<ContentPattern>()] : null;
        place.NoOthers();
    }

    /// <summary>For people.</summary>
    public string Expected => $"{_matchingType ?? "ANY"} part {ToJson().ToJsonString()}";

    public static MultipartPattern? Read(JsonPlace place) => place.AsObject() is null ? null : new MultipartPattern(place);

    public bool Matches(IReadOnlyList<BodyPart>? parts) =>
        parts is not null && (_matchingType == "ALL" ? parts.All(Takes) : parts.Any(Takes));

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (_name is not null)
            json["name"] = _name;
        if (_fileName is not null)
            json["fileName"] = _fileName;
        if (_matchingType is not null)
            json["matchingType"] = _matchingType;
        if (_headers is not null)
            json["headers"] = _headers.ToJson(pattern => pattern.ToJson());
        if (_bodies is { } bodies)
            json["bodyPatterns"] = new JsonArray([.. bodies.Select(pattern => pattern.ToJson())]);
        return json;
    }

    private bool Takes(BodyPart part)
    {
        if (_headers is null && _bodies is null)
            return true;
        return (_headers?.All ?? []).All(one => one.Value.Matches(part.Headers.GetValueOrDefault(one.Key, StringValues.Empty)))
            && (_bodies ?? []).All(pattern => pattern.Matches(part.Body, part.Text))
            && (string.IsNullOrEmpty(_fileName) || _fileName == part.FileName);
    }

    private static string MatchingType(JsonPlace place)
    {
        if (place.Node is JsonValue value && value.TryGetValue(out string? type) && type is "ANY" or "ALL")
            return type;
        place.Expect("ANY or ALL");
        return "ANY";
    }
}
