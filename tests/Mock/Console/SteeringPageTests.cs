using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.Console;

/// <summary>Overrides, snapshots, silos and rules.</summary>
public sealed class SteeringPageTests : ConsoleTest
{
    [Test]
    public async Task A_switch_changes_answers_and_one_click_turns_all_off()
    {
        await OpenAsync("overrides");
        await Named(AriaRole.Switch, "createUser: status 409").ClickAsync();
        await Expect(Named(AriaRole.Switch, "createUser: status 409")).ToBeCheckedAsync();
        await ChooseAsync("How often", "always");
        await ChooseAsync("Fault of listProjects", "empty");
        await Expect(Rows("Overrides")).ToHaveCountAsync(2);
        (await Http.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Http.PostAsync("/v1/user", new StringContent("fullname=A", Encoding.UTF8, "application/x-www-form-urlencoded"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Named(AriaRole.Link, "Data").ClickAsync();
        await Expect(Page.GetByText("1 override is on")).ToBeVisibleAsync();
        await Button("Turn all off").ClickAsync();
        await Expect(Button("Turn all off")).ToHaveCountAsync(0);
        (await Http.GetAsync("/v1/project")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Named(AriaRole.Link, "Overrides").ClickAsync();
        await Rows("Overrides").Last.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Rows("Overrides").Last.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(Rows("Overrides")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task An_override_that_is_not_right_is_told()
    {
        await OpenAsync("overrides");
        await Box("Delay in ms").FillAsync("soon");
        await Box("Delay in ms").PressAsync("Tab");
        await Named(AriaRole.Switch, "listUsers: delay slow").ClickAsync();
        await Expect(Alert).ToContainTextAsync("delay");
    }

    [Test]
    public async Task A_snapshot_is_saved_compared_renamed_and_restored()
    {
        await OpenAsync("snapshots");
        await Box("Name").FillAsync("before");
        await Button("Save snapshot").ClickAsync();
        await Expect(Rows("Snapshots")).ToContainTextAsync("before");
        await PostAsync("/v1/user", new JsonObject { ["fullname"] = "Came later" });
        await Button("Compare with now").ClickAsync();
        await Expect(Named(AriaRole.Region, "Compared with now")).ToContainTextAsync("1 came (21)");
        await Button("Rename").ClickAsync();
        await Box("New name of before").FillAsync("first");
        await Box("New name of before").PressAsync("Enter");
        await Expect(Rows("Snapshots")).ToContainTextAsync("first");
        await Button("Restore").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("as in first");
        (await Http.GetAsync("/v1/user/21")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Http.DeleteAsync("/__admin/snapshots/first");
        await Button("Restore").ClickAsync();
        await Expect(Alert).ToContainTextAsync("first");
    }

    [Test]
    public async Task A_snapshot_is_downloaded_and_uploaded_and_a_wrong_one_is_refused()
    {
        await OpenAsync("snapshots");
        await Box("Name").FillAsync("shared");
        await Button("Save snapshot").ClickAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Button("Download").ClickAsync());
        download.SuggestedFilename.ShouldBe("shared.json");
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        await Rows("Snapshots").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Rows("Snapshots")).ToHaveTextAsync("None yet.");
        await Page.GetByLabel("Upload").SetInputFilesAsync(new FilePayload { Name = "again.json", MimeType = "application/json", Buffer = file });
        await Expect(Rows("Snapshots")).ToContainTextAsync("again");
        await Page.GetByLabel("Upload").SetInputFilesAsync(new FilePayload { Name = "wrong.json", MimeType = "application/json", Buffer = "{ \"format\": 99 }"u8.ToArray() });
        await Expect(Alert).ToContainTextAsync("99");
    }

    [Test]
    public async Task A_silo_is_made_with_breakages_and_taken_away()
    {
        await OpenAsync("snapshots");
        await Box("Key").FillAsync("demo");
        await Button("Make silo").ClickAsync();
        await Expect(Alert).ToContainTextAsync("opens a silo already");
        await Box("Key").FillAsync("mine");
        await Box("Records").FillAsync("3");
        await Named(AriaRole.Combobox, "Behaves").FillAsync("user-email-unique = accepted");
        await Button("Add").ClickAsync();
        await Button("Make silo").ClickAsync();
        await Expect(Named(AriaRole.Combobox, "Silo")).ToHaveValueAsync("mine");
        var silo = await GetAsync("/__admin/silos/mine");
        silo["records"]!.GetValue<int>().ShouldBe(3);
        silo["broken"]![0]!.ToString().ShouldBe("user-email-unique=accepted");
        await Rows("Silos").Filter(new() { HasText = "mine" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Named(AriaRole.Combobox, "Silo")).ToHaveValueAsync("demo");
    }

    [Test]
    public async Task Reset_puts_the_silo_back_to_where_it_began()
    {
        await PostAsync("/v1/user", new JsonObject { ["fullname"] = "Gone soon" });
        await OpenAsync("snapshots");
        await Button("Reset").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("back where it began");
        (await Http.GetAsync("/v1/user/21")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Button("Put everything back").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Everything");
    }

    [Test]
    public async Task A_rule_is_switched_and_a_reset_takes_it_back()
    {
        await OpenAsync("rules");
        await Search.FillAsync("find-user-unknown-record");
        await Expect(Rows("Rules")).ToHaveCountAsync(1);
        await ChooseAsync("In force for find-user-unknown-record", "bad-request");
        await Expect(Page.GetByText("switched", new() { Exact = true })).ToBeVisibleAsync();
        (await Http.GetAsync("/v1/user/99999")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Button("Reset").ClickAsync();
        await Expect(Named(AriaRole.Combobox, "In force for find-user-unknown-record")).ToHaveValueAsync("not-found");
        (await Http.GetAsync("/v1/user/99999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_breakage_is_switched_on_and_a_silo_that_is_gone_is_told()
    {
        await PostAsync("/__admin/silos", new JsonObject { ["key"] = "mine", ["records"] = 3 });
        await OpenAsync("rules?key=mine&search=user-email-unique");
        await ChooseAsync("In force for user-email-unique", "accepted");
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("accepted");
        (await GetAsync("/__admin/silos/mine"))["broken"]![0]!.ToString().ShouldBe("user-email-unique=accepted");
        await Http.DeleteAsync("/__admin/silos/mine");
        await ChooseAsync("In force for user-email-unique", Contracts.Load("planiso").Rule("user-email-unique")!.Default.Name);
        await Expect(Alert).ToContainTextAsync("mine");
    }

    [Test]
    public async Task A_report_shows_what_the_suite_said_and_another_file_is_refused()
    {
        var report = new JsonObject { ["target"] = "http://example.com", ["rules"] = new JsonArray(new JsonObject { ["id"] = "user-email-unique", ["verdict"] = "fail", ["message"] = "Two have it." }) };
        await OpenAsync("rules");
        await Page.GetByLabel("Report of the suite").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "no report"u8.ToArray() });
        await Expect(Alert).ToContainTextAsync("notes.txt is no report");
        await Page.GetByLabel("Report of the suite").SetInputFilesAsync(new FilePayload { Name = "report.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(report.ToJsonString()) });
        await ChooseAsync("Which", "failed");
        await Expect(Rows("Rules")).ToHaveCountAsync(1);
        await Expect(Rows("Rules")).ToContainTextAsync("Two have it.");
    }
}
