namespace PlanisoContract.Mock.Host;

/// <summary>Cross-origin sharing (fetch.spec.whatwg.org): a page of any origin may call the mock, and read every answer.</summary>
internal static class Cors
{
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private const string PrivateNetwork = "Access-Control-Request-Private-Network";

    /// <summary>Every answer carries these, errors too: a browser hides an error without them from the page.</summary>
    public static void Open(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = "*";
    }

    /// <summary>An <c>OPTIONS</c> that no browser sent ahead is a request like any other.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;

    public static Task AnswerPreflight(HttpContext context)
    {
        var asked = context.Request.Headers;
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowMethods = Methods;
        // The asterisk does not cover Authorization, so what was asked for is repeated.
        headers.AccessControlAllowHeaders = asked.AccessControlRequestHeaders.Count > 0 ? asked.AccessControlRequestHeaders : "*";
        headers.AccessControlMaxAge = "7200";
        headers.Vary = "Access-Control-Request-Headers";
        if (asked.ContainsKey(PrivateNetwork))
            headers["Access-Control-Allow-Private-Network"] = "true";
        return Task.CompletedTask;
    }
}
