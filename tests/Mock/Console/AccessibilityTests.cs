using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>axe finds nothing serious on any page, in light and in dark.</summary>
public sealed class AccessibilityTests : ConsoleTest
{
    private static readonly string[] Serious = ["serious", "critical"];

    // The page is the same in other colors.
    private static readonly AxeRunOptions OnlyContrast = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    [Test]
    public async Task Pages([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colors)
    {
        await Http.GetAsync("/v1/user/99999");
        using (await Http.PutAsync("/__admin/snapshots/one", null))
            await Page.EmulateMediaAsync(new() { ColorScheme = colors });
        foreach (var (page, shown) in new[] { ("", "Keys"), ("data?record=1", "Records"), ("journal?entry=1", "Exchanges"), ("overrides", "Operations"), ("snapshots", "Snapshots"), ("rules", "Rules") })
        {
            await OpenAsync(page);
            await Expect(Rows(shown).First).ToBeVisibleAsync();
            await NothingSeriousAsync(page, colors);
        }
    }

    [Test]
    public async Task Documentation([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colors)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = colors });
        foreach (var api in Contracts.Names)
        {
            await Page.GotoAsync(new Uri(Url, $"/docs/{api}").AbsoluteUri);
            await Expect(Page.Locator(".opblock").First).ToBeVisibleAsync();
            await NothingSeriousAsync(api, colors);
        }
    }

    private async Task NothingSeriousAsync(string page, ColorScheme colors)
    {
        var result = await Page.RunAxe(colors == ColorScheme.Light ? null : OnlyContrast);
        result.Passes.Concat(result.Violations).Concat(result.Incomplete).ShouldNotBeEmpty();
        result.Violations.Where(violation => Serious.Contains(violation.Impact))
            .Select(violation => $"{page}: {violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty();
    }
}
