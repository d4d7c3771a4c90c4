using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

public sealed class ContractFileTests
{
    private DirectoryInfo _directory = null!;

    [SetUp]
    public void SetUp() => _directory = Directory.CreateTempSubdirectory("contract");

    [TearDown]
    public void TearDown() => _directory.Delete(recursive: true);

    [TestCase("library.openapi.yaml", "library")]
    [TestCase("a/b/my.shop.contract.yml", "my.shop")]
    [TestCase("x.json", "x")]
    public void The_name_of_a_file_is_that_of_the_API(string path, string name) => ContractFile.NameOf(path).ShouldBe(name);

    [Test]
    public void Parts_in_other_files_are_read_as_if_they_stood_in_the_document()
    {
        var whole = Repository.Read("tests", "Fourth", "library.openapi.yaml");
        var at = whole.IndexOf("    Envelope:\n", StringComparison.Ordinal);
        var end = whole.IndexOf("\n    ", at + 20, StringComparison.Ordinal);
        while (whole[end + 5] == ' ')
            end = whole.IndexOf("\n    ", end + 1, StringComparison.Ordinal);
        Write("parts/common.yaml", "parts:\n" + whole[at..end] + "\n");
        var path = Write("library.openapi.yaml", whole[..at] + "    Envelope: { $ref: 'parts/common.yaml#/parts/Envelope' }" + whole[end..]);

        ContractFile.Read(path).Rules.Select(rule => $"{rule.Id} {rule.Standing} {string.Join(',', rule.Readings)}")
            .ShouldBe(Fourth.FourthApi.Contract.Rules.Select(rule => $"{rule.Id} {rule.Standing} {string.Join(',', rule.Readings)}"));
    }

    [Test]
    public void A_mistake_is_told_with_the_file_line_and_column_where_it_stands()
    {
        Write("part.yaml", "properties:\n  label:\n    type: string\n    x-likes: word\n");
        var path = Write("small.yaml", SmallContract.Yaml.Replace("x-dialect: envelope", "x-dialect: envelop", StringComparison.Ordinal)
            .Replace("components:\n  schemas:\n", "components:\n  schemas:\n    Part: { $ref: part.yaml }\n", StringComparison.Ordinal));

        var problems = Should.Throw<InvalidContractException>(() => ContractFile.Read(path)).Problems;

        problems.ShouldContain(problem => problem.File == "small.yaml" && problem.Pointer == "/x-dialect" && problem.Line > 0 && problem.Hint == "did you mean envelope?");
        problems.ShouldContain(problem => problem.File == "part.yaml" && problem.Line == 4 && problem.Column == 5 && problem.Hint == "did you mean x-like?");
        problems[0].ToString().ShouldContain("line ");
    }

    [TestCase("../outside.yaml", "a file of its directory")]
    [TestCase("https://example.com/x.yaml", "a file of its directory")]
    [TestCase("missing.yaml", "a $ref to a file that can be read")]
    [TestCase("part.yaml#/nothing", "something in part.yaml")]
    [TestCase("part.yaml#/circle", "does not lead back to itself")]
    public void A_reference_that_leads_nowhere_is_refused(string reference, string expected)
    {
        Write("part.yaml", "circle: { inside: { $ref: '#/circle' } }\n");
        var path = Write("small.yaml", SmallContract.Yaml.Replace("components:\n  schemas:\n", $"components:\n  schemas:\n    Part: {{ $ref: '{reference}' }}\n", StringComparison.Ordinal));
        Should.Throw<InvalidContractException>(() => ContractFile.Read(path)).Problems.ShouldContain(problem => problem.Expected.Contains(expected));
    }

    [Test]
    public void What_stands_in_another_file_is_part_of_the_fingerprint_and_its_file_is_told_be_it_there_or_not()
    {
        var path = Write("small.yaml", SmallContract.Yaml.Replace("components:\n  schemas:\n", "components:\n  schemas:\n    Part: { $ref: part.yaml }\n", StringComparison.Ordinal));
        var read = new List<string>();
        Should.Throw<InvalidContractException>(() => ContractFile.Read(path, read.Add));
        read.ShouldBe([path, Path.Combine(_directory.FullName, "part.yaml")], ignoreOrder: true);

        Write("part.yaml", "type: object\n");
        var before = ContractFile.Read(path).Fingerprint;
        ContractFile.Read(path).Fingerprint.ShouldBe(before);
        Write("part.yaml", "type: object\ndescription: Another.\n");
        ContractFile.Read(path).Fingerprint.ShouldNotBe(before);
    }

    [Test]
    public void A_file_that_is_not_there_and_one_that_is_no_YAML_are_told_together()
    {
        var broken = Write("broken.yaml", "a: b: c");
        var problems = Should.Throw<InvalidContractException>(() => ContractFile.Read([broken, Path.Combine(_directory.FullName, "none.yaml")])).Problems;
        problems.Select(problem => problem.File).ShouldBe(["broken.yaml", "none.yaml"]);
        problems[0].Line.ShouldBe(1);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
