using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace PlanisoContract.Tests;

/// <summary>A server on a free port of loopback that passes requests on to a mock, except where it is told to do something else.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    // The connection has its own; a chunked body is read whole here.
    private static readonly string[] NotCopied = ["transfer-encoding", "content-length", "connection", "host"];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    private TestProxy(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <param name="mock">What requests are passed on to.</param>
    /// <param name="instead">Answers a request in place of the mock, and says whether it has; may abort it.</param>
    /// <param name="changed">Changes the body of the mock's answer.</param>
    public static Task<TestProxy> StartAsync(Uri mock, Func<HttpContext, Task<bool>> instead, Func<HttpContext, byte[], byte[]>? changed = null) =>
        StartAsync(_ => mock, instead, changed);

    private static async Task<TestProxy> StartAsync(Func<HttpContext, Uri> mockOf, Func<HttpContext, Task<bool>> instead, Func<HttpContext, byte[], byte[]>? changed = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new TestProxy(builder.Build());
        proxy._app.Run(async context =>
        {
            if (!await instead(context))
                await proxy.PassOnAsync(context, mockOf(context), changed);
        });
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>A balancer: each mock has its turn.</summary>
    public static Task<TestProxy> BalanceAsync(params Uri[] mocks)
    {
        var turn = -1;
        return StartAsync(_ => mocks[(uint)Interlocked.Increment(ref turn) % mocks.Length], _ => Task.FromResult(false));
    }

    /// <summary>An answer of the proxy's own.</summary>
    public static async Task<bool> AnswerAsync(HttpContext context, int status, string type = "", string body = "")
    {
        context.Response.StatusCode = status;
        if (type.Length > 0)
            context.Response.ContentType = type;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.WriteAsync(body);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassOnAsync(HttpContext context, Uri mock, Func<HttpContext, byte[], byte[]>? changed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(context.Request.Method),
            new Uri(mock.GetLeftPart(UriPartial.Authority) + mock.AbsolutePath.TrimEnd('/') + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0 || context.Request.ContentType is not null)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!NotCopied.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        using var response = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!NotCopied.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        }
        var bytes = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        bytes = changed?.Invoke(context, bytes) ?? bytes;
        if (bytes.Length > 0 && response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            await context.Response.Body.WriteAsync(bytes);
    }
}
