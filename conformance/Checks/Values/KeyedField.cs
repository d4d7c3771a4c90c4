using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A field with values by key.</summary>
/// <param name="Session">The session.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Field">The field.</param>
/// <param name="Keys">The keys that take a text.</param>
internal sealed record KeyedField(Session Session, Resource Resource, Field Field, ImmutableArray<string> Keys)
{
    private KeyedWord Word => Field.Keyed!;

    /// <summary>The keys that a record of the check's own shows, and that take a text.</summary>
    /// <exception cref="PreconditionException">There is none.</exception>
    public static async Task<KeyedField> Learn(Session session, Resource resource, Field field)
    {
        var made = await session.Make(resource);
        var found = await session.Read(made);
        var shown = new KeyedField(session, resource, field, []);
        var keys = shown.Entries(found).Select(entry => FieldValue.Text(entry[shown.Word.Key])).OfType<string>().Distinct().ToArray();
        if (keys.Length == 0)
            throw new PreconditionException($"{field} of {made} shows no key; a {shown.Word.Resource} on the target would help");

        var taking = new List<string>();
        foreach (var key in keys.Take(8))
        {
            if (taking.Count < 2 && (await session.Update(resource, made.Identity, shown.Input((key, shown.Value())))).Succeeded)
                taking.Add(key);
        }
        return taking.Count > 0
            ? shown with { Keys = [.. taking] }
            : throw new PreconditionException($"no key of {field} takes a text; a {shown.Word.Resource} that does would help");
    }

    /// <summary>A text that no other value of any run is.</summary>
    public string Value() => Session.Fresh(Resource, Member(Word.Value)).GetValue<string>();

    /// <summary>An input with these values alone.</summary>
    public JsonObject Input(params IEnumerable<(string Key, string Value)> values) => new() { [Field.Name] = List(values) };

    public JsonArray List(params IEnumerable<(string Key, string Value)> values) =>
    [
        .. values.Select(pair => new JsonObject
        {
            [Word.Key] = FieldValue.Integer(pair.Key) is { } number ? number : pair.Key,
            [Word.Value] = pair.Value,
        }),
    ];

    /// <summary>The value that a record shows under a key; null where there is none.</summary>
    public JsonNode? Shown(Answer found, string key) => Entry(found, key)?[Word.Value];

    /// <summary>What a record shows under a key; null where there is no such key.</summary>
    public JsonObject? Entry(Answer found, string key) => Entries(found).FirstOrDefault(entry => FieldValue.Text(entry[Word.Key]) == key);

    private IEnumerable<JsonObject> Entries(Answer found) =>
        Session.Value(found.Record, Field) is JsonArray list ? list.OfType<JsonObject>() : [];

    private Field Member(string name) => Field.Members.First(member => member.Name == name);
}
