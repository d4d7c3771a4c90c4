using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Admin.Stubs;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Pages;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>Everything under <c>/__admin</c> and <c>/openapi</c>, and the start page.</summary>
internal sealed class OwnPages
{
    private const string Admin = "/__admin";
    private const string OpenApi = "/openapi";

    private readonly ImmutableArray<OwnPage> _pages;
    private readonly PageIndex _index;

    /// <param name="options">What the mock was started with.</param>
    /// <param name="silos">Its silos.</param>
    /// <param name="overlay">Its stubs and its journal.</param>
    /// <param name="shutdown">Ends the mock.</param>
    public OwnPages(MockOptions options, Silos silos, Overlay overlay, Action shutdown)
    {
        var documents = new Documents(options.Contracts);
        var health = new HealthAdmin(options, silos);
        var stubs = new StubPages(overlay);
        var admin = new SilosAdmin(options, silos, stubs.Reset);
        OwnPage[] described =
        [
            OwnPage.Of("GET", OpenApi + "/{file}", "An API's document: NAME.yaml, NAME.json.", documents.Show),
            OwnPage.Of("POST", Admin + "/reset", "Puts stubs, journal and all silos back to where they began; with ?key=KEY one silo alone.", admin.ResetAsync),
            OwnPage.Of("GET", Admin + "/silos", "The silos with their keys, seeds, readings and broken rules.", admin.List),
            OwnPage.Of("POST", Admin + "/silos", "Makes a new silo.", admin.AddAsync),
            OwnPage.Of("GET", Admin + "/silos/{name}", "One silo; with ?counts=true its records are counted, too.", admin.Show),
            OwnPage.Of("GET", Admin + "/health", "Whether the mock is well, its version, what it serves.", health.Show),
            OwnPage.Of("GET", Admin + "/version", "Its version, and whose language its stubs speak.", HealthAdmin.ShowVersion),
            OwnPage.Of("POST", Admin + "/shutdown", "Ends the mock.", request => HealthAdmin.Shutdown(request, shutdown)),
            .. stubs.All,
        ];
        var start = new StartPage(options.Contracts, silos, [.. described.Where(page => page.IsListed)]);
        _pages =
        [
            .. described,
            OwnPage.Of("GET", "/", "The start page.", start.Show),
            OwnPage.Of("GET", Admin, "The way to the next.", request => AdminAnswer.MovedTo($"{request.BaseUrl}{Admin}/")),
            OwnPage.Of("GET", Admin + "/", "All stubs, as WireMock has them here.", stubs.List),
        ];
        _index = new PageIndex(_pages);
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
        var here = _index.Of(target.Path);
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
        $"{path} does not exist. There is: {string.Join(", ", _pages.Where(page => page.IsListed).Select(page => $"{page.Method} {page.Path}"))}.");

    private static AdminAnswer WrongMethod(string method, string path, List<OwnPage> here)
    {
        var allowed = string.Join(", ", here.Select(page => page.Method).Distinct());
        return AdminAnswer.Error(StatusCodes.Status405MethodNotAllowed, "Not this method", $"{path} takes {allowed}, not {method}.")
            with
        { Headers = [KeyValuePair.Create("Allow", allowed)] };
    }

    private static bool IsUnder(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');
}
