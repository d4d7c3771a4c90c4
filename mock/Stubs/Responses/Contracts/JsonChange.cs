using System.Text;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Responses.Contracts;

/// <summary>Changes a JSON answer.</summary>
internal static class JsonChange
{
    /// <summary>The changed body, or null where it is no JSON; the paths that met nothing are added.</summary>
    public static byte[]? Of(ReadOnlyMemory<byte> body, Changes changes, List<string> unmet)
    {
        // Decimals keep their digits.
        if (JsonText.TryRead(Encoding.UTF8.GetString(body.Span), FloatParseHandling.Decimal) is not { } read)
            return null;
        // Above it, so that the whole of it can be set, too.
        var above = new JArray(read);
        foreach (var change in changes.All.Where(change => change.Json is not null))
        {
            var met = above[0] is { } document ? change.Json!.In(document) : [];
            if (met.Count == 0)
                unmet.Add(change.Path);
            foreach (var value in met)
                Apply(change, value);
        }
        if (changes.Merge is { } merge)
            above[0].Replace(Merged(above[0], merge)!);
        return Encoding.UTF8.GetBytes(JsonText.Write(above[0]));
    }

    private static void Apply(Change change, JToken met)
    {
        if (!change.IsRemoval)
            met.Replace(Token(change.Value));
        else if (met.Parent is JProperty member)
            member.Remove();
        else
            met.Remove();
    }

    /// <summary>RFC 7396: null takes a member away, an object goes into an object, all else replaces.</summary>
    private static JToken Merged(JToken onto, JsonNode? patch)
    {
        if (patch is not JsonObject members)
            return Token(patch);
        var merged = onto is JObject known ? known : [];
        foreach (var (name, value) in members)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = Merged(merged[name] ?? JValue.CreateNull(), value);
        }
        return merged;
    }

    private static JToken Token(JsonNode? value) =>
        value is null ? JValue.CreateNull() : JsonText.TryRead(value.ToJsonString(), FloatParseHandling.Decimal)!;
}
