using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlanisoContract.Mock.CommandLine;

namespace PlanisoContract.Tests.Mock.CommandLine;

/// <summary>What can be said of <c>mock/Dockerfile</c> without a base image to build it on.</summary>
public sealed class DockerfileTests
{
    private static readonly (string Word, string Text)[] Lines =
        [.. Repository.Read("mock", "Dockerfile").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1]))];

    [Test]
    public void It_builds_the_tool_and_starts_it_with_options_that_the_tool_has()
    {
        var project = Regex.Match(Rest("RUN", 0), @"dotnet publish (\S+)").Groups[1].Value;
        var file = Directory.GetFiles(Repository.PathTo(project), "*.csproj").Single();
        var entry = JsonSerializer.Deserialize<string[]>(Rest("ENTRYPOINT", 0))!;
        entry[..2].ShouldBe(["dotnet", $"/app/{XDocument.Load(file).Descendants("AssemblyName").Single().Value}.dll"]);
        var command = new MockCommand();
        command.Parse([.. entry[2..], "--admin-key", "key", "--store", "/data/mock.db"]).Errors.ShouldBeEmpty();
        new Uri(entry[^1]).Port.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Rest("EXPOSE", 0));
    }

    [Test]
    public void It_names_its_images_copies_from_its_own_stage_and_runs_as_somebody_else_than_root()
    {
        var images = Lines.Where(line => line.Word == "FROM").Select(line => line.Text).ToArray();
        images.ShouldAllBe(image => Regex.IsMatch(image, @"^mcr\.microsoft\.com/dotnet/\w+:10\.0( AS \w+)?$"));
        Lines.Where(line => line.Word == "COPY").Select(line => line.Text).ShouldBe([". .", $"--from={images[0].Split(" AS ")[1]} /app /app"]);
        // The last stage is what runs: its user is set before anything that starts.
        Lines.SkipWhile(line => line != ("FROM", images[^1])).Select(line => line.Word).ShouldBe(["FROM", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "ENTRYPOINT"]);
        Rest("USER", 0).ShouldBe("$APP_UID");
        Rest("RUN", 1).ShouldContain($"mkdir {Rest("VOLUME", 0)} && chown $APP_UID {Rest("VOLUME", 0)}");
    }

    private static string Rest(string word, int index) => Lines.Where(line => line.Word == word).ElementAt(index).Text;
}
