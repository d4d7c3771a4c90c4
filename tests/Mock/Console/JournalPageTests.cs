using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>What was asked and answered.</summary>
public sealed class JournalPageTests : ConsoleTest
{
    [Test]
    public async Task Exchanges_come_live_the_newest_first_until_it_is_paused()
    {
        await Http.GetAsync("/v1/user/1");
        await OpenAsync("journal");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(1);
        await Http.GetAsync("/v1/project");
        await Expect(Rows("Exchanges").First).ToContainTextAsync("listProjects");
        await Button("Pause").ClickAsync();
        await Expect(Page.GetByText("paused")).ToBeVisibleAsync();
        await Http.GetAsync("/v1/customer");
        await Expect(Page.GetByText("2 of 3, paused.")).ToBeVisibleAsync();
        await Expect(Rows("Exchanges")).ToHaveCountAsync(2);
        await Button("Pause").ClickAsync();
        await Expect(Rows("Exchanges").First).ToContainTextAsync("listCustomers");
        await Button("Clear").ClickAsync();
        await Expect(Rows("Exchanges")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Filters_narrow_it_and_stand_in_the_url()
    {
        await Http.GetAsync("/v1/user/1");
        await Http.GetAsync("/v1/user/99999");
        await PostAsync("/v1/user", new JsonObject { ["fullname"] = "Needle" });
        await OpenAsync("journal");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(3);
        await ChooseAsync("Status", "refused");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(1);
        await Page.ReloadAsync();
        await Expect(Rows("Exchanges")).ToHaveCountAsync(1);
        await ChooseAsync("Status", "");
        await ChooseAsync("Method", "POST");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(1);
        await ChooseAsync("Method", "");
        await ChooseAsync("Operation", "findUser");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(2);
        await ChooseAsync("Operation", "");
        await ChooseAsync("Key", "demo-other");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(0);
        await ChooseAsync("Key", "demo");
        await Search.FillAsync("Needle");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_row_opens_both_messages_and_leads_on()
    {
        await PostAsync("/v1/user", new JsonObject { ["fullname"] = "Ada Roy" });
        await OpenAsync("journal");
        await Rows("Exchanges").First.ClickAsync();
        await Expect(Named(AriaRole.Region, "Request")).ToContainTextAsync("\"fullname\": \"Ada Roy\"");
        await Expect(Named(AriaRole.Region, "Response")).ToContainTextAsync("inserted successfully");
        await Button("Raw response").ClickAsync();
        await Expect(Named(AriaRole.Region, "Response")).ToContainTextAsync("{\"code\":201");
        await Button("Send again").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("status 201");
        await Expect(Rows("Exchanges")).ToHaveCountAsync(2);
        await Button("Show the record").ClickAsync();
        await Expect(Box("fullname")).ToHaveValueAsync("Ada Roy");
    }

    [Test]
    public async Task An_exchange_that_is_forgotten_cannot_be_sent_again()
    {
        await Http.GetAsync("/v1/user/1");
        await OpenAsync("journal?entry=1");
        await Expect(Button("Send again")).ToBeVisibleAsync();
        await Http.DeleteAsync("/__admin/journal");
        await Button("Send again").ClickAsync();
        await Expect(Alert).ToContainTextAsync("The journal has no exchange 1");
    }

    [Test]
    public async Task An_override_is_made_of_a_row()
    {
        await Http.GetAsync("/v1/user/99999");
        await OpenAsync("journal?entry=1");
        await Button("Make an override of it").ClickAsync();
        await Expect(Rows("Operations")).ToHaveCountAsync(1);
        await Named(AriaRole.Switch, "findUser: status 404").ClickAsync();
        await Expect(Page.GetByText("1 override is on")).ToBeVisibleAsync();
        await Http.GetAsync("/v1/user/1");
        await Named(AriaRole.Link, "Journal").ClickAsync();
        await Expect(Rows("Exchanges").First).ToContainTextAsync("override 1");
    }

    [Test]
    public async Task Refusals_are_grouped_by_cause()
    {
        for (var time = 0; time < 3; time++)
            await PostAsync("/v1/user", new JsonObject { ["fullname"] = "Twin", ["email"] = "twin@example.com" });
        await Http.GetAsync("/v1/user/99999");
        await OpenAsync("journal");
        await Button("Refusals by cause").ClickAsync();
        var items = Page.GetByRole(AriaRole.Listitem);
        await Expect(items.Filter(new() { HasText = "2 ×" })).ToContainTextAsync("email");
        await Expect(items.Filter(new() { HasText = "1 ×" })).ToContainTextAsync("findUser");
        await items.Filter(new() { HasText = "2 ×" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Rows("Exchanges")).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Hostile_headers_and_bodies_stay_text()
    {
        const string hostile = "<script>document.title='run'</script><img src=x onerror=document.title='run'>";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/user?a=" + hostile) { Content = new StringContent(hostile) };
        request.Headers.TryAddWithoutValidation("X-Hostile", hostile);
        using var response = await Http.SendAsync(request);
        await OpenAsync("journal?entry=1");
        await Expect(Named(AriaRole.Region, "Request")).ToContainTextAsync(hostile);
        (await Page.Locator("main img, main script").CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Ten_thousand_exchanges_are_drawn_in_part()
    {
        await OpenAsync("journal");
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), async (_, stop) => (await Http.GetAsync("/v1/user/1", stop)).Dispose());
        await Page.ReloadAsync();
        await Expect(Page.GetByText("100 of 10,000")).ToBeVisibleAsync();
        await Expect(Rows("Exchanges")).ToHaveCountAsync(100);
        await Button("Older ones").ClickAsync();
        await Expect(Rows("Exchanges")).ToHaveCountAsync(200);
    }
}
