using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.WireMock;

/// <summary>Looks through mappings before WireMock.Net gets them: none calls out to a host that nobody allowed, and no wildcard searches without an end.</summary>
internal sealed class StubGuard(ProxyTargets targets)
{
    private static readonly string[] Calling = ["Proxy", "ProxyUrl", "ProxyAndRecordSettings", "Webhook", "Webhooks"];

    /// <summary>Rewrites what is unbounded and tells what is not allowed.</summary>
    /// <param name="node">A mapping, a list of them, or a part of one.</param>
    /// <param name="pointer">Where it stands (RFC 6901).</param>
    public IEnumerable<string> Check(JsonNode? node, string pointer = "") => node switch
    {
        JsonArray list => list.SelectMany((element, index) => Check(element, $"{pointer}/{index}")).ToList(),
        JsonObject members => CheckObject(members, pointer),
        _ => [],
    };

    private List<string> CheckObject(JsonObject members, string pointer)
    {
        BoundWildcards(members);
        var problems = new List<string>();
        foreach (var (name, value) in members)
        {
            var at = $"{pointer}/{name}";
            if (name.Equals("WebProxy", StringComparison.OrdinalIgnoreCase))
                problems.Add($"{at}: stubs go through no proxy of their own. Leave it out.");
            else if (Calling.Contains(name, StringComparer.OrdinalIgnoreCase))
                problems.AddRange(Urls(value, at).Where(url => IsTemplate(url.Url) || !targets.Allows(url.Url)).Select(url =>
                    $"{url.At}: {url.Url} is not allowed. Expected a URL without a template, of a host that --allow-proxy-targets names."));
            else
                problems.AddRange(Check(value, at));
        }
        return problems;
    }

    // Of a webhook or a proxy every text that could be a URL counts, under whatever name.
    private static IEnumerable<(string Url, string At)> Urls(JsonNode? node, string pointer) => node switch
    {
        JsonArray list => list.SelectMany((element, index) => Urls(element, $"{pointer}/{index}")),
        JsonObject members => members.Where(member => member.Value is not JsonValue || member.Key.Contains("url", StringComparison.OrdinalIgnoreCase))
            .SelectMany(member => Urls(member.Value, $"{pointer}/{member.Key}")),
        JsonValue value when value.TryGetValue(out string? text) => [(text, pointer)],
        _ => [],
    };

    // What a request puts into it could lead to another host.
    private static bool IsTemplate(string url) => url.Contains("{{", StringComparison.Ordinal) || url.Contains("{%", StringComparison.Ordinal);

    // WireMock.Net runs wildcards as regular expressions that never time out, but those of a RegexMatcher end after ten seconds.
    private static void BoundWildcards(JsonObject members)
    {
        if (Find(members, "Name") is ({ } name, JsonValue matcher) && matcher.ToString() == "WildcardMatcher")
        {
            members[name] = "RegexMatcher";
            if (Find(members, "Pattern") is ({ } one, JsonValue pattern))
                members[one] = Regex(pattern.ToString());
            if (Find(members, "Patterns") is ({ } several, JsonArray patterns))
                members[several] = new JsonArray([.. patterns.Select(each => JsonValue.Create(Regex($"{each}")))]);
            return;
        }
        // A path or URL that is a text is one, too.
        foreach (var place in (string[])["Path", "Url"])
        {
            if (Find(members, place) is ({ } key, JsonValue text) && text.TryGetValue(out string? wildcard) && wildcard.AsSpan().ContainsAny('*', '?'))
                members[key] = new JsonObject { ["Matchers"] = new JsonArray(new JsonObject { ["Name"] = "RegexMatcher", ["Pattern"] = Regex(wildcard) }) };
        }
    }

    private static (string? Key, JsonNode? Value) Find(JsonObject members, string name)
    {
        var found = members.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return (found.Key, found.Value);
    }

    private static string Regex(string wildcard) =>
        "^" + System.Text.RegularExpressions.Regex.Escape(wildcard).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$";
}
