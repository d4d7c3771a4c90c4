using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.CommandLine;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>How many records of which resource a silo starts with, as people say it, and that what they lead to is there.</summary>
public sealed class RecordCountsTests
{
    private static readonly ImmutableArray<Contract> All = [.. Contracts.Names.Select(Contracts.Load)];

    private static IEnumerable<TestCaseData> Resources =>
        from contract in All
        from resource in contract.Resources
        select new TestCaseData(contract, resource).SetArgDisplayNames($"{contract.Api} {resource}");

    [TestCaseSource(nameof(Resources))]
    public void A_resource_alone_has_what_it_needs(Contract contract, Resource resource)
    {
        var (store, plan) = Seed(contract, ((RecordCounts)0).With(resource.Name.ToLowerInvariant(), 7));
        var own = plan.Resource(resource.Name);
        store.Tables[own.Index].Count.ShouldBe(Math.Max(7, resource.Declared.Length));
        if (own.Parent is { } parent)
            store.Tables[own.Index].All().ShouldAllBe(record => store.Tables[parent.Index].Find(record.Parent) != null);
        foreach (var field in own.Fields.Where(field => field.Field is { Nullable: false, Refers: not null, Type: FieldType.Integer } && resource.Declared.IsEmpty))
            store.Tables[own.Index].All().ShouldAllBe(record => store.Tables[field.Target!.Index].Find((long)record[field.Index]!) != null);
        plan.Resources.ShouldContain(other => other != own && store.Tables[other.Index].Count <= 7);
    }

    [TestCaseSource(nameof(Resources))]
    public void Each_link_has_a_record_of_its_own_however_many_there_are(Contract contract, Resource resource)
    {
        var links = ApiPlan.Of(contract).Resource(resource.Name).LinkedBy;
        if (links.IsEmpty)
            return;
        var counts = (RecordCounts)4;
        foreach (var (link, at) in links.Select((link, at) => (link, at)))
            counts = counts.With(link.Owner.Resource.Name, (at * 9) + 2);
        var (store, plan) = Seed(contract, counts);
        var linked = links.SelectMany(link => store.Tables[link.Owner.Index].All().Select(record => (Record)record[link.Index]!)).ToList();
        linked.Count.ShouldBe(links.Sum(link => store.Tables[link.Owner.Index].Count));
        linked.Select(record => record.Identity).ShouldBeUnique();
        linked.ShouldAllBe(record => store.Tables[plan.Resource(resource.Name).Index].Find(record.Identity) == record);
        // Few records that nothing links, and none made for links that there are not.
        store.Tables[plan.Resource(resource.Name).Index].Count.ShouldBe(linked.Count + 1);
    }

    [Test]
    public async Task A_silo_is_made_with_a_number_of_its_own_for_a_resource()
    {
        await using var mock = await TestMock.StartAsync(records: 4);
        using var client = mock.Client();
        using var made = await client.PostAsJsonAsync("/__admin/silos", JsonNode.Parse("""{ "key": "big", "records": { "user": 9, "Project": 0 } }"""));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var shown = (await client.GetFromJsonAsync<JsonNode>("/__admin/silos/big?counts=true"))!;
        shown["records"]!.ToJsonString().ShouldBe("""{"*":4,"Project":0,"user":9}""");
        ((int)shown["counts"]!["planiso"]!["User"]!).ShouldBe(9);
        ((int)shown["counts"]!["planiso"]!["Project"]!).ShouldBe(0);
        ((int)shown["counts"]!["planiso"]!["Customer"]!).ShouldBe(4);
        // What is shown makes another such silo, and one with a number alone is as it was.
        using var again = await client.PostAsJsonAsync("/__admin/silos", new JsonObject { ["key"] = "twin", ["records"] = shown["records"]!.DeepClone() });
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        ((int)(await client.GetFromJsonAsync<JsonNode>("/__admin/silos/demo"))!["records"]!).ShouldBe(4);
    }

    [TestCase("""{ "usr": 5 }""", "Did you mean User?")]
    [TestCase("""{ "zzzzzzzzzz": 5 }""", "no resource zzzzzzzzzz to have records of. There is ")]
    [TestCase("""{ "User": -1 }""", "silo.records.User: expected a whole number from 0 to 10000000, found -1")]
    [TestCase("\"many\"", "or an object")]
    public async Task What_is_wrong_is_refused_with_the_way_out(string records, string says)
    {
        await using var mock = await TestMock.StartAsync(records: 0);
        using var client = mock.Client();
        using var refused = await client.PostAsJsonAsync("/__admin/silos", new JsonObject { ["records"] = JsonNode.Parse(records) });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await refused.Content.ReadAsStringAsync())!.ToJsonString(Relaxed).ShouldContain(says);
    }

    [TestCase("--records 7", "7 records of each resource")]
    [TestCase("--records 7 --records user=1000000", "1,000,000 of user and 7 records of each other resource")]
    [TestCase("--records user=3", "3 of user and 50 records of each other resource")]
    [TestCase("", "50 records of each resource")]
    public void The_command_line_takes_them(string arguments, string records)
    {
        var command = new MockCommand();
        command.Read(command.Parse(arguments)).Start.Records.ToString().ShouldBe(records);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (Store Store, ApiPlan Plan) Seed(Contract contract, RecordCounts records)
    {
        var silos = new Silos([contract], new SteppingClock());
        var state = silos.Add(new SiloSettings { Keys = [new KeyRight("key", true)], Seed = 5, Records = records }).StateOf(contract);
        return (state.Store, state.Plan);
    }
}
