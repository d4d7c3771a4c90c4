using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>A request that nobody sent, as JSON of the admin API describes it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Json">As WireMock shows it again.</param>
internal sealed record DescribedRequest(StubRequest Request, JsonObject Json)
{
    private static readonly string[] Kept = ["url", "absoluteUrl", "method", "clientIp", "headers", "cookies"];

    /// <summary>Reads it; members that it does not know do no harm, as the journal shows more than matters.</summary>
    public static DescribedRequest Read(JsonPlace place)
    {
        var absolute = Text(place, "absoluteUrl") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed : null;
        var request = new StubRequest
        {
            Method = Text(place, "method") ?? "",
            Url = Text(place, "url") ?? absolute?.PathAndQuery ?? "",
            Scheme = absolute?.Scheme ?? "http",
            Host = absolute?.Host ?? "localhost",
            Port = absolute?.Port ?? 80,
            ClientIp = Text(place, "clientIp") ?? "",
            Headers = new HeaderList([.. Headers(place)]),
            Body = Body(place),
        };
        return new DescribedRequest(request, Show(place, request, absolute));
    }

    private static JsonObject Show(JsonPlace place, StubRequest request, Uri? absolute)
    {
        var json = new JsonObject();
        foreach (var name in Kept)
        {
            if (place.Member(name) is { IsNull: false } member)
                json[name] = member.Node!.DeepClone();
        }
        json["browserProxyRequest"] = false;
        if (!request.Body.IsEmpty)
        {
            json["bodyAsBase64"] = Convert.ToBase64String(request.Body.Span);
            json["body"] = request.BodyText;
        }
        if (absolute is not null)
        {
            json["scheme"] = absolute.Scheme;
            json["host"] = absolute.Host;
        }
        json["port"] = absolute?.Port ?? -1;
        json["queryParams"] = LoggedRequest.Parameters(request.QueryParameters);
        json["formParams"] = LoggedRequest.Parameters(request.FormParameters);
        return json;
    }

    private static List<KeyValuePair<string, StringValues>> Headers(JsonPlace place)
    {
        var headers = Named(place, "headers").ToList();
        // What has cookies and no header for them is meant to send one.
        if (Named(place, "cookies").ToList() is { Count: > 0 } cookies && !headers.Exists(header => header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)))
            headers.Add(KeyValuePair.Create("Cookie", new StringValues(string.Join("; ", cookies.SelectMany(cookie => cookie.Value.Select(value => $"{cookie.Key}={value}"))))));
        return headers;
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Named(JsonPlace place, string name)
    {
        if (place.Member(name) is not { IsNull: false } values)
            return [];
        return values.Members().Select(member => KeyValuePair.Create(member.Name, new StringValues(member.Place.Node is JsonArray all
            ? [.. all.Select(value => value?.ToString())]
            : [member.Place.Node?.ToString()])));
    }

    private static ReadOnlyMemory<byte> Body(JsonPlace place)
    {
        if (Text(place, "bodyAsBase64") is not { } encoded)
            return Encoding.UTF8.GetBytes(Text(place, "body") ?? "");
        var bytes = new byte[encoded.Length];
        if (Convert.TryFromBase64String(encoded, bytes, out var length))
            return bytes.AsMemory(0, length);
        place.Member("bodyAsBase64")!.Expect("Base64");
        return default;
    }

    private static string? Text(JsonPlace place, string name) => place.Member(name)?.TextOrNull();
}
