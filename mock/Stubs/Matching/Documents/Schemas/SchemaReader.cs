using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>Reads a JSON schema. What it refuses, a <see cref="FormatException"/> says.</summary>
/// <param name="root">The whole document, for <c>$ref</c>.</param>
/// <param name="assertsFormats">Whether <c>format</c> is a demand: from draft 2019-09 on it is a note.</param>
internal sealed class SchemaReader(JToken root, bool assertsFormats)
{
    private const int MaxDepth = 100;
    private readonly Dictionary<JToken, JsonSchema> _read = new(ReferenceEqualityComparer.Instance);
    private int _depth;

    public bool AssertsFormats => assertsFormats;

    public JsonSchema Read() => Read(root);

    public JsonSchema Read(JToken written)
    {
        if (_read.TryGetValue(written, out var known))
            return known;
        var schema = _read[written] = new JsonSchema();
        if (++_depth > MaxDepth)
            throw new FormatException($"it is nested more than {MaxDepth} deep.");
        schema.Complete(Checks(written), written is JObject && written["nullable"] is JValue { Value: true });
        _depth--;
        return schema;
    }

    /// <summary>The schemas of an object by name.</summary>
    public ImmutableArray<KeyValuePair<string, JsonSchema>> ReadMembers(JToken written) =>
        [.. Object(written).Properties().Select(member => KeyValuePair.Create(member.Name, Read(member.Value)))];

    public ImmutableArray<JsonSchema> ReadItems(JToken written) =>
        written is JArray { Count: > 0 } items ? [.. items.Select(Read)] : throw Wrong(written, "a list of schemas");

    public static JObject Object(JToken written) => written as JObject ?? throw Wrong(written, "an object");

    public static double Number(JToken written) =>
        Paths.JsonNumbers.Is(written) ? Paths.JsonNumbers.ToDouble((JValue)written) : throw Wrong(written, "a number");

    public static ImmutableArray<string> Texts(JToken written) =>
        written is JArray items && items.All(item => item.Type == JTokenType.String)
            ? [.. items.Select(item => (string)item!)]
            : throw Wrong(written, "a list of texts");

    public static BoundedRegex Regex(JToken written)
    {
        var pattern = written is JValue { Value: string text } ? text : throw Wrong(written, "a regular expression");
        return BoundedRegex.TryParse(pattern, out var regex, out var wrong, dotAll: false) ? regex : throw new FormatException($"{written.Path}: {wrong}");
    }

    public static FormatException Wrong(JToken written, string expected) =>
        new($"expected {expected} at {(written.Path.Length == 0 ? "its root" : written.Path)}, found {Paths.JavaText.Compact(written)}.");

    private ImmutableArray<SchemaCheck> Checks(JToken written)
    {
        if (written is JValue { Value: bool all })
            return all ? [] : [(_, _) => 1];
        var schema = Object(written);
        var checks = ImmutableArray.CreateBuilder<SchemaCheck>();
        if (schema["$ref"] is { } reference)
        {
            var target = Read(Target(reference));
            checks.Add(target.Errors);
        }
        foreach (var (word, value) in schema)
        {
            if (SchemaWords.Refused.TryGetValue(word, out var why))
                throw new FormatException($"{value!.Path}: {why}");
            if (SchemaWords.ByName.TryGetValue(word, out var read) && read(value!, schema, this) is { } check)
                checks.Add(check);
        }
        return checks.ToImmutable();
    }

    private JToken Target(JToken reference)
    {
        var text = reference is JValue { Value: string pointer } ? pointer : throw Wrong(reference, "a text");
        if (text != "#" && !text.StartsWith("#/", StringComparison.Ordinal))
            throw new FormatException($"{reference.Path}: {text} leads out of the schema, and nothing is ever fetched. Write the schema into $defs, and refer to it by #/$defs/NAME.");
        var here = root;
        foreach (var token in text.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            here = here switch
            {
                JObject members when members.TryGetValue(name, out var member) => member,
                JArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
                _ => throw new FormatException($"{reference.Path}: there is nothing at {text}."),
            };
        }
        return here;
    }
}
