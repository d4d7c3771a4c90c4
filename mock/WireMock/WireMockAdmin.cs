using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Hosting;
using WireMock.Server;

namespace PlanisoContract.Mock.WireMock;

/// <summary>WireMock.Net's admin API, for those who may steer the mock, without what could hurt.</summary>
internal sealed class WireMockAdmin(StubGuard guard, AdminAccess access)
{
    private const string Settings = OwnPages.Admin + "/settings";
    private const string Files = OwnPages.Admin + "/files";

    // Parsed JSON and its texts take some sixteen times as much as the bytes of a body.
    private const int LogBytesPerBodyByte = 16;
    private const int LogBytesPerEntry = 4 << 10;
    private const long MaxLogBytes = 64L << 20;

    /// <summary>The server, as soon as it is started.</summary>
    public WireMockServer? Server { get; set; }

    /// <param name="path">Decoded and without dots, as WireMock.Net looks at it: as it was sent, it could be written in many ways.</param>
    public static bool Owns(PathString path) => path.Value!.StartsWith(OwnPages.Admin, StringComparison.OrdinalIgnoreCase);

    public Task AnswerAsync(HttpContext context, RequestDelegate wireMock) => access.CheckAsync(context, next => CheckAsync(next, wireMock));

    /// <summary>Drops the oldest entries of WireMock.Net's log when they take too much memory; it only counts them.</summary>
    public void TrimLog()
    {
        if (Server is not { } server)
            return;
        var entries = server.LogEntries;
        var bytes = 0L;
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            bytes += LogBytesPerEntry + (LogBytesPerBodyByte * (long)(entries[index].RequestMessage?.BodyData?.BodyAsBytes?.Length ?? 0));
            if (bytes > MaxLogBytes)
                server.DeleteLogEntry(entries[index].Guid);
        }
    }

    private async Task CheckAsync(HttpContext context, RequestDelegate wireMock)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method) || request.Path.StartsWithSegments(Files))
        {
            await wireMock(context);
            return;
        }
        JsonNode? body;
        try
        {
            body = await new AdminRequest(context).ReadAsync();
        }
        catch (JsonException wrong)
        {
            await AdminResult.Error(StatusCodes.Status400BadRequest, "The body is not right", wrong.Message).ExecuteAsync(context);
            return;
        }
        if (guard.Check(body).ToList() is { Count: > 0 } problems)
        {
            await AdminResult.Error(StatusCodes.Status400BadRequest, "Not allowed", problems).ExecuteAsync(context);
            return;
        }
        if (request.Path.StartsWithSegments(Settings))
        {
            await Change(body as JsonObject ?? []).ExecuteAsync(context);
            return;
        }
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body);
        request.Body = new MemoryStream(bytes, writable: false);
        request.ContentLength = bytes.Length;
        // It overlooks JSON that is sent as anything else, as curl does.
        if (body is not null)
            request.ContentType = "application/json";
        await wireMock(context);
    }

    // WireMock.Net would set what the body leaves out to nothing, and register its own pages once more.
    private AdminResult Change(JsonObject settings)
    {
        var problems = new List<string>();
        foreach (var (name, value) in settings)
        {
            var number = value is JsonValue given && given.TryGetValue(out int whole) ? whole : (int?)null;
            if (value is not null && number is null && !Is(name, "AllowPartialMapping"))
                problems.Add($"/{name}: expected a whole number, found {value.ToJsonString()}.");
            else if (Is(name, "GlobalProcessingDelay"))
                Server!.AddGlobalProcessingDelay(TimeSpan.FromMilliseconds(number ?? 0));
            else if (Is(name, "MaxRequestLogCount"))
                Server!.SetMaxRequestLogCount(Math.Min(number ?? WireMockAddress.MaxLogEntries, WireMockAddress.MaxLogEntries));
            else if (Is(name, "RequestLogExpirationDuration"))
                Server!.SetRequestLogExpirationDuration(number);
            else if (Is(name, "AllowPartialMapping"))
                Server!.AllowPartialMapping(value?.GetValue<bool>() == true);
            else
                problems.Add($"/{name}: cannot be changed here; GlobalProcessingDelay, AllowPartialMapping, MaxRequestLogCount and RequestLogExpirationDuration can.");
        }
        return problems.Count == 0 ? AdminResult.Json(StatusCodes.Status200OK, new JsonObject { ["Status"] = "Settings updated" })
            : AdminResult.Error(StatusCodes.Status400BadRequest, "Not these settings", problems);
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
