using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using PlanisoContract.Mock.Stubs.Matching.Values;
using PlanisoContract.Mock.Stubs.Paths;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary><c>matchesJsonPath</c> (wiremock.org, "Request Matching", "JSON Path").</summary>
internal sealed class JsonPathPattern : ValuePattern
{
    private readonly JsonPath _path;
    private readonly ValuePattern? _inner;

    private JsonPathPattern(JsonPath path, ValuePattern? inner) => (_path, _inner) = (path, inner);

    public static JsonPathPattern? Of(JsonPlace place)
    {
        if (InnerPattern.Read(place.Member("matchesJsonPath")!) is not { } inner)
            return null;
        var path = JsonPaths.Compile(inner.Expression, out var problem);
        if (path is null)
            inner.Place.Problems.Add(inner.Place.Pointer, problem);
        return path is null ? null : new JsonPathPattern(path, inner.Pattern);
    }

    public override bool Matches(string? value)
    {
        var found = Find(value);
        if (_inner is null)
            return found.Many is { Count: > 0 } || found.Value is JContainer { HasValues: true } or JValue { Value: not null };
        return found.Failure is null && Values(found).Any(_inner.Matches);
    }

    public override double DistanceTo(string? value)
    {
        if (_inner is null)
            return Matches(value) ? 0 : 1;
        var found = Find(value);
        return found.Failure is null ? Values(found).Select(_inner.DistanceTo).DefaultIfEmpty(1).Min() : 1;
    }

    public override JsonObject ToJson() => InnerPattern.ToJson("matchesJsonPath", _path.ToString(), _inner);

    private PathResult Find(string? value)
    {
        if (value is null)
            return default;
        return ReadText.Of(value).LooseJson is { } document ? _path.Read(document) : new PathResult(null, Failure: "No JSON.");
    }

    // A list is tried item by item, but for equalToJson, which wants it whole.
    private IEnumerable<string?> Values(PathResult found)
    {
        var values = found.Many ?? (found.Value is JArray list ? [.. list] : null);
        if (_inner is EqualToJsonPattern && values is not null)
            return [$"[ {string.Join(", ", values.Select(JavaText.Pretty))} ]"];
        if (values is null && found.Value is JObject members)
            return [JavaText.Pretty(members)];
        values ??= found.Value is JValue { Value: not null } scalar ? [scalar] : [];
        // Nothing there is what "absent" asks for.
        return values.Count == 0 && _inner is AbsentPattern ? [null] : values.Select(value => value.Type == JTokenType.Null ? null : JavaText.Of(value));
    }
}
