using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NewtonsoftException = Newtonsoft.Json.JsonException;

namespace PlanisoContract.Mock.Overrides;

/// <summary>Changes a JSON body where paths lead to. Newtonsoft finds the places; the text around them is not written anew.</summary>
internal static class JsonEdit
{
    private static readonly JsonSelectSettings Selecting = new() { RegexMatchTimeout = TimeSpan.FromSeconds(1) };
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Why a path can lead nowhere in any document, or null.</summary>
    public static string? Problem(string path)
    {
        try
        {
            _ = new JObject().SelectTokens(path, Selecting).Any();
            return null;
        }
        catch (NewtonsoftException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>The changed body; null where the path meets nothing, or the body is no JSON.</summary>
    public static byte[]? Apply(ReadOnlyMemory<byte> body, PathEdit edit)
    {
        if (LocatedJson.Read(body) is not { } document || Find(document.Root, edit.Path) is not { Count: > 0 } met)
            return null;
        if (edit.Value is { } value)
            return document.With(met.Select(token => Replaced(token, value)));
        // The whole document cannot be taken away: an answer without a body would be another answer.
        // By reference, for values are equal where their texts are.
        var removed = met.Where(token => token.Parent is not null).Select(token => token.Parent is JProperty member ? member : token).ToHashSet<JToken>(ReferenceEqualityComparer.Instance);
        return removed.Count == 0 ? null : document.With(removed.GroupBy(token => token.Parent!).SelectMany(same => Removed(same.Key, removed)));
    }

    /// <summary>The body with a JSON Merge Patch applied (RFC 7396); null where it is no JSON.</summary>
    public static byte[]? Merge(ReadOnlyMemory<byte> body, JsonElement patch) =>
        LocatedJson.Read(body) is { } document ? document.With(Merged(document.Root, patch)) : null;

    private static List<JToken> Find(JToken root, string path)
    {
        try
        {
            return [.. root.SelectTokens(path, Selecting).Distinct(ReferenceEqualityComparer.Instance).Cast<JToken>()];
        }
        // What is compared with a regular expression can be anything, the expression too.
        catch (Exception wrong) when (wrong is NewtonsoftException or RegexMatchTimeoutException or ArgumentException)
        {
            return [];
        }
    }

    private static IEnumerable<Replacement<byte>> Merged(JToken onto, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object || onto is not JObject members)
            return [Replaced(onto, WithoutNulls(patch))];
        var removed = patch.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Null)
            .Select(member => members.Property(member.Name)).OfType<JProperty>().ToHashSet<JToken>(ReferenceEqualityComparer.Instance);
        var changed = patch.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null && members.ContainsKey(member.Name))
            .SelectMany(member => Merged(members[member.Name]!, member.Value));
        var added = patch.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null && !members.ContainsKey(member.Name))
            .Select(member => $"{JsonSerializer.Serialize(member.Name, Writing)}:{Text(WithoutNulls(member.Value))}").ToList();
        return [.. Removed(members, removed), .. changed, .. Added(members, removed, added)];
    }

    private static IEnumerable<Replacement<byte>> Added(JObject members, HashSet<JToken> removed, List<string> added)
    {
        if (added.Count == 0)
            yield break;
        var last = members.Properties().LastOrDefault(member => !removed.Contains(member));
        var at = last is null ? LocatedJson.RangeOf(members).Start + 1 : LocatedJson.RangeOf(last).End;
        yield return new(at, at, Bytes((last is null ? "" : ",") + string.Join(',', added)));
    }

    private static Replacement<byte> Replaced(JToken token, JsonElement value)
    {
        var (start, end) = LocatedJson.RangeOf(token);
        return new(start, end, Bytes(Text(value)));
    }

    // With the comma behind each; where none is left behind them, with the comma before.
    private static IEnumerable<Replacement<byte>> Removed(JContainer from, HashSet<JToken> removed)
    {
        if (removed.Count == 0)
            yield break;
        var ranges = from.Children().Select(child => (LocatedJson.RangeOf(child), IsKept: !removed.Contains(child))).ToList();
        var lastKept = ranges.FindLastIndex(child => child.IsKept);
        for (var index = 0; index < ranges.Count; index++)
        {
            var ((start, end), isKept) = ranges[index];
            var next = index + 1 < ranges.Count ? ranges[index + 1].Item1.Start : end;
            if (!isKept)
                yield return Replacement<byte>.None(start, next);
            else if (index == lastKept)
                yield return Replacement<byte>.None(end, next);
        }
    }

    // What a patch makes where nothing was: its nulls have nothing to take away.
    private static JsonElement WithoutNulls(JsonElement patch) => patch.ValueKind != JsonValueKind.Object ? patch
        : JsonSerializer.SerializeToElement(patch.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => KeyValuePair.Create(member.Name, WithoutNulls(member.Value))).ToDictionary());

    private static string Text(JsonElement value) => JsonSerializer.Serialize(value, Writing);

    private static ImmutableArray<byte> Bytes(string text) => [.. Encoding.UTF8.GetBytes(text)];
}
