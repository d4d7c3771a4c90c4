using System.Net.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace PlanisoContract.Conformance.Observation.Live;

/// <summary>Sends requests to the target as they came, and leads what names its address back through the observer.</summary>
/// <param name="target">The base URL, without a slash at its end.</param>
/// <param name="keepsAddresses">Whether Location and cookies are left as the target wrote them.</param>
internal sealed class TargetTransformer(Uri target, bool keepsAddresses) : HttpTransformer
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _base = target.AbsoluteUri.TrimEnd('/');

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var raw = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        proxyRequest.RequestUri = new Uri(_base + (raw.StartsWith('/') ? raw : "/"), AsWritten);
        proxyRequest.Headers.Host = null;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var isPassed = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (keepsAddresses || proxyResponse is null)
            return isPassed;
        var (request, headers) = (httpContext.Request, httpContext.Response.Headers);
        foreach (var name in new[] { "Location", "Content-Location" })
        {
            if (headers[name] is [{ } location] && Led(location, $"{request.Scheme}://{request.Host}") is { } led)
                headers[name] = led;
        }
        if (headers.SetCookie is { Count: > 0 } cookies)
            headers.SetCookie = cookies.Select(cookie => Led(cookie, request.IsHttps)).ToArray();
        return isPassed;
    }

    private string? Led(string location, string observer)
    {
        if (location.StartsWith(_base, StringComparison.OrdinalIgnoreCase) && (location.Length == _base.Length || location[_base.Length] is '/' or '?' or '#'))
            return observer + location[_base.Length..];
        // Without a host it names the target's path, of which the observer has the part below the base.
        var path = target.AbsolutePath.TrimEnd('/');
        return path.Length > 0 && location.StartsWith(path + "/", StringComparison.Ordinal) ? location[path.Length..] : null;
    }

    private string Led(string? cookie, bool isSecure) => string.Join(';', (cookie ?? "").Split(';').Where((part, at) => at == 0 || IsKept(part.Trim(), isSecure)).Select(Below));

    private bool IsKept(string attribute, bool isSecure) =>
        !(attribute.StartsWith("domain=", StringComparison.OrdinalIgnoreCase) && target.Host.EndsWith(attribute[7..].TrimStart('.'), StringComparison.OrdinalIgnoreCase))
        && (isSecure || !(attribute.Equals("secure", StringComparison.OrdinalIgnoreCase) || attribute.Equals("samesite=none", StringComparison.OrdinalIgnoreCase)));

    private string Below(string attribute)
    {
        var path = target.AbsolutePath.TrimEnd('/');
        return path.Length > 0 && attribute.Trim().Equals($"path={path}", StringComparison.OrdinalIgnoreCase) ? " Path=/" : attribute;
    }
}
