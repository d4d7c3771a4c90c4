using System.Text;
using PlanisoContract.Spec;

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

    [TestCase("", "an OpenAPI document")]
    [TestCase("# nothing\n", "an OpenAPI document")]
    [TestCase("openapi: 3.0.3\ninfo: {title: A, version: '1'}", "operations on records")]
    [TestCase("swagger: '2.0'\npaths: {}", "swagger 2.0")]
    [TestCase("swagger: '2.0'\npaths: {}", "npx swagger2openapi")]
    [TestCase("? [a]\n: b", "YAML that can be written as JSON")]
    [TestCase("a: &a [*a]", "contains a cycle")]
    [TestCase("{\"a\": 1, \"a\": 2}", "Duplicate property")]
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

    [TestCase("category: {$ref: '#/components/schemas/Category'}", "category: {$ref: '#/components/schemas/Categry'}", "did you mean Category?")]
    [TestCase("category: {$ref: '#/components/schemas/Category'}", "category: {$ref: 5}", "a reference to something in the document")]
    [TestCase("category: {$ref: '#/components/schemas/Category'}", "category: {$ref: none.yaml}", "a file that can be read")]
    [TestCase("    Category:\n      type: object\n", "    Category:\n      $ref: '#/components/schemas/Category'\n", "it leads back to itself")]
    [TestCase("    Category:\n      type: object\n", "    Category:\n      <<: {type: object}\n", "Merge keys")]
    [TestCase("category: {$ref: '#/components/schemas/Category'}", "category: text", "pets.yaml#/components/schemas/Pet/properties/category")]
    public async Task What_is_wrong_in_it_is_told_with_the_way_out(string right, string wrong, string said)
    {
        Pets.ShouldContain(right);
        using var drafted = await Drafted.OfAsync("pets.yaml", Pets.Replace(right, wrong, StringComparison.Ordinal));
        drafted.Run.Code.ShouldBe(2, drafted.Run.All);
        drafted.Run.All.ShouldContain(said);
        drafted.Run.All.ShouldNotContain("that should not");
        File.Exists(drafted.Draft).ShouldBeFalse();
    }

    private static IEnumerable<TestCaseData> Writings => new (string Name, string File, string Text)[]
    {
        ("CRLF", "a.yaml", Pets.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("both breaks", "a.yaml", Pets.Replace("paths:\n", "paths:\r\n", StringComparison.Ordinal)),
        ("breaks of Unicode", "a.yaml", Pets.Replace("description: Status in the store", "description: \"Status\u2028in the\u0085store\"", StringComparison.Ordinal)),
        ("byte order mark", "a.yaml", "\uFEFF" + Pets),
        ("indented", "a.yaml", string.Join('\n', Pets.TrimEnd().Split('\n').Select(line => "  " + line))),
        ("directive", "a.yaml", "%YAML 1.1\n---\n" + Pets),
        ("a schema that is part of itself", "a.yaml", Pets.Replace("    Category:\n", "    Category:\n      allOf: [{$ref: '#/components/schemas/Category'}, {$ref: '#/components/schemas/Category'}]\n", StringComparison.Ordinal)),
        ("JSON with tabs and escaped slashes", "a.json", Encoding.UTF8.GetString(YamlText.ToJson(Pets)).Replace(",", ",\t", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal)),
        ("flow style", "a.yaml", "---\n" + Encoding.UTF8.GetString(YamlText.ToJson(Pets))),
    }.Select(writing => new TestCaseData(writing.File, writing.Text).SetArgDisplayNames(writing.Name));

    [TestCaseSource(nameof(Writings))]
    public async Task However_it_is_written_it_is_drafted_alike_and_keeps_its_breaks(string file, string text)
    {
        using var drafted = await Drafted.OfAsync(file, text);
        drafted.Run.Code.ShouldBe(0, drafted.Run.All);
        drafted.Run.All.ShouldContain("1 resource, 5 operations");
        (await Drafted.ConformanceAsync("lint", drafted.Draft)).Code.ShouldBe(0);
        if (file == "a.yaml" && !text.Contains("---\n{", StringComparison.Ordinal))
        {
            var draft = await File.ReadAllTextAsync(drafted.Draft);
            foreach (var line in text.TrimStart('\uFEFF').Split('\n').Where(line => !line.Contains('{', StringComparison.Ordinal)))
                draft.ShouldContain(line);
        }
    }

    [Test]
    public async Task Parts_in_other_files_and_path_items_become_one_draft()
    {
        using var first = await Drafted.OfAsync("main.yaml", """
            openapi: 3.1.0
            info: {title: Library, version: '1'}
            servers: [{url: 'https://library.example'}]
            paths:
              /books: {$ref: books.yaml}
              '/books/{id}': {$ref: '#/components/pathItems/Book'}
            components:
              pathItems:
                Book:
                  parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                  get: {operationId: findBook, responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}}
              schemas:
                Book: {type: object, required: [id], properties: {id: {type: integer}, title: {type: string}}}
            """);
        first.Run.All.ShouldContain("a file that can be read");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(first.Plain)!, "books.yaml"), """
            get: {operationId: listBooks, responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: 'main.yaml#/components/schemas/Book'}}}}}}}
            """);
        var run = await Drafted.ConformanceAsync("init", first.Plain);
        run.All.ShouldContain("Book: list GET /books, find GET /books/{id}");
        run.All.ShouldContain("Comments are not kept");
        (await Drafted.ConformanceAsync("lint", first.Draft)).Code.ShouldBe(0);
    }

    [Test]
    public async Task An_address_is_not_read()
    {
        var run = await Drafted.ConformanceAsync("init", "https://pets.example/openapi.json");
        run.Code.ShouldBe(2);
        run.All.ShouldContain("only files are read");
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
