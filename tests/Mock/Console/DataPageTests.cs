using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>Records as a table and as a form.</summary>
public sealed class DataPageTests : ConsoleTest
{
    [Test]
    public async Task It_begins_with_the_first_resource_of_planiso_in_the_silo_of_demo()
    {
        await OpenAsync();
        await Named(AriaRole.Link, "Data").ClickAsync();
        await Expect(Rows("Records")).ToHaveCountAsync(20);
        await Expect(Page.GetByRole(AriaRole.Combobox, new() { Name = "API" })).ToHaveValueAsync("planiso");
        await Expect(Page.GetByRole(AriaRole.Combobox, new() { Name = "Silo" })).ToHaveValueAsync("demo");
        await Expect(Page.GetByRole(AriaRole.Combobox, new() { Name = "Resource" })).ToHaveValueAsync("user");
    }

    [Test]
    public async Task It_searches_while_one_types_sorts_and_filters_and_the_url_brings_it_back()
    {
        var one = (await GetAsync("/v1/user/7"))["data"]!["fullname"]!.ToString();
        await OpenAsync("data");
        await Search.FillAsync(one[..^1]);
        await Expect(Rows("Records").Filter(new() { HasText = one })).Not.ToHaveCountAsync(0);
        await Expect(Rows("Records")).Not.ToHaveCountAsync(20);
        await Page.ReloadAsync();
        await Expect(Search).ToHaveValueAsync(one[..^1]);
        await Expect(Rows("Records")).Not.ToHaveCountAsync(20);
        await Search.FillAsync("no record holds this");
        await Expect(Page.GetByText("No records.")).ToBeVisibleAsync();
        await Search.FillAsync("");
        await Button("no").ClickAsync();
        await Expect(Rows("Records").First.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("20");
        await ChooseAsync("Show", "deleted");
        var deleted = (await GetAsync("/__admin/silos/demo/records/planiso/user?state=deleted"))["matching"]!.GetValue<int>();
        await Expect(Rows("Records")).ToHaveCountAsync(deleted);
    }

    [Test]
    public async Task A_new_record_goes_through_the_api_and_a_refusal_stands_at_its_field()
    {
        await OpenAsync("data");
        await Button("New").ClickAsync();
        await Box("email").FillAsync("ada@example.com");
        await Button("Save").ClickAsync();
        await Expect(Alert).ToContainTextAsync("fullname");
        (await Box("fullname").GetAttributeAsync("aria-invalid")).ShouldBe("true");
        await Box("fullname").FillAsync("Ada Roy");
        await Button("Save").ClickAsync();
        await Expect(Rows("Records")).ToHaveCountAsync(21);
        await Expect(Box("fullname")).ToHaveValueAsync("Ada Roy");
        (await GetAsync("/v1/user/21"))["data"]!["fullname"]!.ToString().ShouldBe("Ada Roy");
    }

    [Test]
    public async Task A_change_is_saved_or_refused_and_the_record_stays_open()
    {
        var taken = (await GetAsync("/__admin/silos/demo/records/planiso/user"))["records"]!.AsArray()
            .First(one => one!["identity"]!.GetValue<int>() != 3 && one["values"]!["email"] is not null)!["values"]!["email"]!.ToString();
        await OpenAsync("data");
        await Rows("Records").Nth(2).ClickAsync();
        await Box("email").FillAsync(taken);
        await Button("Save").ClickAsync();
        await Expect(Alert).ToContainTextAsync("409");
        await Expect(Box("email")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Another record has it"));
        await Box("email").FillAsync("own@example.com");
        await Button("Save").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Expect(Alert).ToHaveCountAsync(0);
        await Expect(Box("email")).ToHaveValueAsync("own@example.com");
        (await GetAsync("/v1/user/3"))["data"]!["email"]!.ToString().ShouldBe("own@example.com");
    }

    [Test]
    public async Task A_delete_and_its_undo()
    {
        await OpenAsync("data?record=4");
        await Button("Delete").ClickAsync();
        await Expect(Page.GetByText("deleted", new() { Exact = true }).And(Page.Locator(".pill"))).ToBeVisibleAsync();
        (await GetAsync("/v1/user/4"))["data"]!["active"]!.GetValue<bool>().ShouldBeFalse();
        await Button("Undo").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("taken back");
        (await GetAsync("/v1/user/4"))["data"]!["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Test]
    public async Task An_undo_that_would_take_the_changes_of_others_back_is_refused()
    {
        await OpenAsync("data?record=4");
        await Box("fullname").FillAsync("Changed here");
        await Button("Save").ClickAsync();
        await Expect(Button("Undo")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await PostAsync("/v1/user", new JsonObject { ["fullname"] = "By somebody else" });
        await Button("Undo").ClickAsync();
        await Expect(Alert).ToContainTextAsync("changed since");
    }

    [Test]
    public async Task A_record_leads_to_those_that_it_refers_to_and_back()
    {
        await OpenAsync("data?resource=customer&record=1");
        await Named(AriaRole.Region, "Record").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(Named(AriaRole.Combobox, "Resource")).ToHaveValueAsync("organization");
        await Named(AriaRole.Region, "Record").GetByRole(AriaRole.Link).Last.ClickAsync();
        await Expect(Named(AriaRole.Combobox, "Resource")).Not.ToHaveValueAsync("organization");
    }

    [Test]
    public async Task An_administrator_sets_what_the_api_does_not()
    {
        await OpenAsync("data?record=5");
        await Page.GetByLabel("as administrator").CheckAsync();
        await Box("create_date").FillAsync("no day");
        await Button("Save").ClickAsync();
        await Expect(Alert).ToContainTextAsync("create_date");
        await Box("create_date").FillAsync("2001-02-03 04:05:06");
        await Box("aff_number").FillAsync("PERS-777");
        await Button("Save").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("past the API");
        var user = (await GetAsync("/v1/user/5"))["data"]!;
        user["create_date"]!.ToString().ShouldBe("2001-02-03 04:05:06");
        user["aff_number"]!.ToString().ShouldBe("PERS-777");
    }

    [Test]
    public async Task An_administrator_adds_to_a_resource_that_the_api_only_lists()
    {
        await OpenAsync("data?resource=equipment-type");
        var rows = await Rows("Records").CountAsync();
        await Button("New").ClickAsync();
        await Button("Save").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("past the API");
        await Expect(Rows("Records")).Not.ToHaveCountAsync(rows);
        await Page.GetByLabel("as administrator").UncheckAsync();
        await Expect(Button("Save")).ToBeDisabledAsync();
        await Expect(Button("Delete")).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_key_without_the_right_is_refused()
    {
        await OpenAsync("data?key=demo-readonly&record=2");
        await Box("fullname").FillAsync("Not allowed");
        await Button("Save").ClickAsync();
        await Expect(Alert).ToContainTextAsync("403");
    }

    [Test]
    public async Task A_silo_that_was_deleted_meanwhile_is_told()
    {
        await PostAsync("/__admin/silos", new JsonObject { ["key"] = "mine" });
        await OpenAsync("data?key=mine&record=1");
        await Box("fullname").FillAsync("Too late");
        using (await Http.DeleteAsync("/__admin/silos/mine"))
            await Button("Save").ClickAsync();
        await Expect(Alert).ToContainTextAsync("No key opens a silo named mine");
    }

    [Test]
    public async Task A_mock_that_is_gone_is_told()
    {
        await OpenAsync("data?record=1");
        await Box("fullname").FillAsync("Nobody hears");
        await StopMockAsync();
        await Button("Save").ClickAsync();
        await Expect(Alert.First).ToContainTextAsync("does not answer");
    }

    [Test]
    public async Task What_a_record_holds_stays_text()
    {
        const string hostile = "<img src=x onerror=\"document.title='run'\">";
        await PostAsync("/v1/user", new JsonObject { ["fullname"] = hostile });
        await OpenAsync("data?record=21");
        await Expect(Box("fullname")).ToHaveValueAsync(hostile);
        await Expect(Rows("Records").Filter(new() { HasText = hostile })).ToHaveCountAsync(1);
        (await Page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Every_resource_of_every_api_is_drawn_from_its_contract()
    {
        await OpenAsync("data");
        foreach (var contract in Contracts.Names.Select(Contracts.Load))
        {
            await ChooseAsync("API", contract.Api);
            foreach (var resource in contract.Resources)
            {
                await ChooseAsync("Resource", resource.Id);
                await Expect(Named(AriaRole.Table, "Records").GetByRole(AriaRole.Columnheader).First).ToContainTextAsync(resource.Identity.Name);
                await Rows("Records").First.ClickAsync();
                foreach (var field in resource.Fields.Where(field => field is { Forbidden: false, WriteOnly: false }))
                    await Expect(Page.GetByLabel(field.Name, new() { Exact = true })).ToBeAttachedAsync();
            }
        }
    }

    [Test]
    public async Task A_hundred_thousand_records_are_searched_and_paged_by_the_mock()
    {
        await PostAsync("/__admin/silos", new JsonObject { ["key"] = "large", ["records"] = new JsonObject { ["user"] = 100_000 } });
        await OpenAsync("data?key=large");
        await Expect(Page.GetByText("1–100 of 100,000")).ToBeVisibleAsync();
        await Button("Next page").ClickAsync();
        await Expect(Page.GetByText("101–200 of 100,000")).ToBeVisibleAsync();
        await Search.FillAsync("PERS-99999");
        await Expect(Page.GetByText("1–1 of 1 (100,000 in all)")).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_keyboard_alone_opens_changes_and_saves()
    {
        await OpenAsync("data");
        await Rows("Records").First.GetByRole(AriaRole.Link).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Box("fullname").FocusAsync();
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync("Typed");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
    }
}
