using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>Isolated, seeded, resettable silos, of which writes are atomic.</summary>
public sealed class SiloTests
{
    private static IEnumerable<string> Lists =>
        Contracts.Load("planiso").Operations.Where(operation => operation.Kind == OperationKind.List).Select(operation => operation.Path.Text);

    [Test]
    public async Task Same_seed_same_bytes_and_another_seed_others()
    {
        await using var one = await TestMock.StartAsync();
        await using var two = await TestMock.StartAsync();
        using var first = one.Client("demo");
        using var second = two.Client("demo");
        using var other = one.Client("demo-other");
        // In another order, so that the order of first use does not matter.
        var here = new Dictionary<string, string>();
        foreach (var list in Lists)
            here[list] = await first.GetStringAsync(list);
        foreach (var list in Lists.Reverse())
        {
            (await second.GetStringAsync(list)).ShouldBe(here[list]);
            (await other.GetStringAsync(list)).ShouldNotBe(here[list]);
        }
    }

    [Test]
    public async Task Seeded_records_include_inactive_ones_ones_with_nulls_and_names_beyond_ASCII()
    {
        await using var mock = await TestMock.StartAsync(records: 50);
        using var client = mock.Client("demo");
        var text = await client.GetStringAsync("/v1/organization");
        var records = JsonNode.Parse(text)!["data"]!.AsArray();
        records.ShouldContain(record => !(bool)record!["active"]!);
        records.ShouldContain(record => record!["website"] == null);
        // Its type is a text, and the vendor's samples show it empty.
        records.ShouldContain(record => record!["fax"]!.ToString().Length == 0);
        records.ShouldContain(record => record!["name"]!.ToString().Any(c => c > 127));
        text.ShouldContain("é");
        records.Select(record => record!["name"]!.ToString().ToUpperInvariant()).ShouldBeUnique();
        records.Select(record => (int)record!["no"]!).ShouldBe(Enumerable.Range(1, records.Count));
    }

    [Test]
    public async Task Silos_do_not_see_each_other_and_reset_puts_one_or_all_back()
    {
        await using var mock = await TestMock.StartAsync();
        using var demo = mock.Client("demo");
        using var other = mock.Client("demo-other");
        var before = (Demo: await demo.GetStringAsync("/v1/project"), Other: await other.GetStringAsync("/v1/project"));
        (await demo.PostAsync("/v1/project", Form("Only here"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await other.GetStringAsync("/v1/project")).ShouldBe(before.Other);
        (await other.PostAsync("/v1/project", Form("Only there"))).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await demo.PostAsJsonAsync("/__admin/reset", new { key = "demo" })).IsSuccessStatusCode.ShouldBeTrue();
        (await demo.GetStringAsync("/v1/project")).ShouldBe(before.Demo);
        (await other.GetStringAsync("/v1/project")).ShouldContain("Only there");

        (await demo.PostAsync("/__admin/reset", null)).IsSuccessStatusCode.ShouldBeTrue();
        (await other.GetStringAsync("/v1/project")).ShouldBe(before.Other);
    }

    [Test]
    public async Task Of_many_creates_at_once_with_one_value_exactly_one_succeeds()
    {
        await using var mock = await TestMock.StartAsync(records: 0);
        using var client = mock.Client("demo");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
            (await client.PostAsync("/v1/customer", new FormUrlEncodedContent(
            [
                KeyValuePair.Create("custom_no", n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                KeyValuePair.Create("organization_name", n % 2 == 0 ? "One Name inc." : "ONE NAME INC."),
                KeyValuePair.Create("organization_adress", "1 rue"),
            ]))).StatusCode));
        answers.Count(status => status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.Conflict).ShouldBe(39);
        JsonNode.Parse(await client.GetStringAsync("/v1/customer"))!["data"]!.AsArray().Count.ShouldBe(1);
        JsonNode.Parse(await client.GetStringAsync("/v1/organization"))!["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task A_silo_with_wrong_names_is_refused_with_all_of_them()
    {
        await using var mock = await TestMock.StartAsync();
        using var client = mock.Client();
        using var response = await client.PostAsJsonAsync("/__admin/silos", JsonNode.Parse(
            """{ "key": "x", "profile": { "user-email-uniq": "conflict", "user-email-unique-case": "exactly" }, "broken": ["find-usr-status"] }"""));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain("user-email-unique");
        text.ShouldContain("exact");
        text.ShouldContain("find-user-status");
        using var taken = await client.PostAsJsonAsync("/__admin/silos", new { key = "demo" });
        taken.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_silo_can_be_deleted_and_a_reset_takes_those_away_that_were_made_since()
    {
        await using var mock = await TestMock.StartAsync();
        using var admin = mock.Client();
        using var mine = mock.Client("mine");
        await admin.PostAsJsonAsync("/__admin/silos", new { key = "mine" });
        (await mine.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.DeleteAsync("/__admin/silos/mine")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await mine.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.DeleteAsync("/__admin/silos/mine")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.DeleteAsync("/__admin/silos/demo")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await admin.PostAsJsonAsync("/__admin/silos", new { key = "mine" });
        (await admin.DeleteAsync("/__admin/silos/demo-other")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await admin.PostAsync("/__admin/reset", null);
        (await mine.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var other = mock.Client("demo-other");
        (await other.GetAsync("/v1/user")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.GetFromJsonAsync<JsonNode>("/__admin/journal"))!["total"]!.GetValue<int>().ShouldBe(2);
    }

    private static FormUrlEncodedContent Form(string name) => new([KeyValuePair.Create("name", name)]);
}
