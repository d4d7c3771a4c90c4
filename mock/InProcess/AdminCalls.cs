using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using PlanisoContract.Mock.Host;

namespace PlanisoContract.Mock.InProcess;

/// <summary>Asks the mock's admin API without a connection: what C# says is what HTTP says.</summary>
internal sealed class AdminCalls(MockHost host)
{
    /// <summary>The answer as JSON, or null where it has no body.</summary>
    /// <exception cref="PlanisoMockException">The mock refuses; the message says why.</exception>
    public JsonNode? Ask(string method, string path, JsonNode? body = null)
    {
        var (status, text) = Send(method, path, body?.ToJsonString(Source.Readable) ?? "");
        if (status >= StatusCodes.Status400BadRequest)
            throw new PlanisoMockException($"{method} {path} was refused ({status}): {Reasons(text)}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>As <see cref="Ask"/>, and 404 is as good as done.</summary>
    public void Drop(string path)
    {
        var (status, text) = Send("DELETE", path, "");
        if (status is >= StatusCodes.Status400BadRequest and not StatusCodes.Status404NotFound)
            throw new PlanisoMockException($"DELETE {path} was refused ({status}): {Reasons(text)}");
    }

    private (int Status, string Text) Send(string method, string path, string body)
    {
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
        context.Request.Method = method;
        context.Request.Scheme = Uri.UriSchemeHttp;
        context.Request.Host = new HostString(new Uri(host.Url).Authority);
        context.Request.Path = path.Split('?')[0];
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = answer;
        // All of it is done in memory. Still, nothing may wait for the thread that waits here.
        var caller = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            host.AnswerAsync(context).GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(caller);
        }
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    private static string Reasons(string text)
    {
        if (text.Length == 0 || Source.Object(text, "an answer")["errors"] is not JsonArray errors)
            return text;
        return string.Join(' ', errors.Select(error =>
            error?["source"]?["pointer"] is { } place ? $"{place}: {error["detail"]}" : $"{error?["title"]}: {error?["detail"]}"));
    }
}
