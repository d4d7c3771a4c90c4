namespace PlanisoContract.Mock.Hosting;

/// <summary>Cross-origin sharing (fetch.spec.whatwg.org, "CORS protocol").</summary>
internal static class Cors
{
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private const string PrivateNetwork = "Access-Control-Request-Private-Network";

    // With credentials an asterisk is no wildcard, so the headers that answers carry are named.
    private const string Exposed =
        "Allow, Content-Length, Content-Type, Date, Location, Override-Unmet, Preference-Applied, Retry-After, WWW-Authenticate";

    /// <summary>Lets the page that asks read the answer, an error too, with credentials. Without an origin there is nobody to let.</summary>
    public static void Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0)
            return;
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlExposeHeaders = Exposed;
        headers.Vary = "Origin";
    }

    /// <summary>An <c>OPTIONS</c> that no browser sent ahead is a request like any other.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;

    public static Task AnswerPreflightAsync(HttpContext context)
    {
        var asked = context.Request.Headers;
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowMethods = Methods;
        if (asked.AccessControlRequestHeaders.Count > 0)
            headers.AccessControlAllowHeaders = asked.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "7200";
        headers.Vary = "Origin, Access-Control-Request-Headers";
        if (asked.ContainsKey(PrivateNetwork))
            headers["Access-Control-Allow-Private-Network"] = "true";
        return Task.CompletedTask;
    }
}
