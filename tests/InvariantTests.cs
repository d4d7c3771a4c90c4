using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PlanisoContract.Tests;

/// <summary>The rooms and the arrows between them, read from the project files and the sources.</summary>
public sealed class InvariantTests
{
    private static readonly string[] Rooms = ["spec", "fixtures", "mock", "conformance"];

    [TestCase("spec", new string[0])]
    [TestCase("fixtures", new[] { "spec" })]
    [TestCase("mock", new[] { "fixtures", "spec" })]
    [TestCase("conformance", new[] { "fixtures", "spec" })]
    public void A_room_refers_to_no_other_than_these(string room, string[] others) =>
        Project(room).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value)
            // What is in the room itself is no other.
            .Where(path => path.StartsWith("../", StringComparison.Ordinal)).Select(path => path.Split('/')[1]).Order().ShouldBe(others);

    [Test]
    public void Spec_knows_no_web_server_and_no_test_runner()
    {
        var spec = Project("spec");
        spec.Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk");
        spec.Descendants("FrameworkReference").ShouldBeEmpty();
        spec.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value)
            .ShouldBe(["Microsoft.OpenApi", "Microsoft.OpenApi.YamlReader"], ignoreOrder: true);
    }

    [Test]
    public void The_suite_never_names_the_mock_s_code() =>
        Sources("conformance").Where(file => File.ReadAllText(file).Contains("PlanisoContract.Mock", StringComparison.Ordinal)).ShouldBeEmpty();

    [Test]
    public void No_code_names_a_resource_or_field_of_an_api()
    {
        // Only names that are no common word: "name" or "active" may well stand in code that knows no API.
        var names = PlanisoContract.Spec.Contracts.Names.Select(PlanisoContract.Spec.Contracts.Load)
            .SelectMany(contract => contract.Resources)
            .SelectMany(resource => resource.Fields.Select(field => field.Name).Append(resource.Name))
            .Where(name => name.Contains('_', StringComparison.Ordinal) || char.IsAsciiLetterUpper(name[0])).ToHashSet();
        var found = from file in Rooms.SelectMany(Sources)
                    from Match match in Regex.Matches(File.ReadAllText(file), "\"([A-Za-z_0-9]+)\"")
                    where names.Contains(match.Groups[1].Value)
                    select $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}";
        found.ShouldBeEmpty();
    }

    [Test]
    public void The_simulator_does_no_input_or_output_and_takes_time_and_chance_from_outside()
    {
        var forbidden = new Regex(@"DateTime(Offset)?\.(Utc)?Now|Random\.Shared|Guid\.NewGuid|Console\.|File\.|HttpContext|Thread\.Sleep");
        Sources("mock").Where(file => file.Contains($"{Path.DirectorySeparatorChar}Simulation{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => forbidden.IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    // The Web SDK imports ASP.NET's namespaces everywhere, so that its types need no using line.
    [Test]
    public void The_simulator_and_the_dialects_use_no_web_server()
    {
        var forbidden = new Regex(@"\bMicrosoft\.(AspNetCore|Extensions)\b|\bWireMock\b|\b(HttpContext|HttpRequest|HttpResponse|IResult|StatusCodes|HttpMethods|"
            + @"ReasonPhrases|QueryHelpers|PathString|HostString|HeaderNames|IHeaderDictionary|StringValues|IFormFile|RouteData|RouteValueDictionary|"
            + @"WebApplication|IApplicationBuilder|KestrelServerOptions|WireMockServer)\b");
        Sources("mock").Where(file => Path.GetRelativePath(Repository.PathTo("mock"), file).Split(Path.DirectorySeparatorChar)[0] is "Simulation" or "Dialects")
            .SelectMany(file => forbidden.Matches(File.ReadAllText(file)).Select(match => $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}"))
            .ShouldBeEmpty();
    }

    [TestCase("spec")]
    [TestCase("fixtures")]
    [TestCase("mock")]
    public void No_two_types_of_a_room_have_one_name(string room)
    {
        var declaration = new Regex(@"^[ ]*((?:(?:public|internal|protected|private|static|sealed|abstract|readonly|ref|partial|file) )+)(?:class|record struct|record|struct|enum|interface) ([A-Z]\w*)", RegexOptions.Multiline);
        var twice = from file in Sources(room)
                    from Match match in declaration.Matches(File.ReadAllText(file))
                    group (File: Path.GetRelativePath(Repository.Root, file), IsPartial: match.Groups[1].Value.Contains("partial", StringComparison.Ordinal)) by match.Groups[2].Value into type
                    where type.Count() > 1 && !type.All(part => part.IsPartial)
                    select $"{type.Key}: {string.Join(", ", type.Select(part => part.File))}";
        twice.ShouldBeEmpty();
    }

    [Test]
    public void No_source_file_is_longer_than_250_lines_and_none_has_a_region() =>
        Rooms.Append("tests").SelectMany(Sources)
            .Where(file => File.ReadLines(file).Count() > 250 || File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    private static XDocument Project(string room) =>
        XDocument.Load(Directory.GetFiles(Repository.PathTo(room), "*.csproj").Single());

    private static IEnumerable<string> Sources(string room) =>
        Directory.EnumerateFiles(Repository.PathTo(room), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.PathTo(room), file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
