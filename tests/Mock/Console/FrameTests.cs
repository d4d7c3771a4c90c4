using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanisoContract.Mock;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>What holds for every page: the start, the documentation and size.</summary>
public sealed class FrameTests : ConsoleTest
{
    private const int MaxLines = 2500;
    private const int MaxBytes = 200_000;

    [Test]
    public async Task The_start_has_address_keys_and_commands_and_leads_to_every_page()
    {
        await OpenAsync();
        await Expect(Page.GetByText(Url.GetLeftPart(UriPartial.Authority), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Rows("Keys").Filter(new() { HasText = "demo-readonly" })).ToHaveCountAsync(1);
        await Expect(Page.GetByText($"npx openapi-typescript {Url}openapi/planiso.yaml")).ToBeVisibleAsync();
        foreach (var page in new[] { "Data", "Journal", "Overrides", "Snapshots", "Rules" })
        {
            await Page.GetByRole(AriaRole.Link, new() { Name = page }).ClickAsync();
            await Assertions.Expect(Page).ToHaveTitleAsync(new Regex(page));
        }
        await Page.GetByRole(AriaRole.Link, new() { Name = "Docs" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/docs/planiso$"));
    }

    [TestCase("planiso", "listUsers")]
    [TestCase("planio", "listCompanies")]
    [TestCase("lightening", "listCustomers")]
    public async Task The_documentation_is_authorized_and_can_be_tried_out(string api, string operationId)
    {
        var operation = Contracts.Load(api).Operations.First(one => one.OperationId == operationId);
        await Page.GotoAsync(new Uri(Url, $"/docs/{api}").AbsoluteUri);
        var block = Page.Locator($"[id$='-{operationId}']");
        await block.Locator(".opblock-summary").ClickAsync();
        await Expect(block).ToContainTextAsync("curl");
        await block.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        await Expect(block.Locator(".live-responses-table tbody .response-col_status").First).ToContainTextAsync("200");
        var entry = (await GetAsync("/__admin/journal"))["entries"]![0]!;
        entry["operation"]!.ToString().ShouldBe(operation.OperationId);
        entry["key"]!.ToString().ShouldBe("demo");
    }

    [Test]
    public async Task A_documentation_that_does_not_exist_is_told()
    {
        await Page.GotoAsync(new Uri(Url, "/docs/nonesuch").AbsoluteUri);
        await Expect(Alert).ToContainTextAsync("There is no API nonesuch");
    }

    [Test]
    public async Task At_400_pixels_everything_is_in_sight()
    {
        await Page.SetViewportSizeAsync(400, 900);
        await OpenAsync("overrides");
        await Expect(Rows("Operations").First).ToBeVisibleAsync();
        (await Page.Locator("nav").EvaluateAsync<bool>("nav => new Set([...nav.children].map(link => link.offsetTop)).size === 1")).ShouldBeTrue("the links stand in one line");
        (await Page.GetByRole(AriaRole.Table).EvaluateAsync<int>("table => table.parentElement.scrollWidth - table.parentElement.clientWidth")).ShouldBe(0);
    }

    [Test]
    public async Task A_mock_with_an_admin_key_asks_for_it()
    {
        await using var server = await MockServer.StartAsync(new MockOptions { Contracts = [Contracts.Load("planiso")], AdminKey = "open sesame" });
        Allow(server.Url);
        await Page.GotoAsync(server.Url);
        await Page.GetByLabel("Key").FillAsync("wrong");
        await Button("Open").ClickAsync();
        await Expect(Alert).ToContainTextAsync("not right");
        await Page.GetByLabel("Key").FillAsync("open sesame");
        await Button("Open").ClickAsync();
        await Expect(Rows("Keys").First).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_mock_that_goes_is_told_on_every_page()
    {
        await OpenAsync("overrides");
        await Expect(Rows("Operations").First).ToBeVisibleAsync();
        await StopMockAsync();
        await Named(AriaRole.Switch, "listUsers: status 500").ClickAsync();
        await Expect(Alert.First).ToContainTextAsync("does not answer");
    }

    [Test]
    public async Task The_first_view_is_small_and_so_are_the_scripts()
    {
        var bytes = 0L;
        Page.Response += async (_, response) => Interlocked.Add(ref bytes, (await response.BodyAsync()).Length);
        await OpenAsync();
        await Expect(Rows("Keys").First).ToBeVisibleAsync();
        Volatile.Read(ref bytes).ShouldBeInRange(1, MaxBytes);
        Directory.GetFiles(Repository.PathTo("mock", "Console", "wwwroot"), "*.js").Sum(file => File.ReadLines(file).Count()).ShouldBeLessThanOrEqualTo(MaxLines);
    }
}
