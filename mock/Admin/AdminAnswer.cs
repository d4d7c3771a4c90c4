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
internal sealed record AdminAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        // It is read as JSON, never as HTML: letters with accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static AdminAnswer Json(int status, JsonNode node) =>
        new(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(node, Readable));

    /// <summary>An answer without a body.</summary>
    public static AdminAnswer Empty(int status = StatusCodes.Status200OK) => new(status, null, default);

    /// <summary>A redirect to another page of the mock.</summary>
    public static AdminAnswer MovedTo(string path) => Empty(StatusCodes.Status302Found) with { Headers = [KeyValuePair.Create("Location", path)] };

    /// <summary>The empty object, with which WireMock says that a thing is done.</summary>
    public static AdminAnswer Done() => Json(StatusCodes.Status200OK, new JsonObject());

    /// <summary>An error in the shape of WireMock's, with its code.</summary>
    public static AdminAnswer Coded(int status, int code, string title, string? pointer = null, string? detail = null)
    {
        var error = new JsonObject { ["code"] = code };
        if (pointer is not null)
            error["source"] = new JsonObject { ["pointer"] = pointer };
        error["title"] = title;
        if (detail is not null)
            error["detail"] = detail;
        return Json(status, new JsonObject { ["errors"] = new JsonArray(error) });
    }

    public static AdminAnswer Error(int status, string title, params IEnumerable<string> details) => Json(status, new JsonObject
    {
        ["errors"] = new JsonArray([.. details.Select(detail => new JsonObject { ["title"] = title, ["detail"] = detail })]),
    });

    public static AdminAnswer NoSilo(Silos silos, string name)
    {
        var known = silos.All.SelectMany(silo => silo.Settings.Keys).Select(right => right.Key);
        var hint = Nearest.To(name, known) is { } near ? $" Did you mean {near}?" : "";
        return Error(StatusCodes.Status404NotFound, "No such silo", $"No key opens a silo named {name}.{hint} GET /__admin/silos lists what there is.");
    }

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (ContentType is not null)
            response.ContentType = ContentType;
        if (Status != StatusCodes.Status204NoContent)
            response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (!HttpMethods.IsHead(context.Request.Method) && !Body.IsEmpty)
            await response.BodyWriter.WriteAsync(Body, context.RequestAborted);
    }
}
