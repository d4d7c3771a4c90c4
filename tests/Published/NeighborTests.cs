using System.Text.Json.Nodes;
using PlanisoContract.Quality;
using PlanisoContract.Quality.Neighbors;
using PlanisoContract.Quality.Published;
using PlanisoContract.Spec;
using Case = PlanisoContract.Quality.Case;

namespace PlanisoContract.Tests.Published;

/// <summary>The neighbors that the suite is measured beside: what they are given, and what happens without their programs.</summary>
public sealed class NeighborTests
{
    [TestCase("Dredd")]
    [TestCase("Specmatic")]
    public async Task A_neighbor_whose_programs_are_missing_is_left_out_with_a_sentence(string title)
    {
        var neighbor = Neighbor.All.Single(neighbor => neighbor.Title == title);
        var contract = Contracts.Load("lightening");
        var part = new NeighborPart(neighbor, contract, 1, path: "", new ProgressLines(TextWriter.Null));
        var row = await part.MeasureAsync(TestContext.CurrentContext.WorkDirectory, CancellationToken.None);
        var table = Table.Of([row]);
        table.ShouldContain($"{neighbor.Title} {Packages.VersionOf(neighbor)} is left out for {contract.Title}: there is no {neighbor.Needs[0]}");
        table.ShouldNotContain(" of 0");
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void The_document_for_a_neighbor_refers_to_whole_components_alone_and_says_the_same(string api)
    {
        var document = Contracts.Load(api).Json;
        var flat = Prepared.Flat(document);
        References(flat).ShouldAllBe(reference => reference.Split('/').Length == 4);
        // What is written out is what was referred to.
        var back = References(document).Where(reference => reference.Split('/').Length > 4).ToList();
        back.ShouldNotBeEmpty();
        flat["paths"]!.AsObject().Select(path => path.Key).ShouldBe(document["paths"]!.AsObject().Select(path => path.Key));
    }

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void The_document_for_Specmatic_names_the_examples_of_what_succeeds_and_has_no_XML(string api)
    {
        var prepared = Prepared.ForSpecmatic(Contracts.Load(api).Json);
        prepared["security"]!.AsArray().Count.ShouldBe(1);
        var text = prepared.ToJsonString();
        text.ShouldNotContain("\"application/xml\"");
        text.ShouldContain("\"examples\":{\"documented\":{\"value\":");
    }

    [Test]
    public void The_document_for_Dredd_has_the_query_parameters_that_have_to_be_sent_and_no_others()
    {
        // A header; of the others none has to be sent.
        Parameters("planio", "/companies.{format}").ShouldBe(1);
        Parameters("lightening", "/contact").ShouldBe(1);

        static int Parameters(string api, string path) =>
            Prepared.ForDredd(Contracts.Load(api).Json)["paths"]![path]!["get"]!["parameters"]!.AsArray().Count;
    }

    [Test]
    public void A_sample_is_the_same_each_time_and_never_more_than_there_is()
    {
        var all = Case.Breakages(Contracts.Load("planio")).ToList();
        Sample.Of(all, 40).ShouldBe(Sample.Of(all, 40));
        Sample.Of(all, 40).Distinct().Count().ShouldBe(40);
        Sample.Of(all, 0).ShouldBe(all);
        Sample.Of(all, all.Count + 1).ShouldBe(all);
    }

    [Test]
    public void The_lock_file_pins_every_package_and_names_no_registry()
    {
        var packages = JsonNode.Parse(Repository.Read("tests", "Quality", "Neighbors", "npm", "package-lock.json"))!["packages"]!.AsObject();
        foreach (var (name, package) in packages.Where(package => package.Key.Length > 0))
        {
            (package!["integrity"] ?? package["inBundle"]).ShouldNotBeNull(name);
            package["resolved"].ShouldBeNull(name);
        }
        foreach (var neighbor in Neighbor.All)
            packages[$"node_modules/{neighbor.Name}"]!["version"]!.ToString().ShouldBe(Packages.VersionOf(neighbor));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [value.ToString()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
