using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PlanisoContract.Tests.SensibleServers;

/// <summary>
/// A backend as a developer would write it who has read one vendor's document and nothing of this repository. It listens on a
/// free port of loopback.
/// </summary>
internal sealed class SensibleServer : IAsyncDisposable
{
    /// <summary>As PHP, Python and Ruby write it: text is not escaped more than JSON demands.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebApplication _app;

    private SensibleServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts a backend; it maps its own routes.</summary>
    public static async Task<SensibleServer> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new SensibleServer(app);
    }

    /// <summary>An answer in JSON.</summary>
    public static IResult Answer(int status, JsonNode body, string type = "application/json") =>
        Results.Text(body.ToJsonString(Json), type, statusCode: status);

    /// <summary>A body in JSON, with all of its texts decoded: half of a surrogate pair is none.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        try
        {
            return Decoded(await JsonNode.ParseAsync(request.Body));
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("The body holds half of a surrogate pair.", half);
        }
    }

    private static JsonNode? Decoded(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Decoded(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Decoded)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node?.DeepClone(),
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
