using Microsoft.Playwright;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>One browser for all tests of the console.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(StartAsync);

    /// <summary>The browser; skips the test where there is none.</summary>
    public static async Task<IBrowser> BrowserAsync()
    {
        Needs.That(Places.Any(File.Exists), "Chromium", "apt-get install chromium");
        return (await Started.Value).Browser;
    }

    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated)
            return;
        var (playwright, browser) = await Started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Places.First(File.Exists), Args = ["--no-sandbox"] }));
    }
}

/// <summary>Ends the browser.</summary>
// Without the attribute these tests would wait until all others have ended.
[SetUpFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class ChromiumSetUp
{
    [OneTimeTearDown]
    public Task Stop() => Chromium.StopAsync();
}
