using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.CommandLine;
using PlanisoContract.Conformance.ContractDraft;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.ContractDraft;

/// <summary>Plain documents in the shape of those of many makers: each becomes a contract that the mock serves and the suite judges.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class DraftTests
{
    private static readonly string Folder = Repository.PathTo("tests", "Conformance", "ContractDraft", "Documents");

    private static IEnumerable<TestCaseData> Documents => Directory.EnumerateFiles(Folder).Order().Select(file => new TestCaseData(Path.GetFileName(file)).SetArgDisplayNames(Path.GetFileName(file)));

    [TestCaseSource(nameof(Documents))]
    public async Task The_draft_is_the_document_with_something_added(string name)
    {
        using var drafted = await Drafted.OfAsync(name);
        drafted.Run.Code.ShouldBe(0, drafted.Run.All);
        var (plain, draft) = (await File.ReadAllTextAsync(drafted.Plain), await File.ReadAllTextAsync(drafted.Draft));
        if (name.EndsWith(".yaml", StringComparison.Ordinal))
            IsWithin(plain, draft).ShouldBeTrue();
        // Other words than ours are there as before, at their places.
        var tree = Tree(draft);
        ShouldHold(tree, Tree(plain), "");
        draft.ShouldContain("# guess: ");
    }

    [TestCaseSource(nameof(Documents))]
    public async Task The_draft_is_a_contract_that_the_mock_serves_and_the_suite_judges(string name)
    {
        using var drafted = await Drafted.OfAsync(name);
        (await Drafted.ConformanceAsync("lint", drafted.Draft)).Code.ShouldBe(0);
        await using var mock = await TestMock.StartAsync([ContractFile.Read(drafted.Draft)]);
        var judged = await Drafted.ConformanceAsync("--target", $"{mock.Url}", "--contract", drafted.Draft,
            "--key", "demo", "--readonly-key", "demo-readonly", "--other-key", "demo-other", "--empty-key", "demo-empty");
        judged.Code.ShouldBe(0, judged.All);
        judged.All.ShouldNotContain("that should not");
    }

    // What was added lies between the characters of the document, whose order stays.
    private static bool IsWithin(string plain, string draft)
    {
        var at = 0;
        foreach (var line in plain.Split('\n').Where(line => line.Trim().Length > 0))
        {
            // A line in flow style may have more in it.
            foreach (var part in line.Split('{'))
            {
                at = draft.IndexOf(part, at, StringComparison.Ordinal);
                if (at < 0)
                    return false;
                at += part.Length;
            }
        }
        return true;
    }

    private static void ShouldHold(JsonNode? draft, JsonNode? plain, string at)
    {
        switch (plain)
        {
            case JsonObject members:
                (draft as JsonObject)?.Select(member => member.Key).Intersect(members.Select(member => member.Key)).ShouldBe(members.Select(member => member.Key), at);
                foreach (var (name, value) in members)
                    ShouldHold(draft![name], value, $"{at}/{name}");
                break;
            case JsonArray list:
                (draft as JsonArray)?.Count.ShouldBe(list.Count, at);
                foreach (var (index, element) in list.Index())
                    ShouldHold(draft![index], element, $"{at}/{index}");
                break;
            default:
                JsonNode.DeepEquals(draft, plain).ShouldBeTrue($"{at}: {draft} is not {plain}");
                break;
        }
    }

    private static JsonNode? Tree(string text) => JsonNode.Parse(text.StartsWith('{') ? text : JsonSerializer.Serialize(JsonNode.Parse(YamlText.ToJson(text))));
}
