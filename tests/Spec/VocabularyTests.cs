using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

public sealed class VocabularyTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void The_schema_for_editors_says_what_the_reader_checks() =>
        Repository.ShouldMatch(Lines(VocabularySchema.Create(), "") + "\n", "spec", "vocabulary.schema.json");

    [Test]
    public void The_page_of_behaviors_says_what_the_code_knows() =>
        Repository.ShouldMatch(BehaviorsPage.Create(), "spec", "behaviors.md");

    [Test]
    public void Names_of_behaviors_and_of_a_behavior_s_modes_are_unique_and_kebab_case()
    {
        Behaviors.All.Select(behavior => behavior.Name).ShouldBeUnique();
        foreach (var behavior in Behaviors.All)
        {
            behavior.Readings.Concat(behavior.Breakages).Select(mode => mode.Name).ShouldBeUnique();
            behavior.Readings.Concat(behavior.Breakages).Select(mode => mode.Name).Append(behavior.Name)
                .ShouldAllBe(name => name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        }
    }

    [Test]
    public void The_page_shows_every_word()
    {
        var page = Repository.Read("spec", "vocabulary.md");
        Words.All.Select(word => word.Word).Distinct().Where(word => !page.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void Each_way_to_behave_is_said_so_that_it_can_be_understood_alone()
    {
        string[] pointing = ["It", "They", "This", "These", "None", "Neither", "Success", "Refused"];
        Behaviors.All.SelectMany(behavior => behavior.Readings.Concat(behavior.Breakages).Select(mode => (behavior.Name, Words: mode.Sentence.Split(' '))))
            .Where(one => one.Words.Length < 4 || pointing.Contains(one.Words[0].TrimEnd(',', '.')) || char.IsAsciiDigit(one.Words[0][0]))
            .Select(one => $"{one.Name}: {string.Join(' ', one.Words)}").ShouldBeEmpty();
    }

    [Test]
    public void A_behavior_either_can_be_broken_or_says_why_not() =>
        Behaviors.All.Where(behavior => behavior.Breakages.IsEmpty == behavior.Unbreakable is null).ShouldBeEmpty();

    // What fits into a line stands in one, so that the file can be read.
    private static string Lines(JsonNode? node, string indent)
    {
        var line = node?.ToJsonString(Relaxed) ?? "null";
        var deeper = indent + "  ";
        return (line.Length + indent.Length, node) switch
        {
            ( > 240, JsonObject members) => $"{{\n{string.Join(",\n", members.Select(member => $"{deeper}\"{member.Key}\": {Lines(member.Value, deeper)}"))}\n{indent}}}",
            ( > 240, JsonArray elements) => $"[\n{string.Join(",\n", elements.Select(element => deeper + Lines(element, deeper)))}\n{indent}]",
            _ => line,
        };
    }
}
