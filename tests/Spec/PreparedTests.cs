using System.Diagnostics;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

/// <summary>What the build makes of documents, so that no start has to (spec/Preparing).</summary>
public sealed class PreparedTests
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("prepared-");

    [OneTimeTearDown]
    public void Remove() => _directory.Delete(recursive: true);

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void A_contract_is_prepared_and_equal_to_its_document(string api)
    {
        typeof(Contracts).Assembly.GetManifestResourceNames().ShouldContain(api + Contracts.Prepared);
        var (prepared, document) = (Contracts.Load(api), Contracts.LoadDocument(api));
        JsonNode.DeepEquals(prepared.Json, document.Json).ShouldBeTrue();
        prepared.Source.ShouldBe(document.Source);
        prepared.Line("/info").ShouldBe(document.Line("/info"));
        prepared.Resources.Select(Told).ShouldBe(document.Resources.Select(Told));
        prepared.Operations.Select(Told).ShouldBe(document.Operations.Select(Told));
        prepared.Rules.Select(Told).ShouldBe(document.Rules.Select(Told));
    }

    [Test]
    public async Task A_document_that_is_wrong_is_an_error_of_the_build_and_one_that_was_right_before_is_forgotten()
    {
        var file = Path.Combine(_directory.FullName, "small.openapi.yaml");
        await File.WriteAllTextAsync(file, SmallContract.Yaml);
        (await PrepareAsync(file)).ShouldBe("");
        var prepared = Path.Combine(_directory.FullName, "out", "small" + Contracts.Prepared);
        JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(prepared)), SmallContract.Read().Json).ShouldBeTrue();

        await File.WriteAllTextAsync(file, SmallContract.Yaml.Replace("x-dialect: envelope", "x-dialect: envelop", StringComparison.Ordinal));
        (await PrepareAsync(file)).ShouldMatch(@"small\.openapi\.yaml\(5,[0-9]+\): error CONTRACT: /x-dialect: expected .*did you mean envelope\?");
        File.Exists(prepared).ShouldBeFalse();
    }

    private static string Told(Resource resource) =>
        $"{resource.Name} {resource.Source}: {string.Join(", ", resource.Fields.Select(field => $"{field.Name} {field.Type} {field.MaxLength} {field.Default?.ToJsonString()} {string.Join('/', field.ShownIn)}"))}";

    private static string Told(Operation operation) =>
        $"{operation.Id} {operation} {operation.Kind} {operation.ExampleRecord?.ToJsonString()} {string.Join(", ", operation.Answers.Select(answer => answer.Status))}";

    private static string Told(Rule rule) =>
        $"{rule.Index} {rule.Id} {rule.Source} {rule.Standing} {string.Join('/', rule.Readings.Select(mode => mode.Name))} {rule.Arguments.ToJsonString()} {rule.Pointer}";

    private async Task<string> PrepareAsync(string file)
    {
        // Built in the same configuration as these tests.
        var built = Path.GetRelativePath(Repository.PathTo("tests"), AppContext.BaseDirectory);
        var program = Repository.PathTo("spec", "Preparing", built, "PlanisoContract.Preparing.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, Path.Combine(_directory.FullName, "out"), file]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return said.Trim();
    }
}
