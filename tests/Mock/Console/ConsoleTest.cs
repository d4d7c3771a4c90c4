using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>A page of the console, on a mock of its own. No test may make the page leave the mock, run foreign code or fail in silence.</summary>
public abstract class ConsoleTest
{
    private readonly List<string> _strayed = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _allowed = ["data:", "blob:"];
    private TestMock? _mock;
    private IBrowserContext? _context;

    protected IPage Page { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected Uri Url => _mock!.Url;

    [SetUp]
    public async Task Start()
    {
        var browser = await Chromium.BrowserAsync();
        _mock = await TestMock.StartAsync(records: 20);
        Allow(Url.GetLeftPart(UriPartial.Authority));
        Http = _mock.Client("demo");
        _context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1200, Height = 800 }, AcceptDownloads = true });
        // Other tests run beside them: what takes long is not wrong.
        _context.SetDefaultTimeout(120_000);
        Assertions.SetDefaultExpectTimeout(120_000);
        Page = await _context.NewPageAsync();
        Page.Request += (_, request) =>
        {
            if (!_allowed.Any(allowed => request.Url.StartsWith(allowed, StringComparison.Ordinal)))
                _strayed.Add(request.Url);
        };
        Page.PageError += (_, error) => _errors.Add(error);
        Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
    }

    [TearDown]
    public async Task Stop()
    {
        if (_context is null)
            return;
        await _context.DisposeAsync();
        Http.Dispose();
        await StopMockAsync();
        _strayed.ShouldBeEmpty();
        _errors.ShouldBeEmpty();
    }

    protected async Task StopMockAsync() => await _mock!.DisposeAsync();

    /// <summary>Lets the page ask another mock, too.</summary>
    protected void Allow(string origin) => _allowed.Add(origin + "/");

    /// <summary>Opens a page of the console: <c>data?resource=…</c>.</summary>
    protected Task OpenAsync(string page = "") => Page.GotoAsync(new Uri(Url, "/#/" + page).AbsoluteUri);

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected ILocator Named(AriaRole role, string name) => Page.GetByRole(role, new() { Name = name, Exact = true });

    protected ILocator Button(string name) => Named(AriaRole.Button, name);

    protected ILocator Box(string name) => Named(AriaRole.Textbox, name);

    protected ILocator Search => Named(AriaRole.Searchbox, "Search");

    protected ILocator Alert => Page.GetByRole(AriaRole.Alert);

    /// <summary>The rows of a table, without its head.</summary>
    protected ILocator Rows(string table) => Named(AriaRole.Table, table).Locator("tbody").GetByRole(AriaRole.Row);

    protected Task ChooseAsync(string select, string value) => Named(AriaRole.Combobox, select).SelectOptionAsync(value);

    protected async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    protected async Task PostAsync(string path, JsonObject body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
    }
}
