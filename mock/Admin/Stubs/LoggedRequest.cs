using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>A request as WireMock's journal shows it (wiremock.org, "Admin API Reference", "LoggedRequest").</summary>
internal static class LoggedRequest
{
    public static JsonObject Of(StubRequest request) => new()
    {
        ["url"] = request.Url,
        ["absoluteUrl"] = request.AbsoluteUrl,
        ["method"] = request.Method,
        ["clientIp"] = request.ClientIp,
        ["headers"] = Headers(request.Headers),
        ["cookies"] = new JsonObject(request.Cookies.Select(cookie => KeyValuePair.Create(cookie.Key, Values(cookie.Value)))),
        ["browserProxyRequest"] = false,
        ["loggedDate"] = request.ReceivedAt.ToUnixTimeMilliseconds(),
        ["bodyAsBase64"] = Convert.ToBase64String(request.Body.Span),
        ["body"] = request.BodyText,
        ["protocol"] = request.Protocol,
        ["scheme"] = request.Scheme,
        ["host"] = request.Host,
        ["port"] = request.Port,
        ["loggedDateString"] = request.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        ["queryParams"] = Parameters(request.QueryParameters),
        ["formParams"] = Parameters(request.FormParameters),
    };

    public static JsonObject Headers(IEnumerable<KeyValuePair<string, StringValues>> headers) =>
        new(headers.Select(header => KeyValuePair.Create(header.Key, Values(header.Value))));

    public static JsonObject Parameters(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        new(parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)new JsonObject
        {
            ["key"] = parameter.Key,
            ["values"] = List(parameter.Value),
        })));

    // One value stands alone.
    private static JsonNode? Values(StringValues values) => values.Count == 1 ? JsonValue.Create(values[0]) : List(values);

    private static JsonArray List(StringValues values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
