using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Tests.Fourth;

namespace PlanisoContract.Tests.Conformance.CommandLine;

/// <summary>A contract that no program comes with, given as a file.</summary>
public sealed class OwnContractTests
{
    private static readonly string Library = Repository.PathTo("tests", "Fourth", "library.openapi.yaml");

    private DirectoryInfo _directory = null!;

    [SetUp]
    public void SetUp() => _directory = Directory.CreateTempSubdirectory("own");

    [TearDown]
    public void TearDown() => _directory.Delete(recursive: true);

    [Test]
    public async Task A_server_is_judged_by_it_and_the_report_names_the_file()
    {
        await using var mock = await TestMock.StartAsync([FourthApi.Contract]);
        var file = Path.Combine(_directory.FullName, "library.openapi.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Library)).Replace("required: [title]", "required: [title, isbn]", StringComparison.Ordinal));

        (await RunAsync("--target", $"{mock.Url}", "--key", "demo", "--contract", Library, "--rule", "book-title-required")).Code.ShouldBe(0);
        var run = await RunAsync("--target", $"{mock.Url}", "--key", "demo", "--contract", file, "--rule", "book-isbn-required", "--report", _directory.FullName);

        run.Code.ShouldBe(1, run.All);
        (await File.ReadAllTextAsync(Path.Combine(_directory.FullName, "report.json"))).ShouldContain($"\"declaredAt\": \"{file}#/components");
    }

    [Test]
    public async Task Its_rules_are_listed_and_a_plan_does_not_take_it_for_one_of_the_same_name()
    {
        (await RunAsync("--list", "--contract", Library)).All.ShouldContain("book-isbn-unique");
        var namesake = Path.Combine(_directory.FullName, "planiso.openapi.yaml");
        File.Copy(Library, namesake);
        (await RunAsync("--plan", "--contract", namesake)).All.ShouldContain("There is no plan for this contract");
    }

    [Test]
    public void It_is_what_the_test_host_has_tests_for()
    {
        var host = new TestHostRun(name => name == "PLANISO_CONTRACT" ? Library : null);
        host.Cases.Select(test => test.Api).Distinct().ShouldBe(["library"]);
        host.Cases.Count().ShouldBe(FourthApi.Contract.Rules.Length);
    }

    [Test]
    public async Task Beside_an_API_it_is_refused()
    {
        var run = await RunAsync("--target", "http://127.0.0.1:9", "--key", "demo", "--contract", Library, "--api", "planiso");
        run.Code.ShouldBe(2);
        run.All.ShouldContain("Leave one of them out");
    }

    [Test]
    public async Task Lint_says_what_it_declares()
    {
        var run = await RunAsync("lint", Library);
        run.Code.ShouldBe(0, run.All);
        run.All.ShouldContain("Book: list GET /book, create POST /book");
        run.All.ShouldContain("open: book-reactivation is allowed or refused");
    }

    [Test]
    public async Task Lint_says_everything_that_is_wrong_with_every_file()
    {
        var broken = Path.Combine(_directory.FullName, "broken.yaml");
        await File.WriteAllTextAsync(broken, (await File.ReadAllTextAsync(Library))
            .Replace("x-dialect: envelope", "x-dialect: envelop", StringComparison.Ordinal).Replace("x-like: project", "x-likes: project", StringComparison.Ordinal));
        var run = await RunAsync("lint", broken, Library, Path.Combine(_directory.FullName, "none.yaml"));
        run.Code.ShouldBe(2, run.All);
        run.All.ShouldContain("did you mean envelope?");
        run.All.ShouldContain("did you mean x-like?");
        run.All.ShouldContain("(line ");
        run.All.ShouldContain("Library, dialect envelope");
        run.All.ShouldContain("a file that can be read");
    }

    [Test]
    public async Task Lint_without_a_file_is_2() => (await RunAsync("lint")).Code.ShouldBe(2);

    private static async Task<Program.Outcome> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await new ConformanceCommand(output, output, _ => null).Run(arguments);
        return new Program.Outcome(code, output.ToString(), "");
    }
}
