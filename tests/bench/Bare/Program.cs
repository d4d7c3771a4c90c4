using System.Text.Json;
using PlanisoContract.Bare;

// Kestrel and nothing else: what no server that stands on it can be faster than. Started with a file of answers, which
// it knows by the beginning of their paths, it gives those bytes to whoever asks.
var answers = args is [var file, ..] ? JsonSerializer.Deserialize<Answer[]>(File.ReadAllBytes(file))! : [];
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var web = builder.Build();
web.Run(context =>
{
    foreach (var answer in answers)
    {
        if (answer.Fits(context.Request))
            return answer.WriteAsync(context.Response);
    }
    context.Response.StatusCode = StatusCodes.Status404NotFound;
    return Task.CompletedTask;
});
await web.StartAsync();
Console.WriteLine($"Listening on {web.Urls.First()}");
await web.WaitForShutdownAsync();
