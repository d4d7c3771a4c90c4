namespace PlanisoContract.Tests.Conformance.ContractDraft;

/// <summary>What <c>init</c> says, and when it writes nothing.</summary>
public sealed class InitCommandTests
{
    private static readonly string Pets = Repository.Read("tests", "Conformance", "ContractDraft", "Documents", "pets.yaml");

    [Test]
    public async Task It_says_what_it_made_and_what_it_could_not_tell()
    {
        using var drafted = await Drafted.OfAsync("pets.yaml", Pets);
        drafted.Run.All.ShouldContain("pets.contract.yaml: 1 resource, 5 operations");
        drafted.Run.All.ShouldContain("GET /pet/findByStatus is left out: a second list of Pet, beside GET /pet");
        drafted.Run.All.ShouldContain("POST /pet/{petId}/uploadImage is left out: it answers no record");
    }

    [Test]
    public async Task Nothing_is_overwritten()
    {
        using var drafted = await Drafted.OfAsync("pets.yaml", Pets);
        await File.WriteAllTextAsync(drafted.Draft, "mine");
        var again = await Drafted.ConformanceAsync("init", drafted.Plain);
        again.Code.ShouldBe(2);
        again.All.ShouldContain("is there already");
        (await File.ReadAllTextAsync(drafted.Draft)).ShouldBe("mine");
    }

    [TestCase("swagger: '2.0'\npaths: {}", "swagger 2.0")]
    [TestCase("openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: A text.}}}}}", "it answers no record")]
    [TestCase("{\"openapi\": \"3.0.3\",", "well-formed JSON")]
    [TestCase("openapi: 3.0.3\n  paths: b: c", "well-formed YAML")]
    [TestCase("openapi: 3.0.3\nx-dialect: rest\npaths: {}", "a contract; lint checks it")]
    public async Task What_is_no_plain_document_is_2_and_leaves_no_file(string text, string said)
    {
        using var drafted = await Drafted.OfAsync("wrong.yaml", text);
        drafted.Run.Code.ShouldBe(2, drafted.Run.All);
        drafted.Run.All.ShouldContain(said);
        File.Exists(drafted.Draft).ShouldBeFalse();
    }

    [Test]
    public async Task What_is_wrong_is_told_by_the_lines_of_the_document()
    {
        using var drafted = await Drafted.OfAsync("pets.yaml", Pets.Replace("  title: Pets # of a store\n", "", StringComparison.Ordinal));
        drafted.Run.Code.ShouldBe(2, drafted.Run.All);
        drafted.Run.All.ShouldContain("pets.yaml#/info/title (line 3, column 1)");
    }

    [Test]
    public async Task Without_a_file_it_is_2() => (await Drafted.ConformanceAsync("init")).Code.ShouldBe(2);

    [Test]
    public async Task Without_that_file_it_is_2()
    {
        var run = await Drafted.ConformanceAsync("init", Path.Combine(Path.GetTempPath(), "none", "none.yaml"));
        run.Code.ShouldBe(2);
        run.All.ShouldContain("a file that can be read");
    }
}
