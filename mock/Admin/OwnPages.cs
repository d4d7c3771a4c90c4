using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using PlanisoContract.Mock.Console;
using PlanisoContract.Mock.State.Stores;
using PlanisoContract.Mock.Watching;

namespace PlanisoContract.Mock.Admin;

/// <summary>What all of the mock's own pages have in common.</summary>
internal static partial class OwnPages
{
    public const string Admin = "/__admin";
    public const string OpenApi = "/openapi";
    public const string Health = Admin + "/health";

    public static bool Owns(string path) => path == "/" || IsUnder(path, Admin) || IsUnder(path, OpenApi)
        || IsUnder(path, ConsolePages.Docs) || IsUnder(path, ConsolePages.Files);

    /// <summary>Adds a page.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="method">GET answers HEAD, too.</param>
    /// <param name="path">Its route template.</param>
    /// <param name="summary">What it does, for the start page.</param>
    /// <param name="answer">Does it.</param>
    /// <param name="takesTurn">Whether what is not a GET takes its turn among the writes; what sends a request that does so itself must not.</param>
    public static void Add(
        this IEndpointRouteBuilder routes, string method, string path, string summary, Func<AdminRequest, Task<AdminResult>> answer, bool takesTurn = true) =>
        routes.MapMethods(path, method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [method],
            context => AnswerAsync(context, answer, takesTurn && method != HttpMethods.Get)).WithSummary(summary);

    /// <inheritdoc cref="Add(IEndpointRouteBuilder, string, string, string, Func{AdminRequest, Task{AdminResult}}, bool)"/>
    public static void Add(this IEndpointRouteBuilder routes, string method, string path, string summary, Func<AdminRequest, AdminResult> answer) =>
        routes.Add(method, path, summary, request => method == HttpMethods.Get && request.Context.Features.Get<CommitQueue>() is { } commits
            ? ReadAsync(commits, () => answer(request)) : Task.FromResult(answer(request)));

    /// <summary>Answers what no page has, and says what there is.</summary>
    public static async Task FallBackAsync(HttpContext context, EndpointDataSource pages, RequestDelegate next)
    {
        await next(context);
        var (request, response) = (context.Request, context.Response);
        if (response.HasStarted || response.ContentLength is not null)
            return;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            await AdminResult.Error(response.StatusCode, "Not this method", $"{request.Path} takes {response.Headers.Allow}, not {request.Method}.")
                .ExecuteAsync(context);
        }
        else if (response.StatusCode == StatusCodes.Status404NotFound)
        {
            await AdminResult.Error(response.StatusCode, "No such page", $"{request.Path} does not exist. There is: {string.Join(", ", List(pages).Select(page => $"{page.Method} {page.Path}"))}.")
                .ExecuteAsync(context);
        }
    }

    /// <summary>The pages as people look them up.</summary>
    public static IEnumerable<(string Method, string Path, string Summary)> List(EndpointDataSource pages) =>
        from page in pages.Endpoints.OfType<RouteEndpoint>()
        where page.RoutePattern.RawText != "/"
        select (page.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0], Constraint().Replace(page.RoutePattern.RawText!, "}"),
            page.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? "");

    private static async Task AnswerAsync(HttpContext context, Func<AdminRequest, Task<AdminResult>> answer, bool takesTurn)
    {
        AdminResult? result;
        try
        {
            result = takesTurn ? await WriteAsync(context, answer) : await answer(new AdminRequest(context));
        }
        catch (StoreUnavailableException wrong)
        {
            result = AdminResult.Error(StatusCodes.Status503ServiceUnavailable, "The store cannot be reached", wrong.Message);
        }
        catch (JsonException wrong)
        {
            result = AdminResult.Error(StatusCodes.Status400BadRequest, "The body is not right", wrong.Message);
        }
        if (result is not null)
            await result.ExecuteAsync(context);
    }

    private static async Task<AdminResult> ReadAsync(CommitQueue commits, Func<AdminResult> answer)
    {
        await commits.CatchUpAsync();
        return await commits.ReadAsync(answer);
    }

    /// <returns>Null where the pages of another contract have answered.</returns>
    private static async Task<AdminResult?> WriteAsync(HttpContext context, Func<AdminRequest, Task<AdminResult>> answer)
    {
        var request = new AdminRequest(context);
        var (commits, gate) = (context.Features.Get<CommitQueue>(), context.Features.Get<RequestGate>());
        if (commits is null && gate is null)
            return await answer(request);
        // Others wait for it, but never for a client that sends its body slowly.
        context.Request.Body = new MemoryStream(await request.ReadBytesAsync(AdminRequest.MaxDataBytes));
        if (gate?.TryEnter() == false)
        {
            context.SetEndpoint(null);
            await (await gate.Next).AnswerPageAsync(context);
            return null;
        }
        try
        {
            return commits is null ? await answer(request) : await commits.WriteAsync(() => new ValueTask<AdminResult>(answer(request)));
        }
        finally
        {
            gate?.Leave();
        }
    }

    // Which values of a parameter a route takes: {id:int}.
    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();

    private static bool IsUnder(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');
}
