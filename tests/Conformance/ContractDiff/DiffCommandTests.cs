using System.Text.Json.Nodes;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Tests.Conformance.ContractDiff;

public sealed class DiffCommandTests
{
    private static readonly string Library = Repository.PathTo("tests", "Fourth", "library.openapi.yaml");

    private string _edited = null!;

    [SetUp]
    public void SetUp() => _edited = Path.Combine(Directory.CreateTempSubdirectory("diff").FullName, "library.openapi.yaml");

    [TearDown]
    public void TearDown() => Directory.GetParent(_edited)!.Delete(recursive: true);

    [Test]
    public async Task What_breaks_clients_is_1_and_stands_with_its_file_and_line()
    {
        Edit("required: [title]", "required: [title, isbn]");
        var run = await RunAsync(Library, _edited);
        run.Code.ShouldBe(1, run.All);
        run.All.ShouldContain("1 breaks clients, 0 break servers, 0 break neither");
        run.All.ShouldContain($"field-became-required  Book.isbn: A create must have the field now. [{_edited}:");
    }

    [Test]
    public async Task What_breaks_servers_alone_or_nothing_is_0()
    {
        Edit("required: [title]", "required: []");
        (await RunAsync(Library, _edited)).ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(0, run.All), run => run.All.ShouldContain("field-became-optional"));
        (await RunAsync(Library, Library)).ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(0, run.All), run => run.All.ShouldContain("Nothing that a rule knows of changed"));
        (await RunAsync("planiso", "planiso")).Code.ShouldBe(0);
    }

    [Test]
    public async Task Markdown_and_JSON_say_the_same()
    {
        Edit("readings: [allowed, refused]", "readings: [refused]");
        (await RunAsync(Library, _edited, "--format", "markdown")).All.ShouldContain("| reading-withdrawn | book-reactivation (");
        var json = JsonNode.Parse((await RunAsync(Library, _edited, "--format", "json")).All)!;
        ((int)json["summary"]!["servers"]!).ShouldBe(1);
        var change = json["changes"]!.AsArray().Single(one => (string)one!["category"]! == "reading-withdrawn")!;
        ((string)change["place"]!, (string)change["before"]!, (string)change["breaks"]!).ShouldBe(("book-reactivation", "allowed", "servers"));
    }

    [Test]
    public async Task Files_that_are_no_contracts_are_2_and_told_together()
    {
        Edit("x-dialect: envelope", "x-dialect: envelop");
        var run = await RunAsync(_edited, "nothing.yaml");
        run.Code.ShouldBe(2, run.All);
        run.All.ShouldContain("did you mean envelope?");
        run.All.ShouldContain("a file that can be read");
        (await RunAsync(Library)).Code.ShouldBe(2);
        (await RunAsync(Library, Library, "--format", "jsno")).ShouldSatisfyAllConditions(
            wrong => wrong.Code.ShouldBe(2), wrong => wrong.All.ShouldContain("did you mean json?"));
    }

    private void Edit(string old, string now)
    {
        var text = File.ReadAllText(Library);
        text.ShouldContain(old);
        File.WriteAllText(_edited, text.Replace(old, now, StringComparison.Ordinal));
    }

    private static async Task<Program.Outcome> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await new ConformanceCommand(output, output, _ => null).Run(["diff", .. arguments]);
        return new Program.Outcome(code, output.ToString(), "");
    }
}
