using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>The name of a stub's file, made as WireMock makes it: <c>NAME-ID.json</c>, or <c>METHOD-URL-ID.json</c>.</summary>
internal static partial class MappingName
{
    /// <summary>What stands before the id; file systems take no more than 255 bytes.</summary>
    private const int Longest = 200;

    private static readonly string[] Urls = ["urlPath", "urlPathPattern", "urlPathTemplate", "urlPattern", "url"];

    public static string Of(StubMapping stub)
    {
        var name = Refused().Replace(stub.Name is { Length: > 0 } given ? Spaces().Replace(given, "-") : Request(stub.Request.ToJson()), "");
        return $"{(name.Length <= Longest ? name : name[..Longest]).ToLowerInvariant()}-{stub.Id}.json".TrimStart('.');
    }

    private static string Request(JsonObject request)
    {
        var url = Urls.Select(word => Text(request, word)).FirstOrDefault(text => text is not null) ?? "always";
        return $"{Text(request, "method") ?? "ANY"}-{Spaces().Replace(url, "-")}";
    }

    private static string? Text(JsonObject request, string member) =>
        request[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex("[^A-Za-z0-9_.-]")]
    private static partial Regex Refused();

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
