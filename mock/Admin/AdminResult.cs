using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>An answer of the mock's own pages.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body, or null without one.</param>
/// <param name="Body">The body.</param>
internal sealed record AdminResult(int Status, string? ContentType, ReadOnlyMemory<byte> Body) : IResult
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        // It is read as JSON, never as HTML: letters with accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static AdminResult Json(int status, JsonNode node) =>
        new(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(node, Readable));

    public static AdminResult NoContent() => new(StatusCodes.Status204NoContent, null, default);

    public static AdminResult Error(int status, string title, params IEnumerable<string> details) => Json(status, new JsonObject
    {
        ["errors"] = new JsonArray([.. details.Select(detail => new JsonObject { ["title"] = title, ["detail"] = detail })]),
    });

    public static AdminResult NoSilo(Silos silos, string name)
    {
        var hint = Nearest.To(name, silos.AllKeys) is { } near ? $" Did you mean {near}?" : "";
        return Error(StatusCodes.Status404NotFound, "No such silo", $"No key opens a silo named {name}.{hint} GET /__admin/silos lists what there is.");
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (ContentType is not null)
            response.ContentType = ContentType;
        if (Status != StatusCodes.Status204NoContent)
            response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (!HttpMethods.IsHead(httpContext.Request.Method) && !Body.IsEmpty)
            await response.BodyWriter.WriteAsync(Body, httpContext.RequestAborted);
    }
}
