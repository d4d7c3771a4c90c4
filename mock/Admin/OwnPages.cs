using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Admin.Stubs;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Pages;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>One page of the mock's own.</summary>
/// <param name="Method">Upper case; GET answers HEAD too.</param>
/// <param name="Path">Its path.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">Does it.</param>
internal sealed record OwnPage(string Method, PathTemplate Path, string Summary, Func<AdminRequest, Task<AdminAnswer>> Answer)
{
    /// <summary>Whether the last parameter takes the whole rest of a path, slashes too.</summary>
    public bool IsDeep { get; init; }

    /// <summary>The values of the path's parameters, decoded, or null where it is another path.</summary>
    public ImmutableArray<string>? Match(string path) => Path.Match(path) ?? (IsDeep && path.StartsWith(Beginning, StringComparison.Ordinal)
        && path.Length > Beginning.Length ? [Uri.UnescapeDataString(path[Beginning.Length..])] : null);

    private string Beginning => Path.Text[..Path.Text.IndexOf('{', StringComparison.Ordinal)];

    public static OwnPage Of(string method, string path, string summary, Func<AdminRequest, Task<AdminAnswer>> answer) =>
        new(method, new PathTemplate(path), summary, answer);

    public static OwnPage Of(string method, string path, string summary, Func<AdminRequest, AdminAnswer> answer) =>
        Of(method, path, summary, request => Task.FromResult(answer(request)));
}

/// <summary>Everything under <c>/__admin</c> and <c>/openapi</c>, and the start page.</summary>
internal sealed class OwnPages
{
    private const string Admin = "/__admin";
    private const string OpenApi = "/openapi";

    private readonly ImmutableArray<OwnPage> _pages;

    public OwnPages(MockOptions options, Silos silos, Overlay overlay)
    {
        var documents = new Documents(options.Contracts);
        var health = new HealthAdmin(options, silos);
        var admin = new SilosAdmin(options, silos);
        OwnPage[] described =
        [
            OwnPage.Of("GET", OpenApi + "/{file}", "An API's document: NAME.yaml, NAME.json.", documents.Show),
            OwnPage.Of("GET", Admin + "/health", "Whether the mock is well, its version, what it serves.", health.Show),
            OwnPage.Of("POST", Admin + "/reset", "Puts all silos back to their seed, or with ?key=KEY one.", admin.ResetAsync),
            OwnPage.Of("GET", Admin + "/silos", "The silos with their keys, seeds, readings and broken rules.", admin.List),
            OwnPage.Of("POST", Admin + "/silos", "Makes a new silo.", admin.AddAsync),
            OwnPage.Of("GET", Admin + "/silos/{name}", "One silo; with ?counts=true its records are counted, too.", admin.Show),
            .. new MappingsAdmin(overlay).Pages,
            .. new FilesAdmin(overlay).Pages,
        ];
        var start = new StartPage(options.Contracts, silos, described);
        _pages = [.. described, OwnPage.Of("GET", "/", "The start page.", start.Show)];
    }

    /// <summary>Whether no stub can stand before a path.</summary>
    public static bool IsAdmin(string path) => IsUnder(path, Admin);

    public static bool Owns(string path) =>
        path == "/" || IsUnder(path, Admin) || IsUnder(path, OpenApi);

    public async Task AnswerAsync(HttpContext context, Target target)
    {
        var answer = await FindAsync(context, target);
        await answer.WriteAsync(context);
    }

    private async Task<AdminAnswer> FindAsync(HttpContext context, Target target)
    {
        var here = _pages.Where(page => page.Match(target.Path) is not null).ToList();
        if (here.Count == 0)
            return Unknown(target.Path);
        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (here.Find(page => page.Method == method) is not { } page)
            return WrongMethod(context.Request.Method, target.Path, here);
        try
        {
            return await page.Answer(new AdminRequest(context, target, page.Match(target.Path)!.Value));
        }
        catch (JsonException wrong)
        {
            return AdminAnswer.Error(StatusCodes.Status400BadRequest, "The body is not right", wrong.Message);
        }
    }

    private AdminAnswer Unknown(string path) => AdminAnswer.Error(StatusCodes.Status404NotFound, "No such page",
        $"{path} does not exist. There is: {string.Join(", ", _pages.Select(page => $"{page.Method} {page.Path}"))}.");

    private static AdminAnswer WrongMethod(string method, string path, List<OwnPage> here)
    {
        var allowed = string.Join(", ", here.Select(page => page.Method));
        return AdminAnswer.Error(StatusCodes.Status405MethodNotAllowed, "Not this method", $"{path} takes {allowed}, not {method}.")
            with
        { Headers = [KeyValuePair.Create("Allow", allowed)] };
    }

    private static bool IsUnder(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');
}
