using System.Net;
using System.Text.Json;
using PlanisoContract.Bare;
using Yarp.ReverseProxy.Forwarder;

// Kestrel and nothing else: what no server that stands on it can be faster than. Started with a file of answers, which
// it knows by the beginning of their paths, it gives those bytes to whoever asks. With --forward URL it is YARP and nothing else.
var target = args is ["--forward", var url] ? url : null;
var answers = target is null && args is [var file, ..] ? JsonSerializer.Deserialize<Answer[]>(File.ReadAllBytes(file))! : [];
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddHttpForwarder();
var web = builder.Build();
var forwarder = web.Services.GetRequiredService<IHttpForwarder>();
using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
web.Run(target is null ? Answered : Forwarded);
await web.StartAsync();
Console.WriteLine($"Listening on {web.Urls.First()}");
await web.WaitForShutdownAsync();

Task Answered(HttpContext context)
{
    foreach (var answer in answers)
    {
        if (answer.Fits(context.Request))
            return answer.WriteAsync(context.Response);
    }
    context.Response.StatusCode = StatusCodes.Status404NotFound;
    return Task.CompletedTask;
}

async Task Forwarded(HttpContext context) => await forwarder.SendAsync(context, target!, client);
